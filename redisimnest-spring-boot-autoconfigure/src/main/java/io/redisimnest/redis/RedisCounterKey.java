package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import io.redisimnest.key.CounterKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link CounterKey} on a Redis string.
 */
final class RedisCounterKey extends RedisString implements RedisMovable<CounterKey>, CounterKey {

	RedisCounterKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public long get() {
		return read(Decoder.ofLong(this::valueOf));
	}

	@Override
	public void set(long count) {
		write(Long.toString(count).getBytes(StandardCharsets.US_ASCII), Access.WRITE, Replies.NOTHING);
	}

	@Override
	public long increment() {
		return increment(1);
	}

	@Override
	public long increment(long delta) {
		return count("INCRBY", delta);
	}

	@Override
	public long decrement() {
		return decrement(1);
	}

	@Override
	public long decrement(long delta) {
		return count("DECRBY", delta);
	}

	private long count(String name, long delta) {
		return increment(command(name), delta, command("GET"));
	}

	@Override
	Long valueOf(@Nullable Object stored) {
		return (stored != null) ? Replies.toInteger(stored, subject()) : 0L;
	}

}
