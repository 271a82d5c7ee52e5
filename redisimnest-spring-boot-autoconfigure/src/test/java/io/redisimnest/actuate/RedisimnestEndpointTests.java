package io.redisimnest.actuate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.lettuce.core.ScriptOutputType;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestEndpointAutoConfiguration;
import io.redisimnest.example.Root;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

	private static final String UNRESTRICTED = "--management.endpoint.redisimnest.access=unrestricted";

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
			root.app().tokens().set(List.of("hidden token"));
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
	void theKeysOfABoundClusterAreListed() {
		withApplication(TestRedis.port(), (context, client) -> {
			Root root = context.getBean(Root.class);
			root.user(42).age().set(30);
			root.user(420).age().set(30);
			TestRedis.commands().set("root:user:42:stray", "hidden");
			String body = body(client, "/actuator/redisimnest/root.user/keys?argument=42");
			assertThat(body).doesNotContain("hidden");
			JsonAssert.comparator(JsonCompareMode.LENIENT).assertIsMatch("""
					{"path":"root.user","prefix":"root:user:42","share":1.0,"keys":[
					 {"name":"root:user:42:age","path":"root.user.age","kind":"ValueKey","type":"string"},
					 {"name":"root:user:42:stray","type":"string"}]}
					""", body);
			client.get()
				.uri("/actuator/redisimnest/root.user/keys?argument=42")
				.exchange()
				.expectBody()
				.jsonPath("$.cursor")
				.doesNotExist()
				.jsonPath("$.keys[?(@.path)].memory")
				.value((memory) -> assertThat(memory.toString()).matches("\\[\\d+]"))
				.jsonPath("$.keys[?(@.path)].ttl")
				.value((ttl) -> assertThat(ttl.toString()).matches("\\[\"PT(2M|1M5\\d(.\\d+)?S)\"]"));
		});
	}

	@Test
	void webFluxAnswersLikeSpringMvc() {
		withApplication(WebApplicationType.REACTIVE, TestRedis.port(), (context, client) -> {
			Root root = context.getBean(Root.class);
			root.user(42).age().set(30);
			root.app().tokens().set(List.of());
			assertThat(body(client, "/actuator/redisimnest")).contains("\"root.user\"");
			assertThat(body(client, "/actuator/redisimnest/root.user")).contains("\"keyCount\":1");
			assertThat(body(client, "/actuator/redisimnest/root.app/keys")).contains("\"root:app:tokens\"");
			assertThat(body(client, "/actuator/redisimnest/root.user/keys?argument=42"))
				.contains("\"root:user:42:age\"");
			client.get()
				.uri("/actuator/redisimnest/root.user/keys?argument=x")
				.exchange()
				.expectStatus()
				.isBadRequest();
			client.delete().uri("/actuator/redisimnest/root.user/keys?argument=42").exchange().expectStatus().isOk();
			assertThat(root.subkeys()).containsExactly("root:app:tokens");
		}, UNRESTRICTED);
	}

	@Test
	void argumentsAreGivenInOrderAndNotEncodedAsInKeys() {
		withApplication(TestRedis.port(), (context, client) -> {
			Places places = context.getBean(Places.class);
			places.shelf("é:1", Color.RED).label().set("x");
			assertThat(body(client, "/actuator/redisimnest/places.shelf/keys?argument=é:1&argument=RED"))
				.contains("\"places:shelf:é%3A1:RED:label\"");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,b", "a/b", "a;b", "a\\b", "a%b", "a b", "a+b", "..", "a&b=c", "%2F", "\u202e" })
	void anyTextIsAnArgument(String argument) {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Places.class).shelf(argument, Color.RED).label().set("x");
			String body = body(client.get()
				.uri((uri) -> uri.path("/actuator/redisimnest/places.shelf/keys")
					.queryParam("argument", "{first}")
					.queryParam("argument", "RED")
					.build(argument)));
			assertThat(JsonPath.<List<String>>read(body, "$.keys[*].name"))
				.containsExactly(context.getBean(Places.class).shelf(argument, Color.RED).label().name());
		});
	}

	@Test
	void theKeysOfAClusterWithoutParametersAreListed() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Root.class).app().tokens().set(List.of());
			assertThat(body(client, "/actuator/redisimnest/root.app/keys")).contains("\"root:app:tokens\"");
			assertThat(body(client, "/actuator/redisimnest/root/keys")).contains("\"root:app:tokens\"");
		});
	}

	@Test
	void keysAreListedInPages() {
		withApplication(TestRedis.port(), (context, client) -> {
			Root root = context.getBean(Root.class);
			IntStream.range(0, 200).forEach((i) -> root.user(1).messages().message(i).set("x"));
			Set<String> names = new HashSet<>();
			String cursor = "";
			int pages = 0;
			do {
				DocumentContext page = JsonPath
					.parse(body(client, "/actuator/redisimnest/root.user.messages/keys?argument=1&size=20" + cursor));
				names.addAll(page.read("$.keys[*].name"));
				Object next = page.<Map<String, Object>>read("$").get("cursor");
				cursor = (next != null) ? "&cursor=" + next : null;
				pages++;
			}
			while (cursor != null);
			assertThat(names).hasSize(200);
			assertThat(pages).isBetween(5, 15);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					root.user/keys                       | 1 argument is needed, but there are 0. Give a value for each of [userId], in this order, for cluster 'root.user'
					root.user/keys?argument=1&argument=2 | 1 argument is needed, but there are 2. Give a value for each of [userId], in this order, for cluster 'root.user'
					root.user/keys?argument=x            | Argument 'x' is no long. Write it as the application would give it, for parameter 'userId', for cluster 'root.user'
					root.user/keys?argument=007          | Argument '007' is no long. Write it as the application would give it, for parameter 'userId', for cluster 'root.user'
					root.user/keys?argument              | Argument '' is no long. Write it as the application would give it, for parameter 'userId', for cluster 'root.user'
					root.app/keys?argument=1             | There are arguments, but no parameters. Leave them out, for cluster 'root.app'
					root.app/keys?size=0                 | Size '0' is out of range. Use 1 to 1000
					root.app/keys?size=1001              | Size '1001' is out of range. Use 1 to 1000
					root.app/keys?cursor=7               | Cursor '7' is none. Begin without a cursor
					""")
	void whatCannotBeAskedForIsABadRequest(String uri, String message) {
		withApplication(TestRedis.port(),
				(context, client) -> client.get()
					.uri("/actuator/redisimnest/" + uri)
					.exchange()
					.expectStatus()
					.isBadRequest()
					.expectBody()
					.jsonPath("$.error")
					.isEqualTo(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "root.usr/keys/1", "root.user.age/keys/1", "root.user/key/1", "root.user/1",
			"root.user/1/keys" })
	void keysOfWhatIsNoClusterAreNotFound(String uri) {
		withApplication(TestRedis.port(), (context, client) -> {
			client.get().uri("/actuator/redisimnest/" + uri).exchange().expectStatus().isNotFound();
			client.delete().uri("/actuator/redisimnest/" + uri).exchange().expectStatus().isNotFound();
		}, UNRESTRICTED);
	}

	@Test
	void keysOfARedisThatIsDownAreUnavailable() {
		withApplication(TestRedis.freePort(), (context, client) -> {
			client.get()
				.uri("/actuator/redisimnest/root.user/keys?argument=1")
				.exchange()
				.expectStatus()
				.isEqualTo(503);
			client.delete()
				.uri("/actuator/redisimnest/root.user/keys?argument=1")
				.exchange()
				.expectStatus()
				.isEqualTo(503);
		}, UNRESTRICTED);
	}

	@Test
	void nothingCanBeClearedUnlessThatIsGranted() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Root.class).user(1).age().set(30);
			client.delete()
				.uri("/actuator/redisimnest/root.user/keys?argument=1")
				.exchange()
				.expectStatus()
				.isEqualTo(405);
			assertThat(context.getBean(Root.class).user(1).age().exists()).isTrue();
		});
	}

	@Test
	void aBoundClusterIsClearedAndNothingElse() {
		withApplication(TestRedis.port(), (context, client) -> {
			Root root = context.getBean(Root.class);
			root.user(1).age().set(30);
			root.user(1).messages().message(7).set("x");
			root.user(10).age().set(30);
			client.delete()
				.uri("/actuator/redisimnest/root.user/keys?argument=1")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.json("{\"path\":\"root.user\",\"prefix\":\"root:user:1\",\"deleted\":2,\"complete\":true}",
						JsonCompareMode.STRICT);
			assertThat(root.subkeys()).containsExactly("root:user:10:age");
			client.delete()
				.uri("/actuator/redisimnest/root.user/keys?argument=1")
				.exchange()
				.expectStatus()
				.isNoContent();
		}, UNRESTRICTED);
	}

	@Test
	void whatIsProtectedStands() {
		withApplication(TestRedis.port(), (context, client) -> {
			context.getBean(Places.class).vault().gold().set("x");
			client.delete()
				.uri("/actuator/redisimnest/places/keys")
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectBody()
				.jsonPath("$.error")
				.value((error) -> assertThat(error.toString())
					.isEqualTo("Nothing is cleared, for these are protected: places.vault"));
			assertThat(context.getBean(Places.class).vault().gold().exists()).isTrue();
		}, UNRESTRICTED);
	}

	private static String body(RestTestClient client, String uri) {
		return body(client.get().uri(uri));
	}

	private static String body(RestTestClient.RequestHeadersSpec<?> request) {
		return Objects.requireNonNull(
				request.exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
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
		withApplication(WebApplicationType.SERVLET, port, scenario, arguments);
	}

	private static void withApplication(WebApplicationType type, int port, Scenario scenario, String... arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(type)
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
	@ImportClusters({ Root.class, Places.class })
	static class Application {

	}

	enum Color {

		RED, BLUE

	}

	interface Places extends Cluster {

		@Prefix("shelf:{place}:{color}")
		Shelf shelf(String place, Color color);

		@Prefix("vault")
		@Protected
		Vault vault();

	}

	interface Shelf extends Cluster {

		ValueKey<String> label();

	}

	interface Vault extends Cluster {

		ValueKey<String> gold();

	}

}
