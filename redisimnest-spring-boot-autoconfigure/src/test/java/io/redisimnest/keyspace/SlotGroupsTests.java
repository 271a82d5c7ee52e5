package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.ClusterSlotHashUtil;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that wait for others of their slot.
 */
class SlotGroupsTests {

	static IntStream seeds() {
		return IntStream.range(0, 50);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void eachKeyGoesOnceAmongOthersOfItsSlotAndFewWait(int seed) {
		Random random = new Random(seed);
		int groupSize = 1 + random.nextInt(20);
		int maximum = random.nextInt(200);
		int tags = 1 + random.nextInt(100);
		int pages = random.nextInt(40);
		SlotGroups groups = new SlotGroups(groupSize, pages);
		List<String> given = new ArrayList<>();
		List<List<byte[]>> gone = new ArrayList<>();
		for (int page = 0; page < 30; page++) {
			List<String> keys = IntStream.range(0, random.nextInt(60))
				.mapToObj((i) -> "{" + random.nextInt(tags) + "}:" + random.nextInt())
				.toList();
			given.addAll(keys);
			gone.addAll(groups.add(bytes(keys.stream())));
			gone.addAll(groups.remove(groups.size() - maximum));
			assertThat(groups.size()).isLessThanOrEqualTo(maximum);
		}
		gone.addAll(groups.remove(groups.size()));
		assertThat(groups.size()).isZero();
		assertThat(gone.stream().flatMap(List::stream).map(SlotGroupsTests::text))
			.containsExactlyInAnyOrderElementsOf(given);
		assertThat(gone).allSatisfy((group) -> {
			assertThat(group).hasSizeBetween(1, groupSize);
			assertThat(group.stream().map(ClusterSlotHashUtil::calculateSlot).distinct()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 5 })
	void nobodyWaitsForMorePagesThanAllowed(int pages) {
		SlotGroups groups = new SlotGroups(100, pages);
		for (int page = 0; page < 20; page++) {
			List<List<byte[]>> gone = groups.add(bytes(Stream.of("{a}" + page, "{" + page + "}")));
			assertThat(gone.stream().flatMap(List::stream).map(SlotGroupsTests::text))
				.filteredOn((key) -> !key.startsWith("{a}"))
				.isEqualTo((page < pages) ? List.of() : List.of("{" + (page - pages) + "}"));
			assertThat(groups.size()).isLessThanOrEqualTo(2 * pages + 1);
		}
	}

	@Test
	void theOldestGoFirst() {
		SlotGroups groups = new SlotGroups(3, 10);
		assertThat(groups.add(bytes(Stream.of("{a}1", "{b}1", "{c}1", "{a}2", "{b}2", "{b}3", "{d}1")))).singleElement()
			.satisfies((group) -> assertThat(group.stream().map(SlotGroupsTests::text)).containsExactly("{b}1", "{b}2",
					"{b}3"));
		assertThat(groups.remove(0)).isEmpty();
		assertThat(groups.remove(1)).singleElement()
			.satisfies(
					(group) -> assertThat(group.stream().map(SlotGroupsTests::text)).containsExactly("{a}1", "{a}2"));
		assertThat(groups.remove(5)).hasSize(2);
	}

	private static List<byte[]> bytes(Stream<String> keys) {
		return keys.map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
	}

	private static String text(byte[] key) {
		return new String(key, StandardCharsets.UTF_8);
	}

}
