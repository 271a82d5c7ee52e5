package io.redisimnest.redis;

import java.time.Duration;

import io.redisimnest.Transaction;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections go back to their pool as they came. The pool has two; with Lettuce, one is
 * shared by all single calls.
 */
class PooledConnectionTests {

	private RedisConnectionFactory factory;

	private Clocks tree;

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@AfterEach
	void closeFactory() {
		Connections.close(this.factory);
	}

	private Clocks pooled(Duration timeout) {
		this.factory = Connections.pooled(TestRedis.host(), TestRedis.port(), timeout, 2);
		this.tree = Trees.create(Clocks.class, this.factory);
		return this.tree;
	}

	@Test
	void aPopThatIsInterruptedNeedsNoFurtherConnection() throws Exception {
		ListKey<String> list = pooled(Duration.ofSeconds(60)).onWrite().list();
		Thread popping = new Thread(() -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> list.leftPop(Duration.ofSeconds(20))));
		popping.start();
		Awaitility.await()
			.untilAsserted(() -> assertThat(TestRedis.commands().info("clients")).contains("blocked_clients:1"));
		popping.interrupt();
		popping.join(10_000);
		assertThat(popping.isAlive()).isFalse();
		list.rightPush("a");
		assertThat(list.size()).isOne();
		assertThat(list.leftPop(Duration.ofSeconds(1))).isEqualTo("a");
	}

	@Test
	void aTransactionThatTimesOutLeavesNothingBegun() {
		Clocks pooled = pooled(Duration.ofMillis(30));
		byte[] big = new byte[2_000_000];
		try (Transaction transaction = pooled.transaction()) {
			for (int i = 0; i < 60; i++) {
				transaction.run(pooled.never().bytes(), (bytes) -> bytes.set(big));
			}
			TestRedis.commands().clientPause(300);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(transaction::execute);
		}
		Awaitility.await().ignoreExceptionsInstanceOf(DataAccessException.class).untilAsserted(() -> {
			try (Transaction next = pooled.transaction()) {
				next.watch(pooled.never().count());
				next.call(pooled.never().count(), CounterKey::increment);
				next.execute();
			}
		});
		// One that was given up may have been executed all the same.
		assertThat(TestRedis.commands().get("clocks:never:count")).isNotNull();
	}

}
