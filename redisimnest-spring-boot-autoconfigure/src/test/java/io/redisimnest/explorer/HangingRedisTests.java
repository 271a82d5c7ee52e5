package io.redisimnest.explorer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.redisimnest.testing.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The explorer while Redis is slow to answer.
 */
class HangingRedisTests {

	/** More than there are threads. */
	private static final int LISTINGS = 6;

	private final int port = TestRedis.freePort();

	private final RedisServer server = TestRedis.embedded(this.port);

	private final RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", this.port));

	private ExplorerApplication application;

	@BeforeEach
	void start() {
		this.application = ExplorerApplication.start(WebApplicationType.SERVLET, "--redisimnest.port=" + this.port,
				"--spring.data.redis.timeout=60s", "--redisimnest.explorer.allow-clear=true");
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.client.shutdown();
		TestRedis.stop(this.server);
	}

	@Test
	void aClearingIsFollowedAndCancelledMeanwhile() {
		this.application.shop().user("1").text().set("x");
		String id = JsonPath.read(this.application.change("POST", "/api/clears?path=shop.user&argument=1").body(),
				"$.id");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> phase(id).equals("counted"));
		pause(5);
		List<CompletableFuture<Integer>> listings = IntStream.range(0, LISTINGS)
			.mapToObj((i) -> CompletableFuture
				.supplyAsync(() -> this.application.get("/api/keys?path=shop.user&argument=1").statusCode()))
			.toList();
		assertThat(this.application.change("POST", "/api/clears/" + id + "?confirmation=shop:user:1").body())
			.contains("\"clearing\"");
		assertThat(phase(id)).isEqualTo("clearing");
		assertThat(this.application.change("POST", "/api/clears/" + id + "/cancel").statusCode()).isEqualTo(200);
		assertThat(listings).noneMatch(CompletableFuture::isDone);
		assertThat(listings).allSatisfy((listing) -> assertThat(listing.join()).isEqualTo(200));
	}

	private String phase(String id) {
		return this.application.json("/api/clears/" + id).read("$.phase");
	}

	private void pause(int seconds) {
		this.client.connect().sync().clientPause(seconds * 1000L);
	}

}
