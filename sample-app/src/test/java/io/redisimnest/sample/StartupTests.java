package io.redisimnest.sample;

import java.io.IOException;
import java.util.Map;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.embedded.RedisServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that start {@link SampleApplication} as its user does, on a Redis server that the
 * user has configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private final int redisPort = TestSocketUtils.findAvailableTcpPort();

	private RedisServer redis;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void startRedis() throws IOException {
		this.redis = RedisServer.builder().port(this.redisPort).setting("save \"\"").build();
		this.redis.start();
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.redis.stop();
	}

	@Test
	void usesRedisOfRedisimnestProperties(CapturedOutput output) {
		run("--redisimnest.host=127.0.0.1", "--redisimnest.port=" + this.redisPort);
		assertThat(nameOfUser()).isEqualTo("Ada");
		assertThat(output).doesNotContain("started an embedded one");
	}

	@Test
	void usesRedisOfSpringDataProperties(CapturedOutput output) {
		run("--spring.data.redis.port=" + this.redisPort);
		assertThat(nameOfUser()).isEqualTo("Ada");
		assertThat(output).doesNotContain("started an embedded one");
	}

	@Test
	void leavesRedisOfTheUserRunning() {
		run("--redisimnest.port=" + this.redisPort);
		this.context.close();
		assertThat(nameOfUser()).isEqualTo("Ada");
	}

	@Test
	void logsAddressesWithTheRealPort(CapturedOutput output) {
		run("--redisimnest.port=" + this.redisPort);
		assertThat(output).contains(Links.PATHS.stream().map((path) -> address() + path).toList());
	}

	@Test
	void startsWhileRedisIsAway(CapturedOutput output) {
		this.redis.stop();
		run("--redisimnest.port=" + this.redisPort);
		assertThat(output).contains("No initial data, for Redis cannot be used now", "Ready.");
	}

	@Test
	void answersOnceRedisIsThere() {
		this.redis.stop();
		run("--redisimnest.port=" + this.redisPort);
		assertThat(statusOfTokens()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		this.redis.start();
		assertThat(statusOfTokens()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void isUnavailableOnceRedisGoesAway() {
		run("--redisimnest.port=" + this.redisPort, "--spring.data.redis.timeout=200ms");
		assertThat(statusOfTokens()).isEqualTo(HttpStatus.OK);
		this.redis.stop();
		assertThat(statusOfTokens()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	private void run(String... args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setDefaultProperties(Map.of("server.port", "0"));
		this.context = application.run(args);
	}

	private String address() {
		return "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	private HttpStatusCode statusOfTokens() {
		return RestTestClient.bindToServer()
			.baseUrl(address())
			.build()
			.get()
			.uri("/app/tokens")
			.exchange()
			.returnResult()
			.getStatus();
	}

	private String nameOfUser() {
		try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", this.redisPort));
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return connection.sync().get("root:user:1:name");
		}
	}

}
