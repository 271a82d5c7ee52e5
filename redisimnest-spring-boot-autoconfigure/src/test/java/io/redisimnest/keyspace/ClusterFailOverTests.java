package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.Progress;
import io.redisimnest.testing.ClusterServers;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * A primary of Redis Cluster hands over, or is killed, between pages.
 */
class ClusterFailOverTests {

	/** So many that a clear has deleted some long before the end. */
	private static final int KEYS = 6000;

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static ClusterServers servers;

	private static RedisConnectionFactory plain;

	private static RedisConnectionFactory refreshing;

	private static int turn;

	@BeforeAll
	static void start() {
		servers = new ClusterServers(1, Duration.ofSeconds(1));
		plain = Connections.to(servers.configuration(), TIMEOUT);
		refreshing = Connections.areOfJedis() ? plain : refreshing();
	}

	/**
	 * Lettuce looks again at which nodes there are if it is told so, Jedis always.
	 */
	private static RedisConnectionFactory refreshing() {
		ClusterTopologyRefreshOptions refresh = ClusterTopologyRefreshOptions.builder()
			.enablePeriodicRefresh(Duration.ofMillis(200))
			.build();
		return Connections.lettuce(servers.configuration(),
				LettuceClientConfiguration.builder()
					.commandTimeout(TIMEOUT)
					.shutdownTimeout(Duration.ZERO)
					.clientOptions(ClusterClientOptions.builder().topologyRefreshOptions(refresh).build())
					.build());
	}

	@AfterAll
	static void stop() {
		Connections.close(plain);
		Connections.close(refreshing);
		servers.close();
	}

	/** Heals before, not after, so that nobody waits when all is over. */
	@BeforeEach
	void fill() {
		servers.heal();
		servers.flush();
		servers
			.fill(IntStream.range(0, KEYS).boxed().flatMap((i) -> Stream.of("tree:" + i, "tre:" + i, "trees:1:" + i)));
		servers.replicate();
	}

	/**
	 * Whether the client looks again by itself at which nodes there are.
	 */
	enum Refresh {

		NEVER, PERIODIC;

		Subtrees below(String prefix) {
			return Subtrees.below(prefix, (this == NEVER) ? plain : refreshing);
		}

	}

	/**
	 * Does something once, after some pages.
	 */
	private static Consumer<Progress> afterPages(int pages, Runnable action) {
		int[] left = { pages };
		return (progress) -> {
			if (--left[0] == 0) {
				action.run();
			}
		};
	}

	/** Another one each time, as nodes do not vote twice in short for the same one. */
	private static void handOver() {
		turn = (turn + 1) % 3;
		TestServer primary = servers.primary(turn * 6000);
		TestServer replica = servers.replica(primary);
		// A replica gives up after five seconds, if it was not elected.
		for (int i = 0; i < 3 && !isTaken(primary, replica); i++) {
			replica.commands().clusterFailover(false);
			long start = System.nanoTime();
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.until(() -> isTaken(primary, replica) || System.nanoTime() - start > Duration.ofSeconds(6).toNanos());
		}
		assertThat(isTaken(primary, replica)).isTrue();
	}

	private static boolean isTaken(TestServer primary, TestServer replica) {
		return !primary.isPrimary() && replica.isPrimary();
	}

	private static long left() {
		return servers.keys().filter((key) -> key.startsWith("tree:")).count();
	}

	private static void kill() {
		servers.primary(0).kill();
	}

	private static void assertNeighboursAreThere() {
		servers.heal();
		assertThat(servers.keys().filter((key) -> !key.startsWith("tree:"))).hasSize(2 * KEYS);
	}

	@ParameterizedTest
	@EnumSource
	void aListMissesNoKeyWhenAPrimaryHandsOver(Refresh refresh) {
		List<String> keys = refresh.below("tree").list(once(ClusterFailOverTests::handOver), 100);
		assertThat(new HashSet<>(keys)).hasSize(KEYS);
		assertThat(keys).allMatch((key) -> key.startsWith("tree:"));
	}

	@Test
	void aListMissesNoKeyWhenAPrimaryIsKilled() {
		List<String> keys = Refresh.NEVER.below("tree").list(once(ClusterFailOverTests::kill), 100);
		assertThat(new HashSet<>(keys)).hasSize(KEYS);
		assertThat(keys).allMatch((key) -> key.startsWith("tree:"));
	}

	private static Runnable once(Runnable action) {
		Consumer<Progress> first = afterPages(1, action);
		return () -> first.accept(null);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 17 })
	void aCountIsExactWhenAPrimaryHandsOver(int pages) {
		assertThat(Refresh.NEVER.below("tree").count(afterPages(pages, ClusterFailOverTests::handOver)))
			.isEqualTo(KEYS);
	}

	@Test
	void aCountIsExactWhenAPrimaryIsKilled() {
		assertThat(Refresh.PERIODIC.below("tree").count(afterPages(5, ClusterFailOverTests::kill))).isEqualTo(KEYS);
	}

	@Test
	void aCountIsExactWhenAllPrimariesHaveBeenReplaced() {
		for (int slot = 0; slot < Primary.SLOTS; slot += 6000) {
			TestServer primary = servers.primary(slot);
			assertThat(Refresh.PERIODIC.below("tree").count(afterPages(5, primary::kill))).isEqualTo(KEYS);
			servers.heal();
		}
		assertThat(Refresh.PERIODIC.below("tree").subtree().count()).isEqualTo(KEYS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 160, 300 })
	void aClearLeavesNoKeyWhenAPrimaryHandsOver(int pages) {
		ClearReport report = Refresh.NEVER.below("tree")
			.subtree()
			.clear(ClearOptions.defaults().onProgress(afterPages(pages, () -> {
				assertThat(left() < KEYS).isEqualTo(pages > 1);
				handOver();
			})));
		assertThat(report.complete()).isTrue();
		assertThat(report.deleted()).isEqualTo(KEYS);
		assertThat(servers.keys().filter((key) -> key.startsWith("tree:"))).isEmpty();
		assertNeighboursAreThere();
	}

	@ParameterizedTest
	@EnumSource
	void aClearTellsTheTruthWhenAPrimaryIsKilledAndASecondOneCompletesIt(Refresh refresh) {
		Subtrees tree = refresh.below("tree");
		ClearReport report;
		try {
			report = tree.subtree().clear(ClearOptions.defaults().onProgress(afterPages(160, () -> {
				assertThat(left()).isLessThan(KEYS);
				kill();
			})));
			assertThat(report.complete()).isTrue();
			assertThat(servers.keys().filter((key) -> key.startsWith("tree:"))).isEmpty();
		}
		catch (IncompleteClearException ex) {
			report = ex.getReport();
			assertThat(report.complete()).isFalse();
			servers.heal();
		}
		long left = left();
		// What was under way to the one that was killed, or not yet replicated from
		// there.
		assertThat(report.deleted()).isCloseTo(KEYS - left, within(4L * Subtrees.SCAN_COUNT));
		assertThat(tree.subtree().clear(ClearOptions.defaults()).deleted()).isEqualTo(left);
		assertThat(servers.keys().filter((key) -> key.startsWith("tree:"))).isEmpty();
		assertNeighboursAreThere();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLimitThatIsReachedOrACancelHidesNoFailure(boolean limited) {
		ClearOptions options = limited ? ClearOptions.defaults().limit(1000) : ClearOptions.defaults();
		TestServer primary = servers.primary(0);
		TestServer replica = servers.replica(primary);
		assertThatExceptionOfType(IncompleteClearException.class)
			.isThrownBy(() -> Refresh.NEVER.below("tree").subtree().clear(options.onProgress((progress) -> {
				if (progress.matched() >= 1000) {
					primary.kill();
					if (!limited) {
						progress.cancel();
					}
				}
			})))
			.satisfies((ex) -> {
				// Sooner, the one that was killed would come back without its keys.
				Awaitility.await().until(replica::isPrimary);
				servers.heal();
				assertThat(ex.getReport().deleted()).isCloseTo(KEYS - left(), within(4L * Subtrees.SCAN_COUNT));
			});
		assertNeighboursAreThere();
	}

	@Test
	void aNodeThatIsDownFromTheStartIsToldAtOnce() {
		Refresh.NEVER.below("tree").subtree().count();
		TestServer primary = servers.primary(0);
		String id = primary.commands().clusterMyId();
		servers.replica(primary).kill();
		primary.kill();
		long start = System.nanoTime();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> Refresh.NEVER.below("tree").subtree().clear(ClearOptions.defaults()))
			.withMessage("Node %s of Redis Cluster cannot be reached", id);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

}
