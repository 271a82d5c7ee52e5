package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.CounterKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link CounterKey} on a Redis string.
 */
final class RedisCounterKey extends RedisString<CounterKey> implements CounterKey {

	RedisCounterKey(KeyFactory factory, String name) {
		super(factory, name);
	}

	@Override
	public long get() {
		return run(read(this::count));
	}

	@Override
	public void set(long count) {
		run(write(Long.toString(count).getBytes(StandardCharsets.US_ASCII), Access.WRITE, Replies::toVoid));
	}

	@Override
	public long increment() {
		return increment(1);
	}

	@Override
	public long increment(long delta) {
		return run(count("INCRBY", delta));
	}

	@Override
	public long decrement() {
		return decrement(1);
	}

	@Override
	public long decrement(long delta) {
		return run(count("DECRBY", delta));
	}

	private Operation<Long> count(String command, long delta) {
		Argument value = Argument.value(Long.toString(delta).getBytes(StandardCharsets.US_ASCII));
		if (!expires()) {
			return operation(Access.EXCHANGE, Replies::toLong, command, key(), value);
		}
		return Operation.of(subject(), Access.EXCHANGE, this::count, command, Script.COUNT, key(), ttl(),
				Argument.option(command), value, Argument.option(renews(Renewal.ON_CREATE) ? "0" : "1"));
	}

	private long count(@Nullable Object stored) {
		if (stored == null) {
			return 0;
		}
		try {
			String text = Replies.toText(stored);
			long count = Long.parseLong(text);
			// The server counts in this form alone: no '+5', no '05'.
			if (Long.toString(count).equals(text)) {
				return count;
			}
		}
		catch (NumberFormatException ex) {
			// Refused below.
		}
		throw new UnreadableValueException(subject().name(), subject().template(), "a 64-bit integer",
				((byte[]) stored).length + " bytes that are no such value");
	}

}
