package io.redisimnest.actuate;

import java.util.stream.Stream;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestEndpointAutoConfiguration;
import io.redisimnest.example.Root;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.json.JsonAssert;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class RedisimnestEndpointTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void describesTheStructureWithCounts() {
		withApplication(TestRedis.port(), (context, client) -> {
			Root root = context.getBean(Root.class);
			root.user(1).age().set(30);
			root.user(2).age().set(40);
			root.user(2).messages().message(7).set("hidden value");
			root.app().tokens().set(java.util.List.of("hidden token"));
			TestRedis.commands().set("root:stray", "hidden stray");
			TestRedis.commands().set("root:user:1:stray:x", "hidden stray");
			TestRedis.commands().set("root", "not below the root");
			TestRedis.commands().set("rooted:x", "not below the root");
			String body = client.get()
				.uri("/actuator/redisimnest")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			assertThat(body).doesNotContain("hidden");
			JsonAssert.comparator(JsonCompareMode.LENIENT).assertIsMatch("""
					{"census":{"exact":true,"coverage":1.0},
					 "findings":[{"type":"UNDECLARED","path":"root","keys":{"value":2,"low":2,"high":2},
					  "examples":["root:stray","root:user:{userId}:stray:x"],
					  "message":"2 keys below 'root' match no template of tree 'root'"}],
					 "trees":{"root":{"path":"root","prefix":"root","parameters":{},"isProtected":false,
					 "keyCount":6,"undeclaredCount":2,
					 "keys":{"projectName":{"path":"root.projectName","template":"root:project_name","parameters":{},
					  "kind":"ValueKey","valueType":"java.lang.String","count":0}},
					 "clusters":{
					  "app":{"path":"root.app","prefix":"root:app","parameters":{},"ttl":"PT1M20S","isProtected":false,
					   "keyCount":1,
					   "keys":{"pendingUsers":{"path":"root.app.pendingUsers","template":"root:app:pendingUsers",
					     "parameters":{},"kind":"ValueKey","valueType":"java.util.List<java.lang.String>",
					     "ttl":"PT1M20S","count":0},
					    "tokens":{"path":"root.app.tokens","template":"root:app:tokens","parameters":{},
					     "kind":"ValueKey","valueType":"java.util.List<java.lang.String>","ttl":"PT1M20S","count":1}},
					   "clusters":{}},
					  "user":{"path":"root.user","prefix":"root:user:{userId}","parameters":{"userId":"long"},
					   "ttl":"PT2M","isProtected":false,"keyCount":4,"instanceCount":2,
					   "keys":{"age":{"path":"root.user.age","template":"root:user:{userId}:age",
					     "parameters":{"userId":"long"},"kind":"ValueKey","valueType":"java.lang.Integer",
					     "ttl":"PT2M","count":2},
					    "name":{"path":"root.user.name","template":"root:user:{userId}:name",
					     "parameters":{"userId":"long"},"kind":"ValueKey","valueType":"java.lang.String",
					     "ttl":"PT2M","count":0}},
					   "clusters":{"messages":{"path":"root.user.messages","prefix":"root:user:{userId}:messages",
					     "parameters":{"userId":"long"},"ttl":"PT50S","isProtected":false,"keyCount":1,
					     "keys":{"message":{"path":"root.user.messages.message",
					      "template":"root:user:{userId}:messages:message:{messageId}",
					      "parameters":{"userId":"long","messageId":"long"},"kind":"ValueKey",
					      "valueType":"java.lang.String","ttl":"PT50S","count":1}},
					     "clusters":{}}}}}}}}
					""", body);
		});
	}

	@Test
	void describesOneCluster() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Root.class).user(1).age().set(30);
			client.get()
				.uri("/actuator/redisimnest/root.user")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.node.prefix")
				.isEqualTo("root:user:{userId}")
				.jsonPath("$.node.keyCount")
				.isEqualTo(1)
				.jsonPath("$.node.undeclaredCount")
				.doesNotExist();
		});
	}

	@Test
	void describesOneKey() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Root.class).user(1).age().set(30);
			client.get()
				.uri("/actuator/redisimnest/root.user.age")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.node.template")
				.isEqualTo("root:user:{userId}:age")
				.jsonPath("$.node.sample.size")
				.isEqualTo(1)
				.jsonPath("$.node.count")
				.isEqualTo(1);
		});
	}

	@Test
	void anUnknownPathIsNotFoundAndScansNothing() {
		withApplication(TestRedis.port(), (context, client) -> assertThat(Monitor
			.sent(() -> client.get().uri("/actuator/redisimnest/root.usr").exchange().expectStatus().isNotFound()))
			.isEmpty());
	}

	@Test
	void redisThatIsDownIsServiceUnavailable() {
		withApplication(TestRedis.freePort(),
				(context, client) -> client.get()
					.uri("/actuator/redisimnest")
					.exchange()
					.expectStatus()
					.isEqualTo(503)
					.expectBody()
					.jsonPath("$.error")
					.value((error) -> assertThat(error.toString()).startsWith("Redis does not answer: ")
						.doesNotContain("Exception")));
	}

	@Test
	void onePassCountsAllTrees() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(Monitor.sent(() -> client.get().uri("/actuator/redisimnest").exchange())
				.stream()
				.filter((command) -> command.startsWith("SCAN"))).containsExactly("SCAN 0 COUNT 1000");
		});
	}

	@Test
	void aYoungCensusIsToldAgain() {
		withApplication(TestRedis.port(), (context, client) -> {
			client.get().uri("/actuator/redisimnest").exchange().expectStatus().isOk();
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(Monitor.sent(() -> client.get()
				.uri("/actuator/redisimnest/root.user")
				.exchange()
				.expectBody()
				.jsonPath("$.node.keyCount")
				.isEqualTo(0))).isEmpty();
		}, "--redisimnest.census.max-age=1h");
	}

	@Test
	void pastTheBudgetNumbersAreEstimatesUnlessExactOnesAreAskedFor() {
		TestRedis.commands()
			.eval("for i = 1, 20000 do redis.call('SET', 'root:user:' .. i .. ':age', '1') end",
					ScriptOutputType.STATUS);
		withApplication(TestRedis.port(), (context, client) -> {
			client.get()
				.uri("/actuator/redisimnest/root.user.age")
				.exchange()
				.expectBody()
				.jsonPath("$.census.exact")
				.isEqualTo(false)
				.jsonPath("$.census.coverage")
				.value((share) -> assertThat((Double) share).isBetween(0.1, 0.2))
				.jsonPath("$.node.countInterval.low")
				.value((low) -> assertThat((Integer) low).isGreaterThanOrEqualTo(2000));
			client.get()
				.uri("/actuator/redisimnest/root.user.age?exact=true")
				.exchange()
				.expectBody()
				.jsonPath("$.census.exact")
				.isEqualTo(true)
				.jsonPath("$.node.count")
				.isEqualTo(20_000)
				.jsonPath("$.node.countInterval")
				.doesNotExist();
		}, "--redisimnest.census.max-keys=2000");
	}

	@Test
	void aValueThatIsNoBooleanIsABadRequest() {
		withApplication(TestRedis.port(),
				(context, client) -> client.get()
					.uri("/actuator/redisimnest?exact=perhaps")
					.exchange()
					.expectStatus()
					.isBadRequest());
	}

	@Test
	void isNotThereUnlessExposed() {
		contextRunner().run((context) -> assertThat(context).doesNotHaveBean(RedisimnestEndpoint.class)
			.doesNotHaveBean(RedisimnestEndpointWebExtension.class));
	}

	@Test
	void isThereWhenExposed() {
		contextRunner().withPropertyValues("management.endpoints.web.exposure.include=redisimnest")
			.run((context) -> assertThat(context).hasSingleBean(RedisimnestEndpoint.class)
				.hasSingleBean(RedisimnestEndpointWebExtension.class));
	}

	@Test
	void canBeSwitchedOff() {
		contextRunner()
			.withPropertyValues("management.endpoints.web.exposure.include=redisimnest",
					"management.endpoint.redisimnest.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisimnestEndpoint.class));
	}

	@Test
	void applicationStartsWithoutActuator() {
		contextRunner().withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(DataRedisAutoConfiguration.class, RedisimnestConnectionAutoConfiguration.class,
						RedisimnestAutoConfiguration.class, RedisimnestEndpointAutoConfiguration.class));
	}

	private static void withApplication(int port, Scenario scenario, String... arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.SERVLET)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--redisimnest.host=127.0.0.1", "--redisimnest.port=" + port,
						"--spring.data.redis.timeout=2s", "--management.endpoints.web.exposure.include=redisimnest"),
						Stream.of(arguments))
				.toArray(String[]::new))) {
			scenario.run(context,
					RestTestClient.bindToServer()
						.baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
						.build());
		}
	}

	@FunctionalInterface
	interface Scenario {

		void run(ConfigurableApplicationContext context, RestTestClient client);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Root.class)
	static class Application {

	}

}
