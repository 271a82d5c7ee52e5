package io.redisimnest.key;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A key with one value, a Redis string. {@code String} is stored as UTF-8 text,
 * {@code byte[]} as it is, everything else as JSON.
 * <p>
 * Every write carries the declared time-to-live in the same atomic step. Where several
 * commands are given, they go as one script ({@code EVALSHA}) in one round trip. A client
 * that reconnects may send a command twice.
 * <p>
 * {@code null}, and a time-to-live of less than 1 ms, are refused by every write with an
 * {@link IllegalArgumentException}, a value that has no stored form with an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
 * InvalidDataAccessApiUsageException}. A stored value that cannot be read as the declared
 * type is an {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a
 * key of another Redis type an {@link io.redisimnest.WrongKindException
 * WrongKindException}.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
public interface ValueKey<T> extends MovableKey<ValueKey<T>> {

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the value, else the declared default, else {@code null}
	 */
	@Nullable T get();

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the value if there is one; a declared default does not count
	 */
	Optional<T> find();

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the stored bytes, {@code null} if the key does not exist
	 */
	byte @Nullable [] raw();

	/**
	 * {@code SET key value [PX milliseconds]}; under {@code ON_CREATE}
	 * {@code SET key value KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param value the value
	 */
	void set(T value);

	/**
	 * {@code SET key value PX milliseconds}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 */
	void set(T value, Duration timeToLive);

	/**
	 * {@code SET key value [PX milliseconds] NX}.
	 * @param value the value
	 * @return whether the value was set, as the key did not exist
	 */
	boolean setIfAbsent(T value);

	/**
	 * {@code SET key value PX milliseconds NX}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 * @return whether the value was set, as the key did not exist
	 */
	boolean setIfAbsent(T value, Duration timeToLive);

	/**
	 * {@code SET key value [PX milliseconds] XX}; under {@code ON_CREATE}
	 * {@code SET key value KEEPTTL XX}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param value the value
	 * @return whether the value was set, as the key existed
	 */
	boolean setIfPresent(T value);

	/**
	 * {@code SET key value PX milliseconds XX}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 * @return whether the value was set, as the key existed
	 */
	boolean setIfPresent(T value, Duration timeToLive);

	/**
	 * {@code SET key value KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live: an
	 * existing key keeps its remaining time, whatever the renewal; a key that did not
	 * exist, or that never expired, has the declared time-to-live.
	 * @param value the value
	 */
	void setKeepingTtl(T value);

	/**
	 * {@code SET key value [PX milliseconds] GET}; under {@code ON_CREATE}
	 * {@code SET key value KEEPTTL GET}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param value the value
	 * @return the value before; {@code null} if the key did not exist
	 */
	@Nullable T getAndSet(T value);

	/**
	 * {@code GETDEL key}.
	 * @return the value before; {@code null} if the key did not exist
	 */
	@Nullable T getAndDelete();

}
