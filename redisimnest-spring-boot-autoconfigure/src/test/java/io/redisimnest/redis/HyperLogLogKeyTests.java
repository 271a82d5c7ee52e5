package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.HyperLogLogKey;
import io.redisimnest.redis.KindOperation.Use;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HyperLogLogKeyTests extends KindTests<HyperLogLogKey<String>> {

	@Override
	List<KindOperation<HyperLogLogKey<String>>> operations() {
		return List.of(writes("add", "PFADD @ b", (key, other) -> key.add("b")).results(true, true),
				writes("add of what was added", "PFADD @ a", (key, other) -> key.add("a")).results(true, false),
				writes("addAll", "PFADD @ a b", (key, other) -> key.addAll(List.of("a", "b"))).results(true, true),
				writes("addAll of what was added", "PFADD @ a a", (key, other) -> key.addAll(List.of("a", "a")))
					.results(true, false),
				reads("size", "PFCOUNT @", (key, other) -> key.size()).results(0L, 1L),
				reads("size of several", "PFCOUNT @ &", (key, other) -> key.size(List.of(other))).and(Use.READ)
					.results(0L, 1L),
				does("union", "PFMERGE @ &", (key, other) -> key.union(List.of(other))).and(Use.READ));
	}

	@Override
	HyperLogLogKey<String> key(Kinds kinds) {
		return kinds.hyperLogLog();
	}

	@Override
	HyperLogLogKey<String> other(Kinds kinds) {
		return kinds.otherHyperLogLog();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.pfadd(name, "a");
	}

	@Test
	void aUnionAddsTheElementsOfAllSources() {
		Visitors visitors = visitors();
		visitors.day(1).addAll(List.of("a", "b"));
		visitors.day(2).addAll(List.of("b", "c"));
		visitors.day(3).add("d");
		assertThat(visitors.day(1).size(List.of(visitors.day(2), visitors.day(3)))).isEqualTo(4);
		visitors.day(1).union(List.of(visitors.day(2), visitors.day(3)));
		assertThat(visitors.day(1).size()).isEqualTo(4);
		assertThat(visitors.day(2).size()).isEqualTo(2);
	}

	@Test
	void elementsAreToldApartByTheirStoredForm() {
		HyperLogLogKey<List<Integer>> key = visitors().pairs();
		key.addAll(List.of(List.of(1, 2), List.of(2, 1), List.of(1, 2)));
		assertThat(key.size()).isEqualTo(2);
		assertThat(TestRedis.commands().pfadd(key.name(), "[1,2]")).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void moreElementsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		HyperLogLogKey<String> key = declared.in(tree()).hyperLogLog();
		List<String> elements = IntStream.range(0, 20_000).mapToObj(String::valueOf).toList();
		assertThat(Monitor.sent(() -> assertThat(key.addAll(elements)).isTrue())).hasSize(1);
		assertThat(key.size()).isCloseTo(20_000, Percentage.withPercentage(5));
		assertThat(key.addAll(elements)).isFalse();
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void oneElementAmongManyMayChangeTheEstimate() {
		HyperLogLogKey<String> key = tree().onWrite().hyperLogLog();
		TestRedis.commands().pfadd(key.name(), "a");
		List<String> elements = new ArrayList<>(Collections.nCopies(20_000, "a"));
		elements.set(0, "b");
		assertThat(key.addAll(elements)).isTrue();
	}

	@Test
	void nothingIsSentForNothing() {
		HyperLogLogKey<String> key = tree().onWrite().hyperLogLog();
		assertThat(Monitor.sent(() -> {
			assertThat(key.addAll(List.of())).isFalse();
			key.union(List.of());
		})).isEmpty();
	}

	@Test
	void nullIsRefused() {
		HyperLogLogKey<String> key = tree().onWrite().hyperLogLog();
		String message = "Element of key 'clocks:write:hyperLogLog' must not be null. Leave it out, or remove the one that is there";
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(null)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.addAll(Collections.singleton(null)))
			.withMessage(message);
	}

	@ParameterizedTest
	@EnumSource
	void aStringThatIsNoHyperLogLogIsAWrongKind(Declared declared) {
		HyperLogLogKey<String> key = declared.in(tree()).hyperLogLog();
		TestRedis.commands().set(key.name(), "secret");
		String message = "Key '%1$s' (template '%1$s') is declared as HyperLogLogKey, but Redis holds a string of another kind there. "
				+ "Delete the key, or give one of the two another prefix.";
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(key::size).withMessage(message, key);
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> key.add("a")).withMessage(message, key);
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> key.union(List.of(declared.in(tree()).otherHyperLogLog())))
			.withMessage(message, key);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.NONE);
	}

	@Test
	void allThatMayBeTheWrongKindAreNamed() {
		Visitors visitors = visitors();
		visitors.day(1).add("a");
		TestRedis.commands().set(visitors.day(2).name(), "secret");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> visitors.day(1).size(List.of(visitors.day(2), visitors.day(3))))
			.withMessage("Key 'visitors:day:1' or 'visitors:day:2' (template 'visitors:day:{number}') is declared as "
					+ "HyperLogLogKey, but Redis holds a string of another kind there. Delete the key, or give one of "
					+ "the two another prefix.");
	}

	@ParameterizedTest
	@EnumSource
	void theOneOfSeveralKeysThatIsOfAnotherRedisTypeIsNamed(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.hyperLogLog().name());
		TestRedis.commands().rpush(kinds.otherHyperLogLog().name(), "secret");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> kinds.hyperLogLog().union(List.of(kinds.otherHyperLogLog())))
			.withMessage("Key '%1$s' (template '%1$s') is declared as HyperLogLogKey, but Redis holds a list there. "
					+ "Delete the key, or give one of the two another prefix.", kinds.otherHyperLogLog());
		assertThat(Clock.of(kinds.hyperLogLog().name())).isEqualTo(Clock.NONE);
	}

	@Test
	void aKeyOfAnotherTypeOfElementsIsRefused() {
		Visitors visitors = visitors();
		HyperLogLogKey<String> key = visitors.day(1);
		@SuppressWarnings("unchecked")
		HyperLogLogKey<String> pairs = (HyperLogLogKey<String>) (HyperLogLogKey<?>) visitors.pairs();
		String message = "Keys 'visitors:day:1' and 'visitors:pairs' cannot be used together. Use keys of the same "
				+ "kind, type of values, codec and Redis";
		assertThatIllegalArgumentException().isThrownBy(() -> key.size(List.of(pairs))).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.union(List.of(pairs))).withMessage(message);
	}

	private static Visitors visitors() {
		return Trees.create(Visitors.class);
	}

	@Prefix("visitors")
	interface Visitors extends Cluster {

		@Prefix("day:{number}")
		HyperLogLogKey<String> day(int number);

		HyperLogLogKey<List<Integer>> pairs();

	}

}
