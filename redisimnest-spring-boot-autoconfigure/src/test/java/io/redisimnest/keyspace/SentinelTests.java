package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.redisimnest.Batch;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.Deferred;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.Progress;
import io.redisimnest.key.CounterKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestSentinel;
import io.redisimnest.testing.TestServer;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A primary that Sentinel watches hands over, or is killed, between pages.
 */
class SentinelTests {

	private static final int KEYS = 1500;

	private static TestSentinel sentinel;

	private static RedisConnectionFactory connectionFactory;

	@BeforeAll
	static void start() {
		sentinel = new TestSentinel(1, 1, Duration.ofMillis(700));
		connectionFactory = Connections.to(sentinel.configuration(), Duration.ofSeconds(20));
	}

	@AfterAll
	static void stop() {
		Connections.close(connectionFactory);
		sentinel.close();
	}

	@BeforeEach
	void fill() {
		sentinel.heal();
		sentinel.primary().commands().flushall();
		Map<String, String> values = new HashMap<>();
		IntStream.range(0, KEYS).forEach((i) -> {
			values.put("tree:" + i, "");
			values.put("trees:" + i, "");
		});
		sentinel.primary().commands().mset(values);
		sentinel.replicate();
	}

	/**
	 * How a replica comes to take over.
	 */
	enum Cause {

		HAND_OVER, KILL;

		Runnable once() {
			boolean[] done = new boolean[1];
			return () -> {
				if (!done[0]) {
					done[0] = true;
					happen();
				}
			};
		}

		private void happen() {
			TestServer primary = sentinel.primary();
			if (this == KILL) {
				primary.kill();
			}
			else {
				sentinel.failOver();
				Awaitility.await()
					.ignoreExceptions()
					.until(() -> !primary.isPrimary() && sentinel.primary() != primary);
			}
		}

	}

	private static Consumer<Progress> afterPages(int pages, Cause cause) {
		Runnable action = cause.once();
		int[] seen = new int[1];
		return (progress) -> {
			if (++seen[0] >= pages) {
				action.run();
			}
		};
	}

	@Test
	void aTreeWorks() {
		Clocks tree = Trees.create(Clocks.class, connectionFactory);
		tree.onWrite().text().set("a");
		tree.onWrite().hash().put("a", 1);
		assertThat(tree.onWrite().text().get()).isEqualTo("a");
		assertThat(sentinel.primary().commands().pttl(tree.onWrite().hash().name())).isBetween(90_000L, 100_000L);
		Batch batch = tree.batch();
		Deferred<Long> count = batch.call(tree.onWrite().count(), CounterKey::increment);
		batch.execute();
		assertThat(count.get()).isOne();
		assertThat(tree.onWrite().subkeys()).hasSize(3);
		assertThat(tree.clear()).isEqualTo(3);
	}

	@Test
	void aListMissesNoKeyWhenThePrimaryHandsOver() {
		List<String> keys = Subtrees.below("tree", connectionFactory).list(Cause.HAND_OVER.once(), 300);
		assertThat(new HashSet<>(keys)).hasSize(KEYS);
		assertThat(keys).allMatch((key) -> key.startsWith("tree:"));
	}

	@Test
	void aCountIsExactWhenThePrimaryIsKilled() {
		assertThat(Subtrees.below("tree", connectionFactory).count(afterPages(5, Cause.KILL))).isEqualTo(KEYS);
	}

	@ParameterizedTest
	@EnumSource
	void aClearTellsTheTruthAndASecondOneCompletesIt(Cause cause) {
		Subtrees tree = Subtrees.below("tree", connectionFactory);
		ClearReport report;
		try {
			report = tree.subtree().clear(ClearOptions.defaults().onProgress(afterPages(5, cause)));
			assertThat(report.complete()).isTrue();
			assertThat(sentinel.primary().commands().keys("tree:*")).isEmpty();
		}
		catch (IncompleteClearException ex) {
			report = ex.getReport();
			assertThat(report.complete()).isFalse();
			sentinel.heal();
		}
		long left = sentinel.primary().commands().keys("tree:*").size();
		assertThat(report.deleted()).isCloseTo(KEYS - left, within(4L * Subtrees.SCAN_COUNT));
		assertThat(tree.subtree().clear(ClearOptions.defaults()).deleted()).isEqualTo(left);
		assertThat(sentinel.primary().commands().keys("tree:*")).isEmpty();
		assertThat(sentinel.primary().commands().keys("trees:*")).hasSize(KEYS);
	}

}
