package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.Key;
import io.redisimnest.key.KeyDescription;
import io.redisimnest.key.MovableKey;
import io.redisimnest.model.Expiry;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.ExpirationOptions.Condition;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What all kinds of key share. Whatever an operation makes of a reply happens in its
 * decoder, so that the operation is complete in itself.
 *
 * @param <K> the kind of key
 */
abstract class RedisKey<K extends MovableKey<K>> implements MovableKey<K> {

	private final KeyFactory factory;

	private final String name;

	RedisKey(KeyFactory factory, String name) {
		this.factory = factory;
		this.name = name;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final KeyDescription describe() {
		return this.factory.model().describe();
	}

	@Override
	public final boolean exists() {
		return run(Access.INSPECT, Replies::isOne, "EXISTS", key());
	}

	@Override
	public final boolean delete() {
		return run(Access.WRITE, Replies::isOne, "DEL", key());
	}

	@Override
	public final boolean unlink() {
		return run(Access.WRITE, Replies::isOne, "UNLINK", key());
	}

	@Override
	public final boolean touch() {
		return run(Access.WRITE, Replies::isOne, "TOUCH", key());
	}

	@Override
	public final DataType type() {
		return run(Access.INSPECT, (reply) -> DataType.fromCode(Replies.toText(reply)), "TYPE", key());
	}

	@Override
	public final Optional<Duration> timeToLive() {
		return run(Access.INSPECT, (reply) -> time(reply).map(Duration::ofMillis), "PTTL", key());
	}

	@Override
	public final Optional<Instant> expiresAt() {
		return run(operation(Access.INSPECT, (reply) -> time(reply).map(Instant::ofEpochMilli), "PEXPIRETIME", key())
			.needing("7.0"));
	}

	/** -2: no such key, -1: no time-to-live. */
	private static Optional<Long> time(@Nullable Object reply) {
		return Optional.of(Replies.toLong(reply)).filter((time) -> time >= 0);
	}

	@Override
	public final boolean expire(Duration timeToLive) {
		return expire(timeToLive, Condition.ALWAYS);
	}

	@Override
	public final boolean expire(Duration timeToLive, Condition condition) {
		Argument millis = Argument.option(Expiry.toMillis(timeToLive));
		if (condition == Condition.ALWAYS) {
			return run(Access.WRITE, Replies::isOne, "PEXPIRE", key(), millis);
		}
		return run(operation(Access.WRITE, Replies::isOne, "PEXPIRE", key(), millis, Argument.option(condition.name()))
			.needing("7.0"));
	}

	@Override
	public final boolean expireAt(Instant instant) {
		return run(Access.WRITE, Replies::isOne, "PEXPIREAT", key(), Argument.option(instant.toEpochMilli()));
	}

	@Override
	public final boolean persist() {
		return run(Access.WRITE, Replies::isOne, "PERSIST", key());
	}

	@Override
	public final Optional<DataSize> memoryUsage() {
		return run(Access.INSPECT,
				(reply) -> Optional.ofNullable(reply).map((bytes) -> DataSize.ofBytes(Replies.toLong(bytes))), "MEMORY",
				Argument.option("USAGE"), key());
	}

	@Override
	public final byte @Nullable [] dump() {
		return run(Access.READ, Replies::toBytes, "DUMP", key());
	}

	@Override
	public final void restore(byte[] dump, boolean replace) {
		Assert.notNull(dump, () -> "Dump for key '%s' must not be null".formatted(this));
		Argument millis = Argument.option(Math.max(0, expiry().millis()));
		if (replace) {
			run(Access.WRITE, Replies::toVoid, "RESTORE", key(), millis, Argument.value(dump),
					Argument.option("REPLACE"));
		}
		else {
			run(Access.WRITE, Replies::toVoid, "RESTORE", key(), millis, Argument.value(dump));
		}
	}

	@Override
	public final void renameTo(K destination) {
		run(rename("RENAME", destination, Replies::toVoid));
	}

	@Override
	public final boolean renameToIfAbsent(K destination) {
		return run(rename("RENAMENX", destination, Replies::isOne));
	}

	private <R> Operation<R> rename(String command, K destination, Function<@Nullable Object, R> decoder) {
		if (!(destination instanceof RedisKey<?> other) || !this.factory.storesLike(other.factory)) {
			throw new IllegalArgumentException(
					"Key '%s' cannot be renamed to '%s'. Use a key of the same kind, type of values, codec and Redis"
						.formatted(this, destination));
		}
		return Operation.of(subject(), Access.WRITE, decoder, command, Script.RENAME, key(), other.key(),
				Argument.option(other.expiry().millis()), Argument.option(command));
	}

	final Expiry expiry() {
		return this.factory.model().expiry();
	}

	final boolean expires() {
		return expiry().timeToLive() != null;
	}

	final boolean renews(Renewal renewal) {
		return expiry().renewal() == renewal;
	}

	final Argument ttl() {
		return Argument.option(expiry().millis());
	}

	final Argument key() {
		return Argument.key(this.name.getBytes(StandardCharsets.UTF_8));
	}

	final Subject subject() {
		return this.factory.subject(this.name);
	}

	final <R> R run(Access access, Function<@Nullable Object, R> decoder, String command, Argument... arguments) {
		return run(operation(access, decoder, command, arguments));
	}

	final <R> R run(Operation<R> operation) {
		return this.factory.dispatcher().run(operation);
	}

	final <R> Operation<R> operation(Access access, Function<@Nullable Object, R> decoder, String command,
			Argument... arguments) {
		return Operation.of(subject(), access, decoder, command, arguments);
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof RedisKey<?> key && this.name.equals(key.name)
				&& this.factory.dispatcher() == key.factory.dispatcher() && getClass() == key.getClass();
	}

	@Override
	public final int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public final String toString() {
		return this.name;
	}

}
