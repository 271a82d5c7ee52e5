package io.redisimnest.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.key.SortedSetKey;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.util.Assert;

/**
 * {@link SortedSetKey} on a Redis sorted set.
 *
 * @param <T> the type of the elements
 */
final class RedisSortedSetKey<T> extends RedisSortedSetAlgebra<T> implements SortedSetKey<T> {

	RedisSortedSetKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public boolean add(T element, double score) {
		return write(command("ZADD").number(score).value(encode(element)), Replies.IS_ONE);
	}

	@Override
	public long addAll(Map<? extends T, Double> scores) {
		if (scores.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		Command command = command("ZADD").each(Replies::sum);
		scores.forEach((element, score) -> {
			Assert.notNull(score, () -> "Score of an element of key '%s' must not be null".formatted(this));
			command.number(score).value(encode(element));
		});
		return write(command, Replies.COUNT);
	}

	@Override
	public boolean addIfAbsent(T element, double score) {
		return writeIf(command("ZADD").option("NX").number(score).value(encode(element)), Replies.IS_ONE);
	}

	@Override
	public boolean addIfPresent(T element, double score) {
		return addIf("XX", element, score);
	}

	@Override
	public boolean addIfGreaterThan(T element, double score) {
		return addIf("GT", element, score);
	}

	@Override
	public boolean addIfLessThan(T element, double score) {
		return addIf("LT", element, score);
	}

	private boolean addIf(String condition, T element, double score) {
		return writeIf(command("ZADD").option(condition).option("CH").number(score).value(encode(element)),
				Replies.IS_ONE);
	}

	@Override
	public double incrementScore(T element, double delta) {
		return exchange(command("ZINCRBY").number(delta).value(encode(element)), Decoder.ofDouble(Replies::toDouble));
	}

	@Override
	public long removeRange(long start, long end) {
		return writeIf(command("ZREMRANGEBYRANK").option(start).option(end), Replies.COUNT);
	}

	@Override
	public long removeRangeByScore(Range<Double> scores) {
		return writeIf(Bounds.ofScores(scores).in(command("ZREMRANGEBYSCORE")), Replies.COUNT);
	}

	@Override
	public long removeRangeByLex(Range<T> elements) {
		return writeIf(bounds(elements).in(command("ZREMRANGEBYLEX")), Replies.COUNT);
	}

	@Override
	public @Nullable Double score(T element) {
		return read(command("ZSCORE").value(encode(element)), RedisSortedSetKey::toScore);
	}

	@Override
	public List<@Nullable Double> scores(Collection<? extends T> elements) {
		return readEach("ZMSCORE", elements, RedisSortedSetKey::toScore);
	}

	@Override
	public @Nullable Long rank(T element) {
		return read(command("ZRANK").value(encode(element)), (reply) -> (Long) reply);
	}

	@Override
	public @Nullable Long reverseRank(T element) {
		return read(command("ZREVRANK").value(encode(element)), (reply) -> (Long) reply);
	}

	@Override
	public long count(Range<Double> scores) {
		return read(Bounds.ofScores(scores).in(command("ZCOUNT")), Replies.COUNT);
	}

	@Override
	public long lexCount(Range<T> elements) {
		return read(bounds(elements).in(command("ZLEXCOUNT")), Replies.COUNT);
	}

	@Override
	public List<T> range(long start, long end) {
		return read(range().option(start).option(end), this::decodeAll);
	}

	@Override
	public List<TypedTuple<T>> rangeWithScores(long start, long end) {
		return read(range().option(start).option(end).option(WITH_SCORES), this::decodeTuples);
	}

	@Override
	public List<T> reverseRange(long start, long end) {
		return read(range().option(start).option(end).option("REV"), this::decodeAll);
	}

	@Override
	public List<TypedTuple<T>> reverseRangeWithScores(long start, long end) {
		return read(range().option(start).option(end).option("REV").option(WITH_SCORES), this::decodeTuples);
	}

	@Override
	public List<T> rangeByScore(Range<Double> scores, Limit limit) {
		return read(Bounds.ofScores(scores).in(range(), limit), this::decodeAll);
	}

	@Override
	public List<TypedTuple<T>> rangeByScoreWithScores(Range<Double> scores, Limit limit) {
		return read(Bounds.ofScores(scores).in(range(), limit).option(WITH_SCORES), this::decodeTuples);
	}

	@Override
	public List<T> reverseRangeByScore(Range<Double> scores, Limit limit) {
		return read(Bounds.ofScores(scores).reversed(range(), limit), this::decodeAll);
	}

	@Override
	public List<TypedTuple<T>> reverseRangeByScoreWithScores(Range<Double> scores, Limit limit) {
		return read(Bounds.ofScores(scores).reversed(range(), limit).option(WITH_SCORES), this::decodeTuples);
	}

	@Override
	public List<T> rangeByLex(Range<T> elements, Limit limit) {
		return read(bounds(elements).in(range(), limit), this::decodeAll);
	}

	@Override
	public List<T> reverseRangeByLex(Range<T> elements, Limit limit) {
		return read(bounds(elements).reversed(range(), limit), this::decodeAll);
	}

	@Override
	public Stream<TypedTuple<T>> scan() {
		return scan("ZSCAN", this::decodeTuples);
	}

	@Override
	public @Nullable T randomMember() {
		return read(command("ZRANDMEMBER"), this::decode);
	}

	@Override
	public List<T> randomMembers(long count) {
		return read(command("ZRANDMEMBER").repeatedly(count), this::decodeAll);
	}

	@Override
	public List<T> distinctRandomMembers(long count) {
		return read(command("ZRANDMEMBER").count(count), this::decodeAll);
	}

	@Override
	public @Nullable TypedTuple<T> popMin() {
		return exchange(command("ZPOPMIN"), this::decodeFirst);
	}

	@Override
	public List<TypedTuple<T>> popMin(long count) {
		return exchange(command("ZPOPMIN").count(count), this::decodeTuples);
	}

	@Override
	public @Nullable TypedTuple<T> popMin(Duration timeout) {
		return await("BZPOPMIN", timeout);
	}

	@Override
	public @Nullable TypedTuple<T> popMax() {
		return exchange(command("ZPOPMAX"), this::decodeFirst);
	}

	@Override
	public List<TypedTuple<T>> popMax(long count) {
		return exchange(command("ZPOPMAX").count(count), this::decodeTuples);
	}

	@Override
	public @Nullable TypedTuple<T> popMax(Duration timeout) {
		return await("BZPOPMAX", timeout);
	}

	/** The reply is the key, the element and its score. */
	private @Nullable TypedTuple<T> await(String name, Duration timeout) {
		return Blocking.await(this, name, timeout, (time) -> command(name).option(Blocking.seconds(time)),
				(reply) -> (reply != null) ? decodeFirst(Replies.toList(reply).subList(1, 3)) : null, written());
	}

	private Command range() {
		return command("ZRANGE");
	}

	private static @Nullable Double toScore(@Nullable Object reply) {
		return (reply != null) ? Replies.toDouble(reply) : null;
	}

	private @Nullable TypedTuple<T> decodeFirst(@Nullable Object reply) {
		return decodeTuples(reply).stream().findFirst().orElse(null);
	}

}
