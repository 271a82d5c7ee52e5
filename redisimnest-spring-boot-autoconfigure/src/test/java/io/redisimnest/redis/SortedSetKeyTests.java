package io.redisimnest.redis;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.SortedSetKey;
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
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SortedSetKeyTests extends KindTests<SortedSetKey<String>> {

	private static final Range<Double> SCORES = Range.closed(1d, 2d);

	private static final Range<String> ELEMENTS = Range.closed("a", "b");

	private static final Limit LIMIT = Limit.limit().offset(0).count(5);

	private static final List<TypedTuple<String>> FILLED = List.of(TypedTuple.of("a", 1d));

	@Override
	List<KindOperation<SortedSetKey<String>>> operations() {
		return List.of(writes("add", "ZADD @ 2.5 b", (key, other) -> key.add("b", 2.5)).results(true, true),
				writes("add of an element that exists", "ZADD @ 2.5 a", (key, other) -> key.add("a", 2.5)).results(true,
						false),
				writes("addAll", "ZADD @ 2.5 b", (key, other) -> key.addAll(Map.of("b", 2.5))).results(1L, 1L),
				writesIf("addIfAbsent", "ZADD @ NX 2.5 b", (key, other) -> key.addIfAbsent("b", 2.5)).creating()
					.results(true, true),
				writesIf("addIfAbsent of an element that exists", "ZADD @ NX 2.5 a",
						(key, other) -> key.addIfAbsent("a", 2.5))
					.creating()
					.idling()
					.results(true, false),
				writesIf("addIfPresent", "ZADD @ XX CH 2.5 a", (key, other) -> key.addIfPresent("a", 2.5))
					.results(false, true),
				writesIf("addIfGreaterThan", "ZADD @ GT CH 2.5 a", (key, other) -> key.addIfGreaterThan("a", 2.5))
					.creating()
					.results(true, true),
				writesIf("addIfGreaterThan of what is less", "ZADD @ GT CH 0.5 a",
						(key, other) -> key.addIfGreaterThan("a", 0.5))
					.creating()
					.idling()
					.results(true, false),
				writesIf("addIfLessThan", "ZADD @ LT CH 0.5 a", (key, other) -> key.addIfLessThan("a", 0.5)).creating()
					.results(true, true),
				writesIf("addIfLessThan of what is greater", "ZADD @ LT CH 2.5 a",
						(key, other) -> key.addIfLessThan("a", 2.5))
					.creating()
					.idling()
					.results(true, false),
				writesIf("incrementScore", "ZINCRBY @ 1.5 a", (key, other) -> key.incrementScore("a", 1.5)).creating()
					.results(1.5, 2.5),
				writesIf("remove", "ZREM @ a", (key, other) -> key.remove("a")).removing().results(false, true),
				writesIf("remove of a missing element", "ZREM @ x", (key, other) -> key.remove("x")).idling()
					.results(false, false),
				writesIf("removeAll", "ZREM @ a x", (key, other) -> key.removeAll(List.of("a", "x"))).removing()
					.results(0L, 1L),
				writesIf("removeRange", "ZREMRANGEBYRANK @ 0 -1", (key, other) -> key.removeRange(0, -1)).removing()
					.results(0L, 1L),
				writesIf("removeRangeByScore", "ZREMRANGEBYSCORE @ 1.0 2.0",
						(key, other) -> key.removeRangeByScore(SCORES))
					.removing()
					.results(0L, 1L),
				writesIf("removeRangeByLex", "ZREMRANGEBYLEX @ [a [b", (key, other) -> key.removeRangeByLex(ELEMENTS))
					.removing()
					.results(0L, 1L),
				reads("score", "ZSCORE @ a", (key, other) -> key.score("a")).results(null, 1d),
				reads("scores", "ZMSCORE @ a x", (key, other) -> key.scores(List.of("a", "x")))
					.results(Arrays.asList(null, null), Arrays.asList(1d, null)),
				reads("rank", "ZRANK @ a", (key, other) -> key.rank("a")).results(null, 0L),
				reads("reverseRank", "ZREVRANK @ a", (key, other) -> key.reverseRank("a")).results(null, 0L),
				reads("size", "ZCARD @", (key, other) -> key.size()).results(0L, 1L),
				reads("count", "ZCOUNT @ 1.0 2.0", (key, other) -> key.count(SCORES)).results(0L, 1L),
				reads("lexCount", "ZLEXCOUNT @ [a [b", (key, other) -> key.lexCount(ELEMENTS)).results(0L, 1L),
				ranges("range", "0 -1", (key, other) -> key.range(0, -1)),
				ranges("rangeWithScores", "0 -1 WITHSCORES", (key, other) -> key.rangeWithScores(0, -1)),
				ranges("reverseRange", "0 -1 REV", (key, other) -> key.reverseRange(0, -1)),
				ranges("reverseRangeWithScores", "0 -1 REV WITHSCORES",
						(key, other) -> key.reverseRangeWithScores(0, -1)),
				ranges("rangeByScore", "1.0 2.0 BYSCORE", (key, other) -> key.rangeByScore(SCORES)),
				ranges("rangeByScore with a limit", "1.0 2.0 BYSCORE LIMIT 0 5",
						(key, other) -> key.rangeByScore(SCORES, LIMIT)),
				ranges("rangeByScoreWithScores", "1.0 2.0 BYSCORE WITHSCORES",
						(key, other) -> key.rangeByScoreWithScores(SCORES)),
				ranges("rangeByScoreWithScores with a limit", "1.0 2.0 BYSCORE LIMIT 0 5 WITHSCORES",
						(key, other) -> key.rangeByScoreWithScores(SCORES, LIMIT)),
				ranges("reverseRangeByScore", "2.0 1.0 BYSCORE REV", (key, other) -> key.reverseRangeByScore(SCORES)),
				ranges("reverseRangeByScore with a limit", "2.0 1.0 BYSCORE REV LIMIT 0 5",
						(key, other) -> key.reverseRangeByScore(SCORES, LIMIT)),
				ranges("reverseRangeByScoreWithScores", "2.0 1.0 BYSCORE REV WITHSCORES",
						(key, other) -> key.reverseRangeByScoreWithScores(SCORES)),
				ranges("reverseRangeByScoreWithScores with a limit", "2.0 1.0 BYSCORE REV LIMIT 0 5 WITHSCORES",
						(key, other) -> key.reverseRangeByScoreWithScores(SCORES, LIMIT)),
				ranges("rangeByLex", "[a [b BYLEX", (key, other) -> key.rangeByLex(ELEMENTS)),
				ranges("rangeByLex with a limit", "[a [b BYLEX LIMIT 0 5",
						(key, other) -> key.rangeByLex(ELEMENTS, LIMIT)),
				ranges("reverseRangeByLex", "[b [a BYLEX REV", (key, other) -> key.reverseRangeByLex(ELEMENTS)),
				ranges("reverseRangeByLex with a limit", "[b [a BYLEX REV LIMIT 0 5",
						(key, other) -> key.reverseRangeByLex(ELEMENTS, LIMIT)),
				reads("randomMember", "ZRANDMEMBER @", (key, other) -> key.randomMember()).results(null, "a"),
				reads("randomMembers", "ZRANDMEMBER @ -3", (key, other) -> key.randomMembers(3)).results(List.of(),
						List.of("a", "a", "a")),
				reads("distinctRandomMembers", "ZRANDMEMBER @ 3", (key, other) -> key.distinctRandomMembers(3))
					.results(List.of(), List.of("a")),
				writesIf("popMin", "ZPOPMIN @", (key, other) -> key.popMin()).removing().results(null, FILLED.get(0)),
				writesIf("popMin of several", "ZPOPMIN @ 3", (key, other) -> key.popMin(3)).removing()
					.results(List.of(), FILLED),
				writesIf("popMax", "ZPOPMAX @", (key, other) -> key.popMax()).removing().results(null, FILLED.get(0)),
				writesIf("popMax of several", "ZPOPMAX @ 3", (key, other) -> key.popMax(3)).removing()
					.results(List.of(), FILLED));
	}

	private KindOperation<SortedSetKey<String>> ranges(String name, String range,
			BiFunction<SortedSetKey<String>, SortedSetKey<String>, @Nullable Object> call) {
		return reads(name, "ZRANGE @ " + range, call).results(List.of(),
				range.endsWith("WITHSCORES") ? FILLED : List.of("a"));
	}

	@Override
	List<String> conversations() {
		return List.of("scan");
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
	void elementsAreInTheOrderOfTheirScores() {
		SortedSetKey<String> key = abc();
		assertThat(key.range(0, -1)).containsExactly("c", "b", "a");
		assertThat(key.range(1, 1)).containsExactly("b");
		assertThat(key.reverseRange(0, 1)).containsExactly("a", "b");
		assertThat(key.reverseRangeWithScores(0, 1)).containsExactly(TypedTuple.of("a", 3d), TypedTuple.of("b", 2d));
		assertThat(key.rank("a")).isEqualTo(2);
		assertThat(key.reverseRank("a")).isZero();
	}

	@Test
	void boundsOfScoresAreInclusiveExclusiveOrAbsent() {
		SortedSetKey<String> key = abc();
		assertThat(key.rangeByScore(Range.closed(1d, 3d))).containsExactly("c", "b", "a");
		assertThat(key.rangeByScore(Range.open(1d, 3d))).containsExactly("b");
		assertThat(key.rangeByScore(Range.rightUnbounded(Bound.exclusive(1.0)))).containsExactly("b", "a");
		assertThat(key.rangeByScore(Range.leftUnbounded(Bound.inclusive(2.0)))).containsExactly("c", "b");
		assertThat(key.reverseRangeByScore(Range.leftOpen(1d, 3d))).containsExactly("a", "b");
		assertThat(key.count(Range.unbounded())).isEqualTo(3);
		assertThat(key.count(Range.rightOpen(Double.NEGATIVE_INFINITY, 3d))).isEqualTo(2);
		assertThat(key.removeRangeByScore(Range.leftOpen(1d, 3d))).isEqualTo(2);
		assertThat(key.range(0, -1)).containsExactly("c");
	}

	@Test
	void boundsOfElementsAreInclusiveExclusiveOrAbsent() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		key.addAll(Map.of("a", 0d, "b", 0d, "c", 0d));
		assertThat(key.rangeByLex(Range.unbounded())).containsExactly("a", "b", "c");
		assertThat(key.rangeByLex(Range.open("a", "c"))).containsExactly("b");
		assertThat(key.rangeByLex(Range.rightUnbounded(Bound.exclusive("a")))).containsExactly("b", "c");
		assertThat(key.reverseRangeByLex(Range.leftUnbounded(Bound.inclusive("b")))).containsExactly("b", "a");
		assertThat(key.lexCount(Range.leftOpen("a", "c"))).isEqualTo(2);
		assertThat(key.removeRangeByLex(Range.rightOpen("a", "c"))).isEqualTo(2);
		assertThat(key.range(0, -1)).containsExactly("c");
	}

	@Test
	void boundsOfElementsAreTheirStoredBytes() {
		SortedSetKey<byte[]> key = Trees.create(Boards.class).bytes();
		key.addAll(Map.of(new byte[] { '-' }, 0d, new byte[] { (byte) 0xff }, 0d));
		assertThat(key.rangeByLex(Range.just(new byte[] { (byte) 0xff }))).containsExactly(new byte[] { (byte) 0xff });
		assertThat(key.rangeByLex(Range.just(new byte[] { '-' }))).containsExactly(new byte[] { '-' });
	}

	@Test
	void aLimitSkipsAndCounts() {
		SortedSetKey<String> key = abc();
		Range<Double> all = Range.unbounded();
		assertThat(key.rangeByScore(all, Limit.limit().offset(1).count(1))).containsExactly("b");
		assertThat(key.rangeByScore(all, Limit.limit().offset(1).count(-1))).containsExactly("b", "a");
		assertThat(key.rangeByScore(all, Limit.limit())).isEmpty();
		assertThat(key.reverseRangeByScoreWithScores(all, Limit.limit().count(1)))
			.containsExactly(TypedTuple.of("a", 3d));
		assertThat(key.rangeByScore(all, Limit.unlimited())).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	void scoresAreExactWhateverTheySay(Declared declared) {
		SortedSetKey<String> key = declared.in(tree()).sortedSet();
		for (double score : new double[] { 0.1, -1e-300, Double.MAX_VALUE, Double.MIN_VALUE, 9007199254740993d,
				Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY }) {
			key.add("a", score);
			assertThat(key.score("a")).isEqualTo(score);
			assertThat(key.scores(List.of("a"))).containsExactly(score);
			assertThat(key.rangeByScoreWithScores(Range.just(score))).containsExactly(TypedTuple.of("a", score));
			assertThat(key.popMax()).isEqualTo(TypedTuple.of("a", score));
		}
	}

	@ParameterizedTest
	@EnumSource
	void severalElementsArePoppedInOrder(Declared declared) {
		SortedSetKey<String> key = declared.in(tree()).sortedSet();
		key.addAll(Map.of("a", 3d, "b", 2d, "c", 1d, "d", 0d));
		assertThat(key.popMax(2)).containsExactly(TypedTuple.of("a", 3d), TypedTuple.of("b", 2d));
		assertThat(key.popMin(2)).containsExactly(TypedTuple.of("d", 0d), TypedTuple.of("c", 1d));
	}

	@Test
	void randomMembersAreDistinctOrNot() {
		SortedSetKey<String> key = abc();
		assertThat(key.distinctRandomMembers(5)).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(key.randomMembers(50)).hasSize(50).isSubsetOf("a", "b", "c");
		assertThatIllegalArgumentException().isThrownBy(() -> key.randomMembers(0))
			.withMessage("Count '0' is not positive. Use at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> key.popMin(0))
			.withMessage("Count '0' is not positive. Use at least 1");
	}

	@ParameterizedTest
	@EnumSource
	void aBigSetIsScannedLazilyPageByPage(Declared declared) {
		SortedSetKey<String> key = declared.in(tree()).sortedSet();
		Map<String, Double> scores = scores(3000);
		key.addAll(scores);
		assertThat(Monitor.sent(() -> assertThat(key.scan().limit(10)).hasSize(10))).hasSize(1);
		assertThat(key.scan().distinct()).hasSize(3000)
			.allSatisfy((tuple) -> assertThat(tuple.getScore()).isEqualTo(scores.get(tuple.getValue())));
		assertThat(Monitor.sent(() -> key.scan())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void moreElementsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		SortedSetKey<String> key = declared.in(tree()).sortedSet();
		Map<String, Double> scores = scores(20_000);
		assertThat(Monitor.sent(() -> assertThat(key.addAll(scores)).isEqualTo(20_000))).hasSize(1);
		List<String> elements = List.copyOf(scores.keySet());
		assertThat(key.scores(elements)).isEqualTo(elements.stream().map(scores::get).toList());
		assertThat(key.removeAll(elements.subList(0, 15_000))).isEqualTo(15_000);
		assertThat(key.size()).isEqualTo(5_000);
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void nothingIsSentForNothing() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		assertThat(Monitor.sent(() -> {
			assertThat(key.addAll(Map.of())).isZero();
			assertThat(key.scores(List.of())).isEmpty();
			assertThat(key.removeAll(List.of())).isZero();
		})).isEmpty();
	}

	@Test
	void nullIsRefused() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(null, 1))
			.withMessage(
					"Element of key 'clocks:write:sortedSet' must not be null. Leave it out, or remove the one that is there");
		assertThatIllegalArgumentException().isThrownBy(() -> key.addAll(Collections.singletonMap("a", null)))
			.withMessage("Score of an element of key 'clocks:write:sortedSet' must not be null");
	}

	@Test
	void aScoreThatIsNoNumberIsRefused() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		String message = "NaN is no number that Redis knows. Use another one";
		assertThatIllegalArgumentException().isThrownBy(() -> key.add("a", Double.NaN)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.incrementScore("a", Double.NaN)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.count(Range.closed(Double.NaN, 1d)))
			.withMessage(message);
	}

	@Test
	void aSumThatIsNoNumberIsRefusedByTheServer() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		key.add("a", Double.POSITIVE_INFINITY);
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> key.incrementScore("a", Double.NEGATIVE_INFINITY))
			.withMessage("ZINCRBY of 'clocks:write:sortedSet' (clocks.onWrite.sortedSet) failed. The server replied: "
					+ "ERR resulting score is not a number (NaN)");
	}

	@Test
	void aForeignElementIsUnreadable() {
		SortedSetKey<Integer> key = Trees.create(Boards.class).numbers();
		TestRedis.commands().zadd(key.name(), 1, "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> key.range(0, -1))
			.withMessageStartingWith("Value of key 'boards:numbers' (template 'boards:numbers') cannot be read as "
					+ "java.lang.Integer. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	@Test
	void elementsAreStoredByTheCodec() {
		SortedSetKey<Integer> key = Trees.create(Boards.class).numbers();
		key.addAll(Map.of(7, 1d, 10, 1d));
		assertThat(TestRedis.commands().zrange(key.name(), 0, -1)).containsExactly("10", "7");
		assertThat(key.range(0, -1)).containsExactly(10, 7);
	}

	private SortedSetKey<String> abc() {
		SortedSetKey<String> key = tree().onWrite().sortedSet();
		key.addAll(Map.of("a", 3d, "b", 2d, "c", 1d));
		return key;
	}

	private static Map<String, Double> scores(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toMap(String::valueOf, (i) -> i / 2d));
	}

	@Prefix("boards")
	interface Boards extends Cluster {

		SortedSetKey<Integer> numbers();

		SortedSetKey<byte[]> bytes();

	}

}
