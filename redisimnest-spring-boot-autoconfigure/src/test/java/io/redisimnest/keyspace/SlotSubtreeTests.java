package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.redisimnest.ClearOptions;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subtree whose prefix has a hash tag: all its keys are in one slot of Redis Cluster.
 */
class SlotSubtreeTests {

	/** As many keys of a slot as are asked for at once. */
	private static final int FEW = 2 * Subtrees.SCAN_COUNT;

	private static final List<String> NEAR = List.of("shop:{42}", "shop:{42}x:1", "shops:{42}:1", "{42}:1",
			"sho:{42}:1", "shop:{4}:1", "shop:{43}:1", "shop:42:1", "shop:{42");

	private final Subtrees shop = Subtrees.below("shop:{42}", TestCluster.connectionFactory());

	private final TestServer owner = TestCluster.servers().primary(SlotHash.getSlot("shop:{42}"));

	@BeforeEach
	void flush() {
		TestCluster.flush();
		TestCluster.servers().fill(NEAR.stream());
	}

	/** Fills the slot, its keys with near prefixes included. */
	private void fillSlot(int count) {
		int near = (int) NEAR.stream().filter((key) -> SlotHash.getSlot(key) == SlotHash.getSlot("42")).count();
		TestCluster.servers().fill(keys(count - near));
		TestCluster.nodes().forEach(RedisCommands::configResetstat);
	}

	private static Stream<String> keys(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "shop:{42}:" + i);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, FEW - 1, FEW, FEW + 1, 1000 })
	void keysAreListedCountedAndClearedAmongNeighboursInTheSameSlot(int inSlot) {
		fillSlot(inSlot);
		List<String> listed = this.shop.subtree().keys().toList();
		assertThat(listed).doesNotHaveDuplicates().allMatch((key) -> key.startsWith("shop:{42}:"));
		assertThat(TestCluster.keys()).hasSize(listed.size() + NEAR.size());
		assertThat(this.shop.subtree().count()).isEqualTo(listed.size());
		assertThat(this.shop.subtree().clear(ClearOptions.defaults()).deleted()).isEqualTo(listed.size());
		assertThat(TestCluster.keys()).containsExactlyInAnyOrderElementsOf(NEAR);
	}

	@Test
	void fewKeysAreAskedForAtOnceAtTheNodeOfTheSlotAlone() {
		fillSlot(FEW - 1);
		this.shop.subtree().clear(ClearOptions.defaults());
		assertThat(TestCluster.nodes())
			.allSatisfy((node) -> assertThat(node.info("commandstats")).doesNotContain("cmdstat_scan"));
		assertThat(stats(this.owner)).contains("cmdstat_cluster|getkeysinslot:calls=1,").contains("cmdstat_unlink");
		assertThat(others()).hasSize(2)
			.allSatisfy((other) -> assertThat(stats(other)).doesNotContain("getkeysinslot", "cmdstat_unlink"));
	}

	@Test
	void manyKeysAreScannedAtTheNodeOfTheSlotAlone() {
		fillSlot(FEW);
		this.shop.subtree().clear(ClearOptions.defaults());
		assertThat(stats(this.owner)).contains("cmdstat_cluster|getkeysinslot:calls=1,")
			.contains("cmdstat_scan", "cmdstat_unlink");
		assertThat(others()).hasSize(2)
			.allSatisfy((other) -> assertThat(stats(other)).doesNotContain("getkeysinslot", "cmdstat_scan",
					"cmdstat_unlink"));
	}

	private List<TestServer> others() {
		return TestCluster.servers().primaries().stream().filter((server) -> server != this.owner).toList();
	}

	private static String stats(TestServer server) {
		return server.commands().info("commandstats");
	}

	@Test
	void theSlotIsThatOfTheUtf8Bytes() {
		assertThat(KeyScope.below("shop:{Zürich}", true).slot())
			.isEqualTo(SlotHash.getSlot("shop:{Zürich}:a".getBytes(StandardCharsets.UTF_8)));
	}

}
