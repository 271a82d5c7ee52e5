package io.redisimnest.redis;

import java.time.Duration;
import java.util.Optional;

import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds share that hold one value of a declared type.
 *
 * @param <T> the type of the value
 */
abstract class ValueString<T> extends RedisString {

	private final WholeCodec<T> codec;

	ValueString(KeyFactory factory, String name, Runner runner, WholeCodec<T> codec) {
		super(factory, name, runner);
		this.codec = codec;
	}

	public final @Nullable T get() {
		return read(this::valueOf);
	}

	public final Optional<T> find() {
		return read((reply) -> Optional.ofNullable(decode(reply)));
	}

	public final byte @Nullable [] raw() {
		return read(Replies::toBytes);
	}

	public final void set(T value) {
		write(encode(value), Access.WRITE, Replies.NOTHING);
	}

	public final void set(T value, Duration timeToLive) {
		write(encode(value), timeToLive, Replies.NOTHING);
	}

	public final boolean setIfAbsent(T value) {
		return write(encode(value), Access.WRITE, Replies.IS_PRESENT, "NX");
	}

	public final boolean setIfAbsent(T value, Duration timeToLive) {
		return write(encode(value), timeToLive, Replies.IS_PRESENT, "NX");
	}

	public final boolean setIfPresent(T value) {
		return write(encode(value), Access.WRITE, Replies.IS_PRESENT, "XX");
	}

	public final boolean setIfPresent(T value, Duration timeToLive) {
		return write(encode(value), timeToLive, Replies.IS_PRESENT, "XX");
	}

	public final void setKeepingTtl(T value) {
		writeKeepingTtl(encode(value), Access.WRITE, Replies.NOTHING);
	}

	public final @Nullable T getAndDelete() {
		return readAndDelete(this::decode);
	}

	@Override
	@Nullable T valueOf(@Nullable Object stored) {
		return decode(stored);
	}

	final byte[] encode(T value) {
		return this.codec.encode(value, subject());
	}

	final @Nullable T decode(@Nullable Object stored) {
		return this.codec.decode((byte[]) stored, subject());
	}

}
