package io.redisimnest.key;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/**
 * A key with distinct elements in the order of their scores, a Redis sorted set: a
 * leaderboard, a schedule, an index. Elements are stored as values in a {@link ValueKey};
 * those with equal scores are in the order of their stored bytes. Scores are not
 * {@code NaN}.
 * <p>
 * Every write carries the declared time-to-live of the key, as in a {@link HashKey}. A
 * conditional write that is refused, and a removal that finds nothing, leave it.
 * <p>
 * {@code null} is refused by every write with an {@link IllegalArgumentException}. A
 * stored element that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type an {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @param <T> the type of the elements
 * @since 0.1
 */
public interface SortedSetKey<T> extends MovableKey<SortedSetKey<T>>, SortedSetAlgebra<T> {

	/**
	 * {@code ZADD key score element}.
	 * @param element the element
	 * @param score its score from now on
	 * @return whether the element is new
	 */
	boolean add(T element, double score);

	/**
	 * {@code ZADD key score element...}. Sends nothing for an empty map.
	 * @param scores the scores by element
	 * @return how many elements are new
	 */
	long addAll(Map<? extends T, Double> scores);

	/**
	 * {@code ZADD key NX score element}.
	 * @param element the element
	 * @param score its score
	 * @return whether it was added, as there was no such element
	 */
	boolean addIfAbsent(T element, double score);

	/**
	 * {@code ZADD key XX CH score element}.
	 * @param element the element
	 * @param score its score from now on, if it exists
	 * @return whether it exists with another score
	 */
	boolean addIfPresent(T element, double score);

	/**
	 * {@code ZADD key GT CH score element}. An element that does not exist is added.
	 * @param element the element
	 * @param score its score from now on, if greater than the one that it has
	 * @return whether the score was set
	 */
	boolean addIfGreaterThan(T element, double score);

	/**
	 * {@code ZADD key LT CH score element}. An element that does not exist is added.
	 * @param element the element
	 * @param score its score from now on, if less than the one that it has
	 * @return whether the score was set
	 */
	boolean addIfLessThan(T element, double score);

	/**
	 * {@code ZINCRBY key delta element}. A missing element counts from 0.
	 * @param element the element
	 * @param delta what to add
	 * @return its score afterwards
	 */
	double incrementScore(T element, double delta);

	/**
	 * {@code ZREM key element}. The key goes with its last element.
	 * @param element the element
	 * @return whether it existed
	 */
	boolean remove(T element);

	/**
	 * {@code ZREM key element...}. Sends nothing if there are none.
	 * @param elements the elements
	 * @return how many of them existed
	 */
	long removeAll(Collection<? extends T> elements);

	/**
	 * {@code ZREMRANGEBYRANK key start end}.
	 * @param start the first index, from 0; -1 is the element with the highest score
	 * @param end the last index
	 * @return how many elements were removed
	 */
	long removeRange(long start, long end);

	/**
	 * {@code ZREMRANGEBYSCORE key min max}.
	 * @param scores their scores
	 * @return how many elements were removed
	 */
	long removeRangeByScore(Range<Double> scores);

	/**
	 * {@code ZREMRANGEBYLEX key min max}, otherwise like
	 * {@link #rangeByLex(Range, Limit)}.
	 * @param elements the elements
	 * @return how many elements were removed
	 */
	long removeRangeByLex(Range<T> elements);

	/**
	 * {@code ZSCORE key element}.
	 * @param element the element
	 * @return its score, {@code null} if there is no such element
	 */
	@Nullable Double score(T element);

	/**
	 * {@code ZMSCORE key element...}. Sends nothing if there are none.
	 * @param elements the elements
	 * @return their scores in the order of the elements, {@code null} for those that do
	 * not exist
	 */
	List<@Nullable Double> scores(Collection<? extends T> elements);

	/**
	 * {@code ZRANK key element}.
	 * @param element the element
	 * @return its index from the lowest score, {@code null} if there is no such element
	 */
	@Nullable Long rank(T element);

	/**
	 * {@code ZREVRANK key element}.
	 * @param element the element
	 * @return its index from the highest score, {@code null} if there is no such element
	 */
	@Nullable Long reverseRank(T element);

	/**
	 * {@code ZCARD key}.
	 * @return the number of elements, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code ZCOUNT key min max}.
	 * @param scores the scores
	 * @return how many elements have such a score
	 */
	long count(Range<Double> scores);

	/**
	 * {@code ZLEXCOUNT key min max}, otherwise like {@link #rangeByLex(Range, Limit)}.
	 * @param elements the elements
	 * @return how many elements there are in the range
	 */
	long lexCount(Range<T> elements);

	/**
	 * {@code ZRANGE key start end}.
	 * @param start the first index, from 0; -1 is the element with the highest score
	 * @param end the last index
	 * @return the elements, lowest score first
	 */
	List<T> range(long start, long end);

	/**
	 * {@code ZRANGE key start end WITHSCORES}, otherwise like {@link #range}.
	 */
	List<TypedTuple<T>> rangeWithScores(long start, long end);

	/**
	 * {@code ZRANGE key start end REV}.
	 * @param start the first index, from 0; -1 is the element with the lowest score
	 * @param end the last index
	 * @return the elements, highest score first
	 */
	List<T> reverseRange(long start, long end);

	/**
	 * {@code ZRANGE key start end REV WITHSCORES}, otherwise like {@link #reverseRange}.
	 */
	List<TypedTuple<T>> reverseRangeWithScores(long start, long end);

	/**
	 * {@code ZRANGE key min max BYSCORE [LIMIT offset count]}.
	 * @param scores their scores
	 * @param limit which of them
	 * @return the elements, lowest score first
	 */
	List<T> rangeByScore(Range<Double> scores, Limit limit);

	/**
	 * Like {@link #rangeByScore(Range, Limit)}, without a limit.
	 */
	default List<T> rangeByScore(Range<Double> scores) {
		return rangeByScore(scores, Limit.unlimited());
	}

	/**
	 * {@code ZRANGE key min max BYSCORE [LIMIT offset count] WITHSCORES}, otherwise like
	 * {@link #rangeByScore(Range, Limit)}.
	 */
	List<TypedTuple<T>> rangeByScoreWithScores(Range<Double> scores, Limit limit);

	/**
	 * Like {@link #rangeByScoreWithScores(Range, Limit)}, without a limit.
	 */
	default List<TypedTuple<T>> rangeByScoreWithScores(Range<Double> scores) {
		return rangeByScoreWithScores(scores, Limit.unlimited());
	}

	/**
	 * {@code ZRANGE key max min BYSCORE REV [LIMIT offset count]}.
	 * @param scores their scores
	 * @param limit which of them
	 * @return the elements, highest score first
	 */
	List<T> reverseRangeByScore(Range<Double> scores, Limit limit);

	/**
	 * Like {@link #reverseRangeByScore(Range, Limit)}, without a limit.
	 */
	default List<T> reverseRangeByScore(Range<Double> scores) {
		return reverseRangeByScore(scores, Limit.unlimited());
	}

	/**
	 * {@code ZRANGE key max min BYSCORE REV [LIMIT offset count] WITHSCORES}, otherwise
	 * like {@link #reverseRangeByScore(Range, Limit)}.
	 */
	List<TypedTuple<T>> reverseRangeByScoreWithScores(Range<Double> scores, Limit limit);

	/**
	 * Like {@link #reverseRangeByScoreWithScores(Range, Limit)}, without a limit.
	 */
	default List<TypedTuple<T>> reverseRangeByScoreWithScores(Range<Double> scores) {
		return reverseRangeByScoreWithScores(scores, Limit.unlimited());
	}

	/**
	 * {@code ZRANGE key min max BYLEX [LIMIT offset count]}. It is of use only if all
	 * elements have the same score.
	 * @param elements the elements, compared by their stored bytes
	 * @param limit which of them
	 * @return the elements in the order of their stored bytes
	 */
	List<T> rangeByLex(Range<T> elements, Limit limit);

	/**
	 * Like {@link #rangeByLex(Range, Limit)}, without a limit.
	 */
	default List<T> rangeByLex(Range<T> elements) {
		return rangeByLex(elements, Limit.unlimited());
	}

	/**
	 * {@code ZRANGE key max min BYLEX REV [LIMIT offset count]}, otherwise like
	 * {@link #rangeByLex(Range, Limit)}, the other way round.
	 */
	List<T> reverseRangeByLex(Range<T> elements, Limit limit);

	/**
	 * Like {@link #reverseRangeByLex(Range, Limit)}, without a limit.
	 */
	default List<T> reverseRangeByLex(Range<T> elements) {
		return reverseRangeByLex(elements, Limit.unlimited());
	}

	/**
	 * {@code ZSCAN key cursor COUNT 1000}, page by page as the stream is consumed (a
	 * conversation). An element that exists all the while comes at least once, rarely
	 * twice; one that comes or goes meanwhile may come or not. The stream need not be
	 * closed.
	 * @return the elements with their scores, in no order
	 */
	Stream<TypedTuple<T>> scan();

	/**
	 * {@code ZRANDMEMBER key}.
	 * @return some element, {@code null} if the key does not exist
	 */
	@Nullable T randomMember();

	/**
	 * {@code ZRANDMEMBER key -count}.
	 * @param count how many
	 * @return elements of which some may be the same, none if the key does not exist
	 */
	List<T> randomMembers(long count);

	/**
	 * {@code ZRANDMEMBER key count}.
	 * @param count how many, at most
	 * @return distinct elements
	 */
	List<T> distinctRandomMembers(long count);

	/**
	 * {@code ZPOPMIN key}: takes the element with the lowest score away.
	 * @return the element, {@code null} if the key does not exist
	 */
	@Nullable TypedTuple<T> popMin();

	/**
	 * {@code ZPOPMIN key count}.
	 * @param count how many, at most
	 * @return the elements, lowest score first
	 */
	List<TypedTuple<T>> popMin(long count);

	/**
	 * {@code BZPOPMIN key seconds}: waits for an element on a connection of its own, in
	 * parts of half of the client's time-out (a conversation). The clock is set in the
	 * same round trip, not in the same step: until then the key has the time-to-live that
	 * it had. {@code CLIENT UNBLOCK} ends the wait of a thread that is interrupted.
	 * @param timeout how long to wait, at least a millisecond
	 * @return the element, {@code null} if none came
	 */
	@Nullable TypedTuple<T> popMin(Duration timeout);

	/**
	 * {@code ZPOPMAX key}: takes the element with the highest score away.
	 * @return the element, {@code null} if the key does not exist
	 */
	@Nullable TypedTuple<T> popMax();

	/**
	 * {@code ZPOPMAX key count}.
	 * @param count how many, at most
	 * @return the elements, highest score first
	 */
	List<TypedTuple<T>> popMax(long count);

	/**
	 * {@code BZPOPMAX key seconds}, otherwise like {@link #popMin(Duration)}.
	 */
	@Nullable TypedTuple<T> popMax(Duration timeout);

}
