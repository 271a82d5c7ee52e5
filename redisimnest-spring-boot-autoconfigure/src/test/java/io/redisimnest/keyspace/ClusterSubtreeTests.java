package io.redisimnest.keyspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.Nodes;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestServer;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A subtree whose keys are on all primaries of Redis Cluster.
 */
class ClusterSubtreeTests {

	private static final int KEYS = 1500;

	private static final int USERS = 60;

	private static final int KEYS_BY_USER = 40;

	private static final List<String> NEAR = List.of("shop", "shops:1", "sho:1", "shop1:order:1", "SHOP:1", "xshop:1",
			"shop;1", "{shop}:1", "shop{:1}");

	private final Subtrees shop = Subtrees.below("shop", TestCluster.connectionFactory());

	@BeforeEach
	void fill() {
		TestCluster.flush();
		TestCluster.servers().fill(Stream.concat(NEAR.stream(), orders()));
		TestCluster.nodes().forEach(RedisCommands::configResetstat);
	}

	private static Stream<String> orders() {
		return IntStream.range(0, KEYS).mapToObj((i) -> "shop:order:" + i);
	}

	@Test
	void keysAreListedAmongNeighbours() {
		assertThat(this.shop.subtree().keys()).containsExactlyInAnyOrderElementsOf(orders().toList());
	}

	@Test
	void keysAreCountedAmongNeighbours() {
		assertThat(this.shop.subtree().count()).isEqualTo(KEYS);
	}

	@Test
	void keysAreClearedAmongNeighbours() {
		assertThat(this.shop.subtree().clear(ClearOptions.defaults())).satisfies((report) -> {
			assertThat(report.deleted()).isEqualTo(KEYS);
			assertThat(report.complete()).isTrue();
		});
		assertThat(TestCluster.keys()).containsExactlyInAnyOrderElementsOf(NEAR);
	}

	@Test
	void aDryRunDeletesNothingAndTellsTheTemplates() {
		Shop tree = Trees.create(Shop.class, TestCluster.connectionFactory());
		TestCluster.servers().fill(Stream.of("shop:order:1:total", "shop:order:2:total", "shop:order:2:x"));
		assertThat(tree.subtree().clear(ClearOptions.defaults().dryRun())).satisfies((report) -> {
			assertThat(report.matched())
				.isEqualTo(Map.of("shop:order:{id}:total", 2L, "shop:order:{id}:*", 1L, "shop:*", (long) KEYS));
			assertThat(report.deleted()).isZero();
			assertThat(report.complete()).isTrue();
		});
		assertThat(TestCluster.keys()).hasSize(KEYS + NEAR.size() + 3);
	}

	@Test
	void allPrimariesAreAskedAndNoCommandHasKeysOfTwoSlots() {
		this.shop.subtree().clear(ClearOptions.defaults());
		assertThat(TestCluster.nodes()).allSatisfy((node) -> {
			assertThat(calls(node, "scan")).isBetween(KEYS / 3L / Subtrees.SCAN_COUNT, 2L * KEYS / Subtrees.SCAN_COUNT);
			assertThat(calls(node, "unlink")).isGreaterThan(KEYS / 4);
			assertThat(calls(node, "keys") + calls(node, "flushdb") + calls(node, "del")).isZero();
			assertThat(node.info("errorstats")).doesNotContain("errorstat_");
		});
	}

	@Test
	void keysWaitForOthersOfTheirSlot() {
		TestCluster.servers().fill(byUser());
		Subtrees.below("users", TestCluster.connectionFactory()).subtree().clear(ClearOptions.defaults());
		assertThat(TestCluster.nodes().stream().mapToLong((node) -> calls(node, "unlink")).sum())
			.isLessThan(2 * USERS * KEYS_BY_USER / Subtrees.CHUNK_SIZE);
		assertThat(TestCluster.keys()).hasSize(KEYS + NEAR.size());
	}

	@Test
	void keysDoNotWaitIfThereIsAThrottle() {
		TestCluster.servers().fill(byUser());
		Subtrees.below("users", TestCluster.connectionFactory())
			.subtree()
			.clear(ClearOptions.defaults()
				.keysPerSecond(1_000_000)
				.onProgress((progress) -> assertThat(TestCluster.keys().filter((key) -> key.startsWith("users:")))
					.hasSizeLessThanOrEqualTo(
							(int) (USERS * KEYS_BY_USER - progress.matched()) + 3 * 2 * Subtrees.SCAN_COUNT)));
		assertThat(TestCluster.keys()).hasSize(KEYS + NEAR.size());
	}

	@Test
	void aLimitIsReachedExactly() {
		assertThat(this.shop.subtree().clear(ClearOptions.defaults().limit(700))).satisfies((report) -> {
			assertThat(report.deleted()).isEqualTo(700);
			assertThat(report.complete()).isFalse();
		});
		assertThat(TestCluster.keys()).hasSize(KEYS + NEAR.size() - 700);
	}

	@Test
	void whatAClearHasFoundGoesAlsoIfItIsCancelled() {
		long[] matched = new long[1];
		ClearReport report = this.shop.subtree().clear(ClearOptions.defaults().onProgress((progress) -> {
			matched[0] = progress.matched();
			if (matched[0] > 600) {
				progress.cancel();
			}
		}));
		assertThat(report.complete()).isFalse();
		assertThat(report.deleted()).isEqualTo(matched[0]).isLessThan(KEYS);
		assertThat(TestCluster.keys()).hasSize((int) (KEYS + NEAR.size() - matched[0]));
	}

	@Test
	void fewKeysAmongManyDoNotWaitForTheEnd() {
		TestCluster.servers().fill(IntStream.range(0, 20_000).mapToObj((i) -> "other:" + i));
		boolean[] early = new boolean[1];
		this.shop.subtree()
			.clear(ClearOptions.defaults()
				.onProgress((progress) -> early[0] |= progress.share() < 0.5
						&& TestCluster.keys().filter((key) -> key.startsWith("shop:order:")).count() < KEYS));
		assertThat(early[0]).isTrue();
	}

	/** Those of all users mixed. */
	private static Stream<String> byUser() {
		return IntStream.range(0, USERS * KEYS_BY_USER).mapToObj((i) -> "users:{%d}:%d".formatted(i % USERS, i));
	}

	private static long calls(RedisCommands<String, String> node, String command) {
		return node.info("commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + command + ":calls="))
			.mapToLong((line) -> Long.parseLong(line.split("[=,]")[1]))
			.sum();
	}

	@Test
	void primariesAreScannedSideBySide() {
		Map<String, Integer> pages = new HashMap<>();
		int[] atFirstEnd = new int[1];
		this.shop.pass((progress) -> {
		}).run(new Pass.Visitor() {

			@Override
			public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
				pages.merge(String.valueOf(scan.primary().id()), 1, Integer::sum);
				if (scan.isComplete() && atFirstEnd[0] == 0) {
					atFirstEnd[0] = pages.size();
				}
				return true;
			}

			@Override
			public void forget(KeyScan scan) {
				throw new AssertionError("Nothing has moved");
			}

		});
		assertThat(atFirstEnd[0]).isEqualTo(3);
		assertThat(pages).hasSize(3).allSatisfy((node, count) -> assertThat(count).isGreaterThan(5));
	}

	@Test
	void theShareOfAClearGrowsToOne() {
		double[] last = new double[1];
		this.shop.subtree().clear(ClearOptions.defaults().onProgress((progress) -> {
			assertThat(progress.share()).isBetween(last[0], 1.0);
			last[0] = progress.share();
		}));
		assertThat(last[0]).isEqualTo(1);
	}

	@Test
	void whileOnePrimaryHasNotAnsweredTheShareIsNone() {
		TestCluster.flush();
		TestCluster.servers().fill(IntStream.range(0, KEYS).mapToObj((i) -> "shop:{a}:" + i));
		this.shop.count((progress) -> assertThat(progress.share()).isLessThan(1 - 1e-9 + progress.visited() / KEYS));
	}

	@Prefix("shop")
	interface Shop extends Cluster {

		@Prefix("order:{id}")
		Order order(int id);

	}

	interface Order extends Cluster {

		ValueKey<String> total();

	}

	/** Which Jedis does not know, and Lettuce does. */
	@Test
	void eachNodeIsAskedForItsIdOnceInAPass() {
		this.shop.subtree().count();
		TestCluster.nodes().forEach(RedisCommands::configResetstat);
		for (int i = 0; i < 5; i++) {
			this.shop.subtree().count();
		}
		assertThat(TestCluster.nodes().stream().mapToLong((node) -> calls(node, "cluster|myid")).sum())
			.isEqualTo(Connections.areOfJedis() ? 5 * 3 : 0);
	}

	/** Lettuce does not ask for it. */
	@Test
	@Timeout(20)
	void aNodeThatDoesNotTellItsIdIsNotAskedForEver() {
		TestServer primary = TestCluster.servers().primary(0);
		String id = primary.commands().clusterMyId();
		primary.commands()
			.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.CLUSTER, CommandType.MYID));
		try {
			if (Connections.areOfJedis()) {
				assertThatExceptionOfType(DataAccessResourceFailureException.class)
					.isThrownBy(() -> this.shop.subtree().count())
					.withMessage("Node %s of Redis Cluster cannot be reached", id)
					.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSizeLessThan(20)
						.anyMatch((failure) -> failure.getMessage().startsWith("NOPERM")));
			}
			else {
				assertThat(this.shop.subtree().count()).isEqualTo(KEYS);
			}
		}
		finally {
			primary.commands()
				.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.CLUSTER, CommandType.MYID));
		}
	}

	@Test
	void aSlotThatNobodyServesIsToldAtOnce() {
		TestServer primary = TestCluster.servers().primary(77);
		primary.commands().clusterDelSlots(77);
		try {
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> Subtrees.below("tree", TestCluster.connectionFactory()).subtree().count())
				.withMessage("Slot 77 of Redis Cluster is served by no node");
		}
		finally {
			primary.commands().clusterAddSlots(77);
		}
	}

}
