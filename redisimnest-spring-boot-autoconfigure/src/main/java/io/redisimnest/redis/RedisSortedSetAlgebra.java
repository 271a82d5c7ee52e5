package io.redisimnest.redis;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import io.redisimnest.key.SortedSetAlgebra;
import io.redisimnest.key.SortedSetKey;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.zset.Aggregate;
import org.springframework.data.redis.connection.zset.Weights;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/**
 * {@link SortedSetAlgebra} on Redis sorted sets.
 *
 * @param <T> the type of the elements
 */
abstract class RedisSortedSetAlgebra<T> extends ScoredKey<T, SortedSetKey<T>> implements SortedSetAlgebra<T> {

	static final String WITH_SCORES = "WITHSCORES";

	RedisSortedSetAlgebra(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public final List<T> union(Collection<? extends SortedSetKey<T>> others) {
		return combine("ZUNION", others, UnaryOperator.identity(), this::decodeAll);
	}

	@Override
	public final List<TypedTuple<T>> unionWithScores(Collection<? extends SortedSetKey<T>> others) {
		return combineWithScores("ZUNION", others, UnaryOperator.identity());
	}

	@Override
	public final List<TypedTuple<T>> unionWithScores(Collection<? extends SortedSetKey<T>> others, Aggregate aggregate,
			Weights weights) {
		return combineWithScores("ZUNION", others, weighing(others, aggregate, weights));
	}

	@Override
	public final long unionAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination) {
		return combineAndStore("ZUNIONSTORE", others, destination, UnaryOperator.identity());
	}

	@Override
	public final long unionAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination,
			Aggregate aggregate, Weights weights) {
		return combineAndStore("ZUNIONSTORE", others, destination, weighing(others, aggregate, weights));
	}

	@Override
	public final List<T> intersect(Collection<? extends SortedSetKey<T>> others) {
		return combine("ZINTER", others, UnaryOperator.identity(), this::decodeAll);
	}

	@Override
	public final List<TypedTuple<T>> intersectWithScores(Collection<? extends SortedSetKey<T>> others) {
		return combineWithScores("ZINTER", others, UnaryOperator.identity());
	}

	@Override
	public final List<TypedTuple<T>> intersectWithScores(Collection<? extends SortedSetKey<T>> others,
			Aggregate aggregate, Weights weights) {
		return combineWithScores("ZINTER", others, weighing(others, aggregate, weights));
	}

	@Override
	public final long intersectAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination) {
		return combineAndStore("ZINTERSTORE", others, destination, UnaryOperator.identity());
	}

	@Override
	public final long intersectAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination,
			Aggregate aggregate, Weights weights) {
		return combineAndStore("ZINTERSTORE", others, destination, weighing(others, aggregate, weights));
	}

	@Override
	public final long intersectSize(Collection<? extends SortedSetKey<T>> others) {
		return combine("ZINTERCARD", others, (command) -> command.needing("7.0"), Replies.COUNT);
	}

	@Override
	public final List<T> difference(Collection<? extends SortedSetKey<T>> others) {
		return combine("ZDIFF", others, UnaryOperator.identity(), this::decodeAll);
	}

	@Override
	public final List<TypedTuple<T>> differenceWithScores(Collection<? extends SortedSetKey<T>> others) {
		return combineWithScores("ZDIFF", others, UnaryOperator.identity());
	}

	@Override
	public final long differenceAndStore(Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination) {
		return combineAndStore("ZDIFFSTORE", others, destination, UnaryOperator.identity());
	}

	@Override
	public final long rangeAndStoreByScore(SortedSetKey<T> destination, Range<Double> scores, Limit limit) {
		return rangeAndStore(destination, Bounds.ofScores(scores), limit);
	}

	@Override
	public final long rangeAndStoreByLex(SortedSetKey<T> destination, Range<T> elements, Limit limit) {
		return rangeAndStore(destination, bounds(elements), limit);
	}

	private long rangeAndStore(SortedSetKey<T> destination, Bounds bounds, Limit limit) {
		RedisKey other = peer(destination);
		return store(List.of(this), other, bounds.in(Command.of("ZRANGESTORE").key(other).key(this), limit));
	}

	private <R> R combine(String name, Collection<? extends SortedSetKey<T>> others, UnaryOperator<Command> options,
			Decoder<R> decoder) {
		List<RedisKey> keys = with(others);
		return readAll(keys, options.apply(Command.of(name).option(keys.size()).keys(keys)), decoder);
	}

	private List<TypedTuple<T>> combineWithScores(String name, Collection<? extends SortedSetKey<T>> others,
			UnaryOperator<Command> options) {
		return combine(name, others, (command) -> options.apply(command).option(WITH_SCORES), this::decodeTuples);
	}

	private long combineAndStore(String name, Collection<? extends SortedSetKey<T>> others, SortedSetKey<T> destination,
			UnaryOperator<Command> options) {
		List<RedisKey> keys = with(others);
		RedisKey other = peer(destination);
		return store(keys, other, options.apply(Command.of(name).key(other).option(keys.size()).keys(keys)));
	}

	private UnaryOperator<Command> weighing(Collection<?> others, Aggregate aggregate, Weights weights) {
		int keys = 1 + others.size();
		if (weights.size() != keys) {
			throw new IllegalArgumentException(
					"%d weights do not fit %d keys. Use one for key '%s', then one for each of the others"
						.formatted(weights.size(), keys, this));
		}
		return (command) -> {
			command.option("WEIGHTS");
			weights.toList().forEach(command::number);
			return command.option("AGGREGATE").option(aggregate.name());
		};
	}

	final Bounds bounds(Range<T> elements) {
		return Bounds.ofElements(elements, this::encode);
	}

	final List<TypedTuple<T>> decodeTuples(@Nullable Object reply) {
		return Replies.toPairs(reply, (element, score) -> TypedTuple.of(decode(element), Replies.toDouble(score)));
	}

}
