package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.Key;
import io.redisimnest.key.KeyDescription;
import io.redisimnest.model.Expiry;
import io.redisimnest.redis.CollectionScan.Page;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.ExpirationOptions.Condition;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What all kinds of key share. Whatever an operation makes of a reply happens in its
 * decoder, so that the operation is complete in itself.
 */
abstract class RedisKey implements Key {

	private static final int SCAN_COUNT = 1000;

	private final KeyFactory factory;

	private final String name;

	private final Runner runner;

	RedisKey(KeyFactory factory, String name, Runner runner) {
		this.factory = factory;
		this.name = name;
		this.runner = runner;
	}

	/**
	 * The key behind its interface.
	 */
	static RedisKey of(Key key) {
		if (key instanceof RedisKey known) {
			return known;
		}
		throw new IllegalArgumentException("Key '%s' is not of a tree. Use one that a cluster gave".formatted(key));
	}

	/**
	 * The same key, with its operations given to another runner.
	 */
	final Key with(Runner other) {
		return this.factory.create(this.name, other);
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
		return inspect(command("EXISTS"), Replies.IS_ONE);
	}

	@Override
	public final boolean delete() {
		return alter(command("DEL"), Replies.IS_ONE);
	}

	@Override
	public final boolean unlink() {
		return alter(command("UNLINK"), Replies.IS_ONE);
	}

	@Override
	public final boolean touch() {
		return alter(command("TOUCH"), Replies.IS_ONE);
	}

	@Override
	public final DataType type() {
		return inspect(command("TYPE"), (reply) -> DataType.fromCode(Replies.toText(reply)));
	}

	@Override
	public final Optional<Duration> timeToLive() {
		return inspect(command("PTTL"), (reply) -> time(reply).map(Duration::ofMillis));
	}

	@Override
	public final Optional<Instant> expiresAt() {
		return inspect(command("PEXPIRETIME").needing("7.0"), (reply) -> time(reply).map(Instant::ofEpochMilli));
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
		Command command = command("PEXPIRE").option(Expiry.toMillis(timeToLive));
		if (condition != Condition.ALWAYS) {
			command.option(condition.name()).needing("7.0");
		}
		return alter(command, Replies.IS_ONE);
	}

	@Override
	public final boolean expireAt(Instant instant) {
		return alter(command("PEXPIREAT").option(instant.toEpochMilli()), Replies.IS_ONE);
	}

	@Override
	public boolean persist() {
		return alter(command("PERSIST"), Replies.IS_ONE);
	}

	@Override
	public final Optional<DataSize> memoryUsage() {
		return inspect(Command.of("MEMORY").option("USAGE").key(this),
				(reply) -> Optional.ofNullable(reply).map((bytes) -> DataSize.ofBytes(Replies.toLong(bytes))));
	}

	final byte @Nullable [] dumpValue() {
		return run(Operation.of(subject(), Access.READ, Replies::toBytes, command("DUMP"), true,
				List.of(use(Clock.LEAVE))));
	}

	final void restoreValue(byte[] dump, boolean replace) {
		Assert.notNull(dump, () -> "Dump for key '%s' must not be null".formatted(this));
		Command command = command("RESTORE").option(Math.max(0, expiry().millis())).value(dump);
		if (replace) {
			command.option("REPLACE");
		}
		alter(command, Replies.NOTHING);
	}

	final <R> R rename(String command, Key destination, Decoder<R> decoder) {
		RedisKey other = peer(destination);
		return run(Operation.of(subject(), Access.WRITE, decoder, command(command).key(other), false,
				List.of(use(Clock.LEAVE), other.replaced())));
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

	final KeyFactory factory() {
		return this.factory;
	}

	final Argument argument() {
		return Argument.key(this.name.getBytes(StandardCharsets.UTF_8));
	}

	final Subject subject() {
		return this.factory.subject(this.name);
	}

	/**
	 * A command whose first argument is this key.
	 */
	final Command command(String name) {
		return Command.of(name).key(this);
	}

	/**
	 * Reads the value.
	 */
	final <R> R read(Command command, Decoder<R> decoder) {
		return read(Access.READ, command, decoder);
	}

	/**
	 * Reads the value.
	 * @param access what may answer, if no time-to-live is renewed
	 */
	final <R> R read(Access access, Command command, Decoder<R> decoder) {
		KeyUse use = read();
		return run(Operation.of(subject(), (use.clock() == Clock.LEAVE) ? access : Access.EXCHANGE, decoder, command,
				true, List.of(use)));
	}

	/**
	 * Writes to the value, whatever the reply.
	 */
	final <R> R write(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.WRITE, decoder, command, true, List.of(written())));
	}

	/**
	 * Writes to the value, if the reply tells so: a conditional write, or a removal.
	 */
	final <R> R writeIf(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.WRITE, decoder, command, false, List.of(written())));
	}

	/**
	 * Writes to the value, if there is a reply, which holds a value.
	 */
	final <R> R exchange(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.EXCHANGE, decoder, command, false, List.of(written())));
	}

	/**
	 * Sends nothing, as nothing was given.
	 */
	final <R> R nothing(Decoder<R> decoder) {
		return run(Operation.nothing(subject(), decoder));
	}

	/**
	 * Iterates over the elements of the value. One server must give all pages, for a
	 * cursor means nothing to another.
	 * @param name the command, such as {@code HSCAN}
	 * @param elements decodes a page
	 */
	final <E> Stream<E> scan(String name, Function<@Nullable Object, Collection<E>> elements) {
		Dispatcher dispatcher = converse(name);
		return CollectionScan.stream(
				(cursor) -> dispatcher.run(Operation.of(subject(), Access.EXCHANGE, (reply) -> Page.of(reply, elements),
						command(name).option(cursor).option("COUNT").option(SCAN_COUNT), true, List.of(read()))));
	}

	/**
	 * Counts a number that the server keeps. A script reads it back, as Lua has no
	 * integers of 64 bits.
	 * @param command the command, without the delta
	 * @param delta what to add
	 * @param readBack the command that reads the number
	 */
	final long increment(Command command, long delta, Command readBack) {
		command.value(Long.toString(delta).getBytes(StandardCharsets.US_ASCII));
		if (!expires()) {
			return exchange(command, Replies.COUNT);
		}
		Decoder<Long> decoder = Decoder
			.ofLong((replies) -> Replies.toInteger(Replies.toList(replies).get(1), subject()));
		return run(new Operation<>(subject(), List.of(command, readBack), List.of(written()), true, decoder,
				Access.EXCHANGE));
	}

	/**
	 * Asks about the key, not about its value.
	 */
	private <R> R inspect(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.INSPECT, decoder, command, true, List.of(use(Clock.LEAVE))));
	}

	/**
	 * Changes the key, with a clock that it sets itself.
	 */
	private <R> R alter(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.WRITE, decoder, command, true, List.of(use(Clock.LEAVE))));
	}

	final <R> R run(Operation<R> operation) {
		return this.runner.run(operation);
	}

	/**
	 * The dispatcher, for work that takes several operations.
	 * @param work the name of the work
	 */
	final Dispatcher converse(String work) {
		return this.runner.converse(subject(), work);
	}

	/**
	 * This key, as its value is read.
	 */
	final KeyUse read() {
		return use((expires() && renews(Renewal.ON_ACCESS)) ? Clock.RESTART : Clock.LEAVE);
	}

	/**
	 * This key, as its value is changed.
	 */
	final KeyUse written() {
		return use(!expires() ? Clock.LEAVE : renews(Renewal.ON_CREATE) ? Clock.START : Clock.RESTART);
	}

	/**
	 * This key, as something else takes its place.
	 */
	final KeyUse replaced() {
		return use(expires() ? Clock.RESTART : Clock.PERSIST);
	}

	final KeyUse use(Clock clock) {
		return new KeyUse(subject(), argument(), this.factory.model().kind().type(), clock, expiry().millis());
	}

	/**
	 * Another key that is used together with this one.
	 */
	final RedisKey peer(Key other) {
		RedisKey key = of(other);
		if (!this.factory.storesLike(key.factory)) {
			throw new IllegalArgumentException(
					"Keys '%s' and '%s' cannot be used together. Use keys of the same kind, type of values, codec and Redis"
						.formatted(this, other));
		}
		return key;
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof RedisKey key && this.name.equals(key.name)
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
