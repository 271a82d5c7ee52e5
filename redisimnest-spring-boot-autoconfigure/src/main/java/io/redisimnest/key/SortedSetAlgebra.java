package io.redisimnest.key;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.zset.Aggregate;
import org.springframework.data.redis.connection.zset.Weights;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/**
 * What a {@link SortedSetKey} does together with others: union, intersection, difference,
 * and copies of a part.
 * <p>
 * The others are keys of the same kind, type of elements and codec, on the same Redis,
 * else an {@link IllegalArgumentException} is thrown. In Redis Cluster all keys must be
 * in one slot, else an {@link org.springframework.dao.InvalidDataAccessApiUsageException
 * InvalidDataAccessApiUsageException} is thrown before anything is sent. A destination is
 * replaced, whatever it holds, and has its own declared time-to-live; it is gone if there
 * is nothing to store.
 *
 * @param <T> the type of the elements
 * @since 0.1
 */
public interface SortedSetAlgebra<T> {

	/**
	 * {@code ZUNION count key...}.
	 * @param others the other keys
	 * @return the elements of any of the keys, lowest sum of scores first
	 */
	List<T> union(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZUNION count key... WITHSCORES}.
	 * @param others the other keys
	 * @return the elements of any of the keys with the sums of their scores
	 */
	List<TypedTuple<T>> unionWithScores(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZUNION count key... WEIGHTS weight... AGGREGATE aggregate WITHSCORES}.
	 * @param others the other keys
	 * @param aggregate what becomes of the scores of an element
	 * @param weights by what scores are multiplied first: a weight for this key, then one
	 * for each of the others, else an {@link IllegalArgumentException} is thrown
	 * @return the elements of any of the keys with their new scores
	 */
	List<TypedTuple<T>> unionWithScores(Collection<? extends SortedSetKey<T>> others, Aggregate aggregate,
			Weights weights);

	/**
	 * {@code ZUNIONSTORE destination count key...}, otherwise like {@link #union}.
	 * @param others the other keys
	 * @param destination where the result is stored
	 * @return how many elements it has
	 */
	long unionAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination);

	/**
	 * {@code ZUNIONSTORE destination count key... WEIGHTS weight... AGGREGATE aggregate},
	 * otherwise like {@link #unionWithScores(Collection, Aggregate, Weights)}.
	 * @param others the other keys
	 * @param destination where the result is stored
	 * @param aggregate what becomes of the scores of an element
	 * @param weights a weight for this key, then one for each of the others
	 * @return how many elements it has
	 */
	long unionAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination, Aggregate aggregate,
			Weights weights);

	/**
	 * {@code ZINTER count key...}.
	 * @param others the other keys
	 * @return the elements of all of the keys, lowest sum of scores first
	 */
	List<T> intersect(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZINTER count key... WITHSCORES}.
	 * @param others the other keys
	 * @return the elements of all of the keys with the sums of their scores
	 */
	List<TypedTuple<T>> intersectWithScores(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZINTER count key... WEIGHTS weight... AGGREGATE aggregate WITHSCORES}.
	 * @param others the other keys
	 * @param aggregate what becomes of the scores of an element
	 * @param weights by what scores are multiplied first: a weight for this key, then one
	 * for each of the others, else an {@link IllegalArgumentException} is thrown
	 * @return the elements of all of the keys with their new scores
	 */
	List<TypedTuple<T>> intersectWithScores(Collection<? extends SortedSetKey<T>> others, Aggregate aggregate,
			Weights weights);

	/**
	 * {@code ZINTERSTORE destination count key...}, otherwise like {@link #intersect}.
	 * @param others the other keys
	 * @param destination where the result is stored
	 * @return how many elements it has
	 */
	long intersectAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination);

	/**
	 * {@code ZINTERSTORE destination count key... WEIGHTS weight... AGGREGATE aggregate},
	 * otherwise like {@link #intersectWithScores(Collection, Aggregate, Weights)}.
	 * @param others the other keys
	 * @param destination where the result is stored
	 * @param aggregate what becomes of the scores of an element
	 * @param weights a weight for this key, then one for each of the others
	 * @return how many elements it has
	 */
	long intersectAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination,
			Aggregate aggregate, Weights weights);

	/**
	 * {@code ZINTERCARD count key...}. Needs Redis 7.0.
	 * @param others the other keys
	 * @return how many elements are in all of the keys
	 */
	long intersectSize(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZDIFF count key...}.
	 * @param others the other keys
	 * @return the elements of this key that are in none of the others, lowest score first
	 */
	List<T> difference(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZDIFF count key... WITHSCORES}.
	 * @param others the other keys
	 * @return the elements of this key that are in none of the others, with their scores
	 */
	List<TypedTuple<T>> differenceWithScores(Collection<? extends SortedSetKey<T>> others);

	/**
	 * {@code ZDIFFSTORE destination count key...}, otherwise like {@link #difference}.
	 * @param others the other keys
	 * @param destination where the result is stored
	 * @return how many elements it has
	 */
	long differenceAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination);

	/**
	 * {@code ZRANGESTORE destination key min max BYSCORE [LIMIT offset count]}, otherwise
	 * like {@link SortedSetKey#rangeByScore(Range, Limit)}.
	 * @param destination where the elements are stored with their scores
	 * @param scores their scores
	 * @param limit which of them
	 * @return how many elements were stored
	 */
	long rangeAndStoreByScore(SortedSetKey<T> destination, Range<Double> scores, Limit limit);

	/**
	 * {@code ZRANGESTORE destination key min max BYLEX [LIMIT offset count]}, otherwise
	 * like {@link SortedSetKey#rangeByLex(Range, Limit)}.
	 * @param destination where the elements are stored with their scores
	 * @param elements the elements, compared by their stored bytes
	 * @param limit which of them
	 * @return how many elements were stored
	 */
	long rangeAndStoreByLex(SortedSetKey<T> destination, Range<T> elements, Limit limit);

}
