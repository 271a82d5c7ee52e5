package io.redisimnest.keyspace;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.testing.ClusterServers;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Slots move between pages, as a whole or key by key.
 */
class SlotMigrationTests {

	private static final List<String> TAGS = List.of("a", "b", "c");

	private static final int KEYS_BY_TAG = 150;

	private static final int KEYS = 3 * KEYS_BY_TAG;

	private final ClusterServers servers = TestCluster.servers();

	private final Subtrees tree = Subtrees.below("tree", TestCluster.connectionFactory());

	private final Subtrees branch = Subtrees.below("tree:{a}", TestCluster.connectionFactory());

	private SlotMoves moves = new SlotMoves(this.servers, List.of(), 0);

	@BeforeEach
	void fill() {
		TestCluster.flush();
		this.servers.fill(TAGS.stream()
			.flatMap((tag) -> IntStream.range(0, KEYS_BY_TAG)
				.boxed()
				.flatMap((i) -> Stream.of("tree:{" + tag + "}:" + i, "trees:{" + tag + "}:" + i))));
	}

	@AfterEach
	void bringHome() {
		this.moves.finish();
		for (int slot : TAGS.stream().mapToInt(SlotHash::getSlot).toArray()) {
			TestServer home = this.servers.servers().get(3 * slot / SlotHash.SLOT_COUNT);
			if (this.servers.primary(slot) != home) {
				this.servers.migrate(slot, home).finish();
			}
		}
	}

	static IntStream seeds() {
		return IntStream.range(0, 20);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aListMissesNoKey(int seed) {
		this.moves = new SlotMoves(this.servers, TAGS, seed);
		List<String> keys = this.tree.list(this.moves::next, 11);
		assertThat(keys).allMatch((key) -> key.startsWith("tree:"));
		assertThat(new HashSet<>(keys)).hasSize(KEYS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aCountIsExactIfSlotsComeToRest(int seed) {
		this.moves = new SlotMoves(this.servers, TAGS, seed);
		long count = this.tree.count((progress) -> this.moves.next());
		assertThat(count).isBetween((long) KEYS, this.moves.areAtRest() ? KEYS : 2L * KEYS);
		this.moves.finish();
		assertThat(this.tree.subtree().count()).isEqualTo(KEYS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aClearLeavesNoKeyAndTouchesNoOther(int seed) {
		this.moves = new SlotMoves(this.servers, TAGS, seed);
		ClearReport report = this.tree.subtree()
			.clear(ClearOptions.defaults().onProgress((progress) -> this.moves.next()));
		assertThat(TestCluster.keys()).hasSize(KEYS).allMatch((key) -> key.startsWith("trees:"));
		assertThat(report.complete()).isTrue();
		assertThat(report.deleted()).isEqualTo(KEYS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void ofOneSlotAListMissesNoKeyAndAClearLeavesNone(int seed) {
		this.moves = new SlotMoves(this.servers, List.of("a"), seed);
		List<String> keys = this.branch.list(this.moves::next, 11);
		assertThat(keys).allMatch((key) -> key.startsWith("tree:{a}:"));
		assertThat(new HashSet<>(keys)).hasSize(KEYS_BY_TAG);
		ClearReport report = this.branch.subtree()
			.clear(ClearOptions.defaults().onProgress((progress) -> this.moves.next()));
		assertThat(TestCluster.keys()).hasSize(2 * KEYS - KEYS_BY_TAG).noneMatch((key) -> key.startsWith("tree:{a}:"));
		assertThat(report.complete()).isTrue();
		assertThat(report.deleted()).isEqualTo(KEYS_BY_TAG);
	}

	@Test
	void whereSlotsNeverRestACountEndsWithAnError() {
		int slot = SlotHash.getSlot("a");
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.tree.count(
					(progress) -> this.servers.migrate(slot, this.servers.next(this.servers.primary(slot))).finish()))
			.withMessage("Scan of 'tree' ends, for slots moved between nodes 11 times. "
					+ "Try again when they have come to rest");
	}

}
