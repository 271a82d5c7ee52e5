package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.DataType;

/**
 * Waits on the server for something to come, on a connection of its own. A client gives
 * up on a command that takes longer than its time-out, and what the server replies then
 * is lost: it is therefore asked for parts of the time, one after the other. If it gives
 * up all the same, as its thread is interrupted, the server is told so.
 */
final class Blocking {

	private static final Duration SHORTEST = Duration.ofMillis(2);

	private Blocking() {
	}

	/**
	 * Waits.
	 * @param <R> the type of the result
	 * @param key the key
	 * @param name the name of the command
	 * @param timeout how long to wait, at least a millisecond
	 * @param command makes the command that waits for some time
	 * @param decoder decodes its reply, {@code null} if nothing came
	 * @param use what happens to the clock of the key: it is set in the same round trip,
	 * as scripts cannot wait
	 * @return the result, {@code null} if nothing came
	 */
	static <R> @Nullable R await(RedisKey key, String name, Duration timeout, Function<Duration, Command> command,
			Decoder<@Nullable R> decoder, KeyUse use) {
		if (timeout == null || timeout.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException(
					"Timeout '%s' is too short. Use at least one millisecond".formatted(timeout));
		}
		try (Session session = key.converse(name).open(key.argument())) {
			Duration longest = session.longestWait();
			if (!longest.isZero() && longest.compareTo(SHORTEST) < 0) {
				longest = SHORTEST;
			}
			session.identify();
			long start = System.nanoTime();
			Duration left = timeout;
			while (!longest.isZero() && left.compareTo(longest) > 0) {
				R result = await(session, key, command.apply(longest), decoder, use);
				if (result != null) {
					return result;
				}
				left = timeout.minusNanos(System.nanoTime() - start);
			}
			return (left.toMillis() > 0) ? await(session, key, command.apply(left), decoder, use) : null;
		}
	}

	@SuppressWarnings("unchecked")
	private static <R> @Nullable R await(Session session, RedisKey key, Command command, Decoder<@Nullable R> decoder,
			KeyUse use) {
		if (Thread.currentThread().isInterrupted()) {
			throw new RedisSystemException("Waiting for '%s' was interrupted".formatted(key.name()), null);
		}
		List<Operation<?>> operations = new ArrayList<>();
		operations
			.add(Operation.of(key.subject(), Access.EXCHANGE, decoder, command, true, List.of(key.use(Clock.LEAVE))));
		if (use.clock() != Clock.LEAVE) {
			operations.add(Operation.of(key.subject(), Access.WRITE, Replies.NOTHING, key.command(size(use.type())),
					true, List.of(use)));
		}
		// What came must not be lost, even if the clock could not be set.
		return (R) session.runAll(operations).get(0).get();
	}

	/**
	 * A command that fails, and so leaves the clock, if the key is not what it should be.
	 */
	private static String size(DataType type) {
		return switch (type) {
			case LIST -> "LLEN";
			case ZSET -> "ZCARD";
			case STREAM -> "XLEN";
			default -> throw new IllegalArgumentException("Nothing can wait for a " + type.code());
		};
	}

	/**
	 * Seconds with a fraction, as the commands on lists and sorted sets take them: two
	 * milliseconds at least, for Redis 6.2 takes one for 0, which means for ever.
	 */
	static String seconds(Duration time) {
		Duration longer = (time.compareTo(SHORTEST) < 0) ? SHORTEST : time;
		return String.format(Locale.ROOT, "%d.%03d", longer.toSeconds(), longer.toMillisPart());
	}

}
