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
final class RedisValueKey<T> extends RedisString implements RedisMovable<ValueKey<T>>, ValueKey<T> {

	RedisValueKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public @Nullable T get() {
		return read(this::valueOf);
	}

	@Override
	public Optional<T> find() {
		return read((reply) -> Optional.ofNullable(decode(reply)));
	}

	@Override
	public byte @Nullable [] raw() {
		return read(Replies::toBytes);
	}

	@Override
	public void set(T value) {
		write(encode(value), Access.WRITE, Replies.NOTHING);
	}

	@Override
	public void set(T value, Duration timeToLive) {
		write(encode(value), timeToLive, Replies.NOTHING);
	}

	@Override
	public boolean setIfAbsent(T value) {
		return write(encode(value), Access.WRITE, Replies.IS_PRESENT, "NX");
	}

	@Override
	public boolean setIfAbsent(T value, Duration timeToLive) {
		return write(encode(value), timeToLive, Replies.IS_PRESENT, "NX");
	}

	@Override
	public boolean setIfPresent(T value) {
		return write(encode(value), Access.WRITE, Replies.IS_PRESENT, "XX");
	}

	@Override
	public boolean setIfPresent(T value, Duration timeToLive) {
		return write(encode(value), timeToLive, Replies.IS_PRESENT, "XX");
	}

	@Override
	public void setKeepingTtl(T value) {
		writeKeepingTtl(encode(value), Access.WRITE, Replies.NOTHING);
	}

	@Override
	public @Nullable T getAndSet(T value) {
		return write(encode(value), Access.EXCHANGE, this::decode, "GET");
	}

	@Override
	public @Nullable T getAndDelete() {
		return readAndDelete(this::decode);
	}

	@Override
	@Nullable T valueOf(@Nullable Object stored) {
		T value = decode(stored);
		return (value != null) ? value : decode(factory().defaultValue());
	}

	private byte[] encode(T value) {
		return codec().encode(value, subject());
	}

	private @Nullable T decode(@Nullable Object stored) {
		return codec().decode((byte[]) stored, subject());
	}

	private ValueCodec<T> codec() {
		return factory().codec();
	}

}
