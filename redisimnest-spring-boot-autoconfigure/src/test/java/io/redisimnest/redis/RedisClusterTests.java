package io.redisimnest.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Single keys in Redis Cluster, on one node that holds all slots.
 */
class RedisClusterTests {

	@TempDir
	private static Path directory;

	private static RedisServer server;

	private static LettuceConnectionFactory factory;

	private static Shop shop;

	@BeforeAll
	static void startServer() {
		int port = TestRedis.freePort();
		server = TestRedis.embedded(port, "cluster-enabled yes", "cluster-port " + TestRedis.freePort(),
				"dir " + directory);
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
		RedisCommands<String, String> commands = client.connect().sync();
		commands.clusterAddSlots(IntStream.range(0, 16384).toArray());
		Awaitility.await().until(() -> commands.clusterInfo().contains("cluster_state:ok"));
		client.shutdown();
		factory = new LettuceConnectionFactory(new RedisClusterConfiguration(List.of("127.0.0.1:" + port)));
		factory.afterPropertiesSet();
		factory.start();
		shop = Trees.create(Shop.class, factory);
	}

	@AfterAll
	static void stopServer() {
		factory.destroy();
		TestRedis.stop(server);
	}

	@Test
	void valuesAreWrittenAndReadWithTheirTtl() {
		shop.item(1).set("apple");
		assertThat(shop.item(1).get()).isEqualTo("apple");
		assertThat(shop.item(1).timeToLive())
			.hasValueSatisfying((time) -> assertThat(time).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
		assertThat(shop.item(1).getAndDelete()).isEqualTo("apple");
	}

	@Test
	void scriptsRunOnTheNodeOfTheirKey() {
		assertThat(shop.sales().increment(3)).isEqualTo(3);
		assertThat(shop.sales().timeToLive()).isPresent();
		shop.item(2).setKeepingTtl("pear");
		assertThat(shop.item(2).timeToLive()).isPresent();
	}

	@Test
	void keysOfOneSlotAreRenamed() {
		shop.item(3).set("fig");
		shop.item(3).renameTo(shop.item(3));
		assertThat(shop.item(3).get()).isEqualTo("fig");
	}

	@Test
	void keysOfTwoSlotsAreNotRenamedAndNothingIsLost() {
		shop.item(4).set("plum");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> shop.item(4).renameTo(shop.item(5)))
			.withMessage("Key 'shop:item:4' and the other keys of this operation are in different slots. "
					+ "In Redis Cluster, keys that are used together must have the same hash tag");
		assertThat(shop.item(4).get()).isEqualTo("plum");
	}

	@Test
	void listingCountingAndClearingAreRefused() {
		String message = "Listing, counting and clearing do not work on Redis Cluster yet";
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(shop::countKeys)
			.withMessage(message);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> shop.subkeys().toList())
			.withMessage(message);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(shop::clear)
			.withMessage(message);
	}

	@Ttl("60s")
	interface Shop extends Cluster {

		@Prefix("item:{id}")
		ValueKey<String> item(long id);

		@Ttl(value = "1h", renew = Renewal.ON_CREATE)
		CounterKey sales();

	}

}
