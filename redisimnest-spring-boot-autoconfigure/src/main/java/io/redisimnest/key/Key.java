package io.redisimnest.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.ExpirationOptions.Condition;
import org.springframework.util.unit.DataSize;

/**
 * A concrete key of a tree: what every kind of key offers. A key is immutable and may be
 * shared by threads and kept for any time; making one sends nothing to Redis.
 * <p>
 * None of the operations here reads the value, so none renews the time-to-live of a key
 * with {@link io.redisimnest.annotation.Renewal#ON_ACCESS ON_ACCESS}. Failures of Redis
 * are thrown as Spring's {@link org.springframework.dao.DataAccessException}s.
 * <p>
 * Within a transaction or pipeline of a {@code RedisTemplate} on the same thread, where
 * commands have no results, operations are refused with an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
 * InvalidDataAccessApiUsageException}.
 *
 * @since 0.1
 */
public interface Key {

	/**
	 * The concrete name of the key, as Redis knows it. Sends nothing.
	 * @return the name, such as {@code root:user:1:age}
	 */
	String name();

	/**
	 * What is declared of this key. Sends nothing.
	 * @return the description
	 */
	KeyDescription describe();

	/**
	 * {@code EXISTS key}.
	 * @return whether the key exists
	 */
	boolean exists();

	/**
	 * {@code DEL key}. The server frees the memory before it answers.
	 * @return whether the key existed
	 */
	boolean delete();

	/**
	 * {@code UNLINK key}. The server frees the memory in the background.
	 * @return whether the key existed
	 */
	boolean unlink();

	/**
	 * {@code TOUCH key}: marks the key as used for the server's eviction policy.
	 * @return whether the key exists
	 */
	boolean touch();

	/**
	 * {@code TYPE key}.
	 * @return the type of what is stored, {@link DataType#NONE} if the key does not exist
	 * @throws IllegalArgumentException if it is the type of a Redis module
	 */
	DataType type();

	/**
	 * {@code PTTL key}.
	 * @return the remaining time, with the precision of a millisecond; empty if the key
	 * does not exist or never expires
	 */
	Optional<Duration> timeToLive();

	/**
	 * {@code PEXPIRETIME key}. Needs Redis 7.0.
	 * @return the instant at which the key expires, with the precision of a millisecond;
	 * empty if the key does not exist or never expires
	 */
	Optional<Instant> expiresAt();

	/**
	 * {@code PEXPIRE key milliseconds}.
	 * @param timeToLive the new remaining time, at least 1 ms, else an
	 * {@link IllegalArgumentException} is thrown
	 * @return whether the key exists
	 */
	boolean expire(Duration timeToLive);

	/**
	 * {@code PEXPIRE key milliseconds NX | XX | GT | LT}. Needs Redis 7.0, unless the
	 * condition is {@link Condition#ALWAYS}.
	 * @param timeToLive the new remaining time, at least 1 ms, else an
	 * {@link IllegalArgumentException} is thrown
	 * @param condition when to set it
	 * @return whether the remaining time was set
	 */
	boolean expire(Duration timeToLive, Condition condition);

	/**
	 * {@code PEXPIREAT key unix-time-in-milliseconds}. An instant that has passed deletes
	 * the key.
	 * @param instant when the key expires
	 * @return whether the key existed
	 * @throws ArithmeticException if the instant is beyond 64 bits of milliseconds
	 */
	boolean expireAt(Instant instant);

	/**
	 * {@code PERSIST key}: takes the time-to-live away until the next write to the key.
	 * @return whether the key existed and had a time-to-live
	 */
	boolean persist();

	/**
	 * {@code MEMORY USAGE key}.
	 * @return the bytes that the key and its value take on the server; empty if the key
	 * does not exist
	 */
	Optional<DataSize> memoryUsage();

}
