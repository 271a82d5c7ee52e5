package io.redisimnest.redis;

import java.time.Duration;
import java.util.Optional;

import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link ValueKey} on a Redis string.
 *
 * @param <T> the type of the value
 */
final class RedisValueKey<T> extends RedisString<ValueKey<T>> implements ValueKey<T> {

	private final ValueCodec<T> codec;

	private final byte @Nullable [] defaultValue;

	RedisValueKey(KeyFactory factory, String name) {
		super(factory, name);
		this.codec = factory.codec();
		this.defaultValue = factory.defaultValue();
	}

	@Override
	public @Nullable T get() {
		return run(read((reply) -> {
			T value = decode(reply);
			return (value != null) ? value : decode(this.defaultValue);
		}));
	}

	@Override
	public Optional<T> find() {
		return run(read((reply) -> Optional.ofNullable(decode(reply))));
	}

	@Override
	public byte @Nullable [] raw() {
		return run(read(Replies::toBytes));
	}

	@Override
	public void set(T value) {
		run(write(encode(value), Access.WRITE, Replies::toVoid));
	}

	@Override
	public void set(T value, Duration timeToLive) {
		run(write(encode(value), timeToLive, Replies::toVoid));
	}

	@Override
	public boolean setIfAbsent(T value) {
		return run(write(encode(value), Access.WRITE, Replies::isPresent, "NX"));
	}

	@Override
	public boolean setIfAbsent(T value, Duration timeToLive) {
		return run(write(encode(value), timeToLive, Replies::isPresent, "NX"));
	}

	@Override
	public boolean setIfPresent(T value) {
		return run(write(encode(value), Access.WRITE, Replies::isPresent, "XX"));
	}

	@Override
	public boolean setIfPresent(T value, Duration timeToLive) {
		return run(write(encode(value), timeToLive, Replies::isPresent, "XX"));
	}

	@Override
	public void setKeepingTtl(T value) {
		run(writeKeepingTtl(encode(value), Access.WRITE, Replies::toVoid));
	}

	@Override
	public @Nullable T getAndSet(T value) {
		return run(write(encode(value), Access.EXCHANGE, this::decode, "GET"));
	}

	@Override
	public @Nullable T getAndDelete() {
		return run(Access.EXCHANGE, this::decode, "GETDEL", key());
	}

	private byte[] encode(T value) {
		return this.codec.encode(value, subject());
	}

	private @Nullable T decode(@Nullable Object stored) {
		return this.codec.decode((byte[]) stored, subject());
	}

}
