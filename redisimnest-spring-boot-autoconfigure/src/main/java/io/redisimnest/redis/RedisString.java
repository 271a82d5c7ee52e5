package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.model.Expiry;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds of key share that are Redis strings: reads and writes of the whole
 * value.
 */
abstract class RedisString extends RedisKey {

	private static final String REPLACE = """
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then
				return 0
			end
			redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
			return 1
			""";

	RedisString(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	/**
	 * The value of what is stored, as the reading operation gives it: the bytes, unless
	 * the kind has something better.
	 */
	@Nullable Object valueOf(@Nullable Object stored) {
		return stored;
	}

	/**
	 * Reads the value.
	 * @param decoder turns the stored bytes into the result
	 */
	final <R> R read(Decoder<R> decoder) {
		return read(Access.READ, decoder);
	}

	/**
	 * Reads the value.
	 * @param access what may answer, if no time-to-live is renewed
	 * @param decoder turns the stored bytes into the result
	 */
	final <R> R read(Access access, Decoder<R> decoder) {
		if (expires() && renews(Renewal.ON_ACCESS)) {
			return run(Access.EXCHANGE, decoder, command("GETEX").option("PX").add(ttl()), Clock.LEAVE);
		}
		return read(access, command("GET"), decoder);
	}

	/**
	 * Writes the value with the declared time-to-live.
	 * @param decoder turns the reply of {@code SET} into the result
	 */
	final <R> R write(byte[] value, Access access, Decoder<R> decoder, String... options) {
		if (!expires()) {
			return set(value, access, decoder, options);
		}
		if (renews(Renewal.ON_CREATE) && !List.of(options).contains("NX")) {
			return writeKeepingTtl(value, access, decoder, options);
		}
		return write(value, expiry().millis(), access, decoder, options);
	}

	/**
	 * Writes the value with its own time-to-live.
	 */
	final <R> R write(byte[] value, Duration timeToLive, Decoder<R> decoder, String... options) {
		return write(value, Expiry.toMillis(timeToLive), Access.WRITE, decoder, options);
	}

	private <R> R write(byte[] value, long millis, Access access, Decoder<R> decoder, String... options) {
		Command command = command("SET").value(value).option("PX").option(millis);
		return run(access, decoder, addOptions(command, options), Clock.LEAVE);
	}

	/**
	 * Writes the value, and gives the key the declared time-to-live only if it has none.
	 */
	final <R> R writeKeepingTtl(byte[] value, Access access, Decoder<R> decoder, String... options) {
		Command command = command("SET").value(value).option("KEEPTTL");
		return run(access, decoder, addOptions(command, options), expires() ? Clock.START : Clock.LEAVE);
	}

	/**
	 * Writes a value if what is stored is still another one. The clock stays.
	 */
	static Operation<Boolean> replace(Subject subject, byte[] name, byte[] old, byte[] value) {
		return Operation.of(subject, Access.EXCHANGE, Replies.IS_ONE, "EVAL",
				Argument.value(REPLACE.getBytes(StandardCharsets.UTF_8)), Argument.option(1), Argument.key(name),
				Argument.value(old), Argument.value(value));
	}

	final <R> R readAndDelete(Decoder<R> decoder) {
		return run(Access.EXCHANGE, decoder, command("GETDEL"), Clock.LEAVE);
	}

	private <R> R set(byte[] value, Access access, Decoder<R> decoder, String... options) {
		return run(access, decoder, addOptions(command("SET").value(value), options), Clock.LEAVE);
	}

	private <R> R run(Access access, Decoder<R> decoder, Command command, Clock clock) {
		return run(Operation.of(subject(), access, decoder, command, true, List.of(use(clock))));
	}

	private static Command addOptions(Command command, String... options) {
		for (String option : options) {
			command.option(option);
		}
		return command;
	}

}
