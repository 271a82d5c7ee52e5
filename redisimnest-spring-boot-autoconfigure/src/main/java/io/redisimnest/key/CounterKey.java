package io.redisimnest.key;

/**
 * A key with a 64-bit signed integer that the server counts up and down.
 * <p>
 * An increment and its time-to-live are one atomic step on the server: one script
 * ({@code EVALSHA}) where a time-to-live is declared, one command where none is. Under
 * {@link io.redisimnest.annotation.Renewal#ON_CREATE ON_CREATE} the key is a window: it
 * starts with the first increment and ends a time-to-live later. Where none is declared,
 * an increment leaves the time-to-live that a key happens to have.
 * <p>
 * An overflow is refused by the server and leaves the counter as it was; it is thrown as
 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}. A
 * client that reconnects may send an increment twice.
 *
 * @since 0.1
 */
public interface CounterKey extends MovableKey<CounterKey> {

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the count, 0 if the key does not exist
	 * @throws io.redisimnest.UnreadableValueException if something else is stored there
	 */
	long get();

	/**
	 * {@code SET key count [PX milliseconds]}; under {@code ON_CREATE}
	 * {@code SET key count KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param count the new count
	 */
	void set(long count);

	/**
	 * Increments by one, like {@link #increment(long) increment(1)}.
	 * @return the count afterwards
	 */
	long increment();

	/**
	 * {@code INCRBY key delta}; where a time-to-live is declared in a script, with
	 * {@code PEXPIRE}, under {@code ON_CREATE} only if {@code PTTL} tells that there is
	 * no time-to-live, and {@code GET}.
	 * @param delta what to add
	 * @return the count afterwards
	 */
	long increment(long delta);

	/**
	 * Decrements by one, like {@link #decrement(long) decrement(1)}.
	 * @return the count afterwards
	 */
	long decrement();

	/**
	 * {@code DECRBY key delta}, otherwise like {@link #increment(long)}.
	 * @param delta what to subtract
	 * @return the count afterwards
	 */
	long decrement(long delta);

}
