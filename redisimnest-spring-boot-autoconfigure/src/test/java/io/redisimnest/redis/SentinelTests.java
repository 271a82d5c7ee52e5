package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.redisimnest.Batch;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HeldLock;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys on the server that Sentinel names.
 */
class SentinelTests {

	private static final String NAME = "shop";

	private final RedisClient client = RedisClient.create();

	private final RedisServer first = TestRedis.embedded(TestRedis.freePort());

	private final RedisServer second = TestRedis.embedded(TestRedis.freePort(),
			"replicaof 127.0.0.1 " + port(this.first));

	private final int sentinelPort = TestRedis.freePort();

	private final RedisSentinel sentinel = RedisSentinel.builder()
		.bind("127.0.0.1")
		.port(this.sentinelPort)
		.masterName(NAME)
		.masterPort(port(this.first))
		.quorumSize(1)
		.build();

	private RedisConnectionFactory factory;

	private static int port(RedisServer server) {
		return server.ports().get(0);
	}

	@BeforeEach
	void connect() throws Exception {
		this.sentinel.start();
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> sentinel((connection) -> connection.sync().replicas(NAME).get(0).get("flags"))
				.equals("slave"));
		this.factory = Connections.to(new RedisSentinelConfiguration(NAME, Set.of("127.0.0.1:" + this.sentinelPort)));
	}

	@AfterEach
	void stop() throws Exception {
		Connections.close(this.factory);
		this.client.shutdown();
		this.sentinel.stop();
		TestRedis.stop(this.first);
		TestRedis.stop(this.second);
	}

	private <R> R sentinel(Function<StatefulRedisSentinelConnection<String, String>, R> conversation) {
		try (var connection = this.client.connectSentinel(RedisURI.create("127.0.0.1", this.sentinelPort))) {
			return conversation.apply(connection);
		}
	}

	private String stored(RedisServer server, String key) {
		try (StatefulRedisConnection<String, String> connection = this.client
			.connect(RedisURI.create("127.0.0.1", port(server)))) {
			return connection.sync().get(key);
		}
	}

	@Test
	void everythingGoesToThePrimaryAndFollowsIt() {
		Clocks tree = Trees.create(Clocks.class, this.factory);
		Locks locks = Trees.create(Locks.class, this.factory);
		assertThat(count(tree)).containsExactly(1L, 2L, 3L);
		assertLockWorks(locks);
		assertThat(stored(this.first, "clocks:write:count")).isEqualTo("3");
		Awaitility.await().until(() -> "3".equals(stored(this.second, "clocks:write:count")));
		sentinel((connection) -> connection.sync().failover(NAME));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptionsInstanceOf(DataAccessException.class)
			.untilAsserted(() -> {
				tree.onWrite().text().set("after");
				assertThat(stored(this.second, "clocks:write:text")).isEqualTo("after");
			});
		assertThat(count(tree)).containsExactly(4L, 5L, 6L);
		assertLockWorks(locks);
		assertThat(tree.clear()).isEqualTo(2);
	}

	private static void assertLockWorks(Locks locks) {
		try (HeldLock lock = locks.job().acquire(Duration.ofSeconds(5))) {
			assertThat(lock.renew()).isTrue();
			assertThat(locks.job().tryAcquire(Duration.ZERO)).isEmpty();
		}
	}

	/**
	 * Counts in all ways that need connections of different kinds.
	 */
	private static List<Long> count(Clocks tree) {
		CounterKey counter = tree.onWrite().count();
		long first = counter.increment();
		Batch batch = tree.batch();
		Deferred<Long> second = batch.call(counter, CounterKey::increment);
		batch.run(tree.onWrite().list(), (list) -> list.rightPush("a"));
		batch.execute();
		assertThat(tree.onWrite().list().leftPop(Duration.ofSeconds(5))).isEqualTo("a");
		try (Transaction transaction = tree.transaction()) {
			transaction.watch(counter);
			Deferred<Long> third = transaction.call(counter, CounterKey::increment);
			transaction.execute();
			assertThat(tree.countKeys()).isPositive();
			return List.of(first, second.get(), third.get());
		}
	}

}
