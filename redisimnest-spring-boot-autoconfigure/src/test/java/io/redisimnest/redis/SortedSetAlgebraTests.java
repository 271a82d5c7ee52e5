package io.redisimnest.redis;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.SortedSetAlgebra;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.redis.KindOperation.Use;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.zset.Aggregate;
import org.springframework.data.redis.connection.zset.Weights;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SortedSetAlgebraTests extends KindTests<SortedSetKey<String>> {

	private static final Weights WEIGHTS = Weights.of(2, 0.5);

	@Override
	List<KindOperation<SortedSetKey<String>>> operations() {
		return List.of(
				reads("union", "ZUNION 2 @ &", (key, other) -> key.union(List.of(other))).and(Use.READ)
					.results(List.of(), List.of("a")),
				reads("unionWithScores", "ZUNION 2 @ & WITHSCORES", (key, other) -> key.unionWithScores(List.of(other)))
					.and(Use.READ)
					.results(List.of(), List.of(TypedTuple.of("a", 2d))),
				reads("unionWithScores by weights", "ZUNION 2 @ & WEIGHTS 2.0 0.5 AGGREGATE MAX WITHSCORES",
						(key, other) -> key.unionWithScores(List.of(other), Aggregate.MAX, WEIGHTS))
					.and(Use.READ)
					.results(List.of(), List.of(TypedTuple.of("a", 2d))),
				stores("unionAndStore", "ZUNIONSTORE & 1 @", (key, other) -> key.unionAndStore(List.of(), other)),
				stores("unionAndStore by weights", "ZUNIONSTORE & 1 @ WEIGHTS 2.0 AGGREGATE SUM",
						(key, other) -> key.unionAndStore(List.of(), other, Aggregate.SUM, Weights.of(2))),
				reads("intersect", "ZINTER 2 @ &", (key, other) -> key.intersect(List.of(other))).and(Use.READ)
					.results(List.of(), List.of("a")),
				reads("intersectWithScores", "ZINTER 2 @ & WITHSCORES",
						(key, other) -> key.intersectWithScores(List.of(other)))
					.and(Use.READ)
					.results(List.of(), List.of(TypedTuple.of("a", 2d))),
				reads("intersectWithScores by weights", "ZINTER 2 @ & WEIGHTS 2.0 0.5 AGGREGATE MIN WITHSCORES",
						(key, other) -> key.intersectWithScores(List.of(other), Aggregate.MIN, WEIGHTS))
					.and(Use.READ)
					.results(List.of(), List.of(TypedTuple.of("a", 0.5))),
				stores("intersectAndStore", "ZINTERSTORE & 1 @",
						(key, other) -> key.intersectAndStore(List.of(), other)),
				stores("intersectAndStore by weights", "ZINTERSTORE & 1 @ WEIGHTS 2.0 AGGREGATE SUM",
						(key, other) -> key.intersectAndStore(List.of(), other, Aggregate.SUM, Weights.of(2))),
				reads("intersectSize", "ZINTERCARD 2 @ &", (key, other) -> key.intersectSize(List.of(other)))
					.and(Use.READ)
					.results(0L, 1L),
				reads("difference", "ZDIFF 2 @ &", (key, other) -> key.difference(List.of(other))).and(Use.READ)
					.results(List.of(), List.of()),
				reads("differenceWithScores", "ZDIFF 2 @ & WITHSCORES",
						(key, other) -> key.differenceWithScores(List.of(other)))
					.and(Use.READ)
					.results(List.of(), List.of()),
				stores("differenceAndStore", "ZDIFFSTORE & 1 @",
						(key, other) -> key.differenceAndStore(List.of(), other)),
				stores("rangeAndStoreByScore", "ZRANGESTORE & @ 1.0 2.0 BYSCORE LIMIT 0 5",
						(key, other) -> key.rangeAndStoreByScore(other, Range.closed(1d, 2d),
								Limit.limit().offset(0).count(5))),
				stores("rangeAndStoreByLex", "ZRANGESTORE & @ [a [b BYLEX",
						(key, other) -> key.rangeAndStoreByLex(other, Range.closed("a", "b"), Limit.unlimited())));
	}

	private KindOperation<SortedSetKey<String>> stores(String name, String command,
			BiFunction<SortedSetKey<String>, SortedSetKey<String>, @Nullable Object> call) {
		return reads(name, command, call).and(Use.REPLACE).notCreating().results(0L, 1L);
	}

	@Override
	Class<?> kind() {
		return SortedSetAlgebra.class;
	}

	@Override
	SortedSetKey<String> key(Kinds kinds) {
		return kinds.sortedSet();
	}

	@Override
	SortedSetKey<String> other(Kinds kinds) {
		return kinds.otherSortedSet();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.zadd(name, 1, "a");
	}

	@Test
	void anElementOfSeveralKeysHasTheSumOfItsScores() {
		Boards boards = boards();
		assertThat(boards.board(1).union(List.of(boards.board(2), boards.board(3)))).containsExactly("a", "b", "c");
		assertThat(boards.board(1).unionWithScores(List.of(boards.board(2), boards.board(3))))
			.containsExactly(TypedTuple.of("a", 1d), TypedTuple.of("b", 22d), TypedTuple.of("c", 300d));
		assertThat(boards.board(1).intersectWithScores(List.of(boards.board(2))))
			.containsExactly(TypedTuple.of("b", 22d));
	}

	@Test
	void weightsAreInTheOrderOfTheKeys() {
		Boards boards = boards();
		List<SortedSetKey<String>> others = List.of(boards.board(2), boards.board(3));
		assertThat(boards.board(1).unionWithScores(others, Aggregate.MAX, Weights.of(1, 10, 0.5)))
			.containsExactly(TypedTuple.of("a", 1d), TypedTuple.of("c", 150d), TypedTuple.of("b", 200d));
		assertThat(boards.board(1).intersectWithScores(List.of(boards.board(2)), Aggregate.MIN, Weights.of(100, 1)))
			.containsExactly(TypedTuple.of("b", 20d));
	}

	@Test
	void aDifferenceKeepsTheScoresOfTheFirstKey() {
		Boards boards = boards();
		assertThat(boards.board(1).difference(List.of(boards.board(3)))).containsExactly("a", "b");
		assertThat(boards.board(1).differenceWithScores(List.of(boards.board(2))))
			.containsExactly(TypedTuple.of("a", 1d));
	}

	@Test
	void whatIsMadeOfSeveralKeysIsStored() {
		Boards boards = boards();
		SortedSetKey<String> destination = boards.board(4);
		List<SortedSetKey<String>> others = List.of(boards.board(2), boards.board(3));
		assertThat(boards.board(1).unionAndStore(others, destination)).isEqualTo(3);
		assertThat(destination.score("b")).isEqualTo(22);
		assertThat(boards.board(1).unionAndStore(others, destination, Aggregate.MIN, Weights.of(1, 1, 2))).isEqualTo(3);
		assertThat(destination.score("c")).isEqualTo(600);
		assertThat(boards.board(1).intersectAndStore(others, destination)).isZero();
		assertThat(destination.exists()).isFalse();
		assertThat(boards.board(1).differenceAndStore(others, destination)).isEqualTo(1);
		assertThat(destination.range(0, -1)).containsExactly("a");
		assertThat(
				boards.board(1).rangeAndStoreByScore(destination, Range.unbounded(), Limit.limit().offset(1).count(1)))
			.isEqualTo(1);
		assertThat(destination.range(0, -1)).containsExactly("b");
	}

	@ParameterizedTest
	@EnumSource
	void aDestinationMayBeASourceToo(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.sortedSet().name());
		fill(kinds.otherSortedSet().name());
		TestRedis.commands().pexpire(kinds.otherSortedSet().name(), 50_000);
		assertThat(kinds.sortedSet().unionAndStore(List.of(kinds.otherSortedSet()), kinds.otherSortedSet()))
			.isEqualTo(1);
		assertThat(kinds.otherSortedSet().score("a")).isEqualTo(2);
		assertThat(Clock.of(kinds.otherSortedSet().name()))
			.isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void aDestinationOfAnotherRedisTypeIsReplaced() {
		Kinds kinds = tree().onWrite();
		fill(kinds.sortedSet().name());
		TestRedis.commands().set(kinds.otherSortedSet().name(), "a");
		assertThat(kinds.sortedSet().unionAndStore(List.of(), kinds.otherSortedSet())).isEqualTo(1);
		assertThat(Clock.of(kinds.otherSortedSet().name())).isEqualTo(Clock.DECLARED);
	}

	@ParameterizedTest
	@EnumSource
	void theOneOfSeveralKeysThatIsAWrongKindIsNamed(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.sortedSet().name());
		TestRedis.commands().set(kinds.otherSortedSet().name(), "secret");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> kinds.sortedSet().union(List.of(kinds.otherSortedSet())))
			.withMessage("Key '%1$s' (template '%1$s') is declared as SortedSetKey, but Redis holds a string there. "
					+ "Delete the key, or give one of the two another prefix.", kinds.otherSortedSet());
	}

	@Test
	void weightsThatDoNotFitTheKeysAreRefused() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		List<SortedSetKey<String>> others = List.of(tree().onWrite().otherSortedSet());
		assertThat(Monitor.sent(() -> {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> key.unionWithScores(others, Aggregate.SUM, Weights.of(1)))
				.withMessage("1 weights do not fit 2 keys. Use one for key 'clocks:write:sortedSet', then one for each "
						+ "of the others");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> key.intersectAndStore(others, key, Aggregate.SUM, Weights.of(1, 2, 3)))
				.withMessage("3 weights do not fit 2 keys. Use one for key 'clocks:write:sortedSet', then one for each "
						+ "of the others");
		})).isEmpty();
	}

	@Test
	void aKeyOfAnotherTypeOfElementsIsRefused() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		@SuppressWarnings("unchecked")
		SortedSetKey<String> numbers = (SortedSetKey<String>) (SortedSetKey<?>) Trees.create(Boards.class).numbers();
		assertThatIllegalArgumentException().isThrownBy(() -> key.union(List.of(numbers)))
			.withMessage("Keys 'clocks:write:sortedSet' and 'boards:numbers' cannot be used together. Use keys of the "
					+ "same kind, type of values, codec and Redis");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.rangeAndStoreByScore(numbers, Range.unbounded(), Limit.unlimited()))
			.withMessage("Keys 'clocks:write:sortedSet' and 'boards:numbers' cannot be used together. Use keys of the "
					+ "same kind, type of values, codec and Redis");
	}

	private static Boards boards() {
		Boards boards = Trees.create(Boards.class);
		boards.board(1).addAll(Map.of("a", 1d, "b", 2d));
		boards.board(2).addAll(Map.of("b", 20d));
		boards.board(3).addAll(Map.of("c", 300d));
		return boards;
	}

	@Prefix("boards")
	interface Boards extends Cluster {

		@Prefix("board:{id}")
		SortedSetKey<String> board(int id);

		SortedSetKey<Integer> numbers();

	}

}
