package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.MovableKey;
import io.redisimnest.model.Expiry;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds of key share that are Redis strings: reads and writes of the whole
 * value.
 *
 * @param <K> the kind of key
 */
abstract class RedisString<K extends MovableKey<K>> extends RedisKey<K> {

	RedisString(KeyFactory factory, String name) {
		super(factory, name);
	}

	/**
	 * Reads the value.
	 * @param decoder turns the stored bytes into the result
	 */
	final <R> Operation<R> read(Function<@Nullable Object, R> decoder) {
		if (expires() && renews(Renewal.ON_ACCESS)) {
			return operation(Access.EXCHANGE, decoder, "GETEX", key(), Argument.option("PX"), ttl());
		}
		return operation(Access.READ, decoder, "GET", key());
	}

	/**
	 * Writes the value with the declared time-to-live.
	 * @param decoder turns the reply of {@code SET} into the result
	 */
	final <R> Operation<R> write(byte[] value, Access access, Function<@Nullable Object, R> decoder,
			String... options) {
		if (!expires()) {
			return set(value, access, decoder, List.of(), options);
		}
		if (renews(Renewal.ON_CREATE) && !List.of(options).contains("NX")) {
			return writeKeepingTtl(value, access, decoder, options);
		}
		return set(value, access, decoder, List.of(Argument.option("PX"), ttl()), options);
	}

	/**
	 * Writes the value with its own time-to-live.
	 */
	final <R> Operation<R> write(byte[] value, Duration timeToLive, Function<@Nullable Object, R> decoder,
			String... options) {
		return set(value, Access.WRITE, decoder,
				List.of(Argument.option("PX"), Argument.option(Expiry.toMillis(timeToLive))), options);
	}

	/**
	 * Writes the value, and gives the key the declared time-to-live only if it has none.
	 */
	final <R> Operation<R> writeKeepingTtl(byte[] value, Access access, Function<@Nullable Object, R> decoder,
			String... options) {
		if (!expires()) {
			return set(value, access, decoder, List.of(Argument.option("KEEPTTL")), options);
		}
		List<Argument> arguments = new ArrayList<>(List.of(key(), ttl(), Argument.value(value)));
		addOptions(arguments, options);
		return Operation.of(subject(), access, decoder, "SET", Script.SET_KEEPING_TTL,
				arguments.toArray(Argument[]::new));
	}

	private <R> Operation<R> set(byte[] value, Access access, Function<@Nullable Object, R> decoder,
			List<Argument> expiration, String... options) {
		List<Argument> arguments = new ArrayList<>(List.of(key(), Argument.value(value)));
		arguments.addAll(expiration);
		addOptions(arguments, options);
		return operation(access, decoder, "SET", arguments.toArray(Argument[]::new));
	}

	private static void addOptions(List<Argument> arguments, String... options) {
		for (String option : options) {
			arguments.add(Argument.option(option));
		}
	}

}
