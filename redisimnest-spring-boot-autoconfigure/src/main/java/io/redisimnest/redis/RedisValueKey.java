package io.redisimnest.redis;

import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link ValueKey} on a Redis string.
 *
 * @param <T> the type of the value
 */
final class RedisValueKey<T> extends ValueString<T> implements RedisMovable<ValueKey<T>>, ValueKey<T> {

	RedisValueKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner, factory.codec());
	}

	@Override
	public @Nullable T getAndSet(T value) {
		return write(encode(value), Access.EXCHANGE, this::decode, "GET");
	}

	@Override
	@Nullable T valueOf(@Nullable Object stored) {
		T value = decode(stored);
		return (value != null) ? value : decode(factory().defaultValue());
	}

}
