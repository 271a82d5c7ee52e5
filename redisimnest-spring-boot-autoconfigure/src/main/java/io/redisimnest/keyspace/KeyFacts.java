package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What Redis tells of a key without its value: {@code TYPE}, {@code PTTL} and
 * {@code MEMORY USAGE}. To ask leaves the clock of the key.
 *
 * @param type the Redis type, such as {@code string}
 * @param ttl the time that it has left, in milliseconds; -1 if it does not expire
 * @param memory how many bytes it takes, {@code null} if the server does not tell
 */
record KeyFacts(String type, long ttl, @Nullable Long memory) {

	/** How many operations tell of one key. */
	static final int OPERATIONS = 3;

	private static final long GONE = -2;

	static List<Operation<?>> operations(Subject subject, byte[] name) {
		return List.of(Operation.of(subject, Access.SERVER, KeyFacts::text, "TYPE", Argument.key(name)),
				Operation.of(subject, Access.SERVER, Long.class::cast, "PTTL", Argument.key(name)),
				Operation.of(subject, Access.SERVER, Long.class::cast, "MEMORY", Argument.option("USAGE"),
						Argument.key(name)));
	}

	private static String text(@Nullable Object reply) {
		return (reply instanceof byte[] bytes) ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(reply);
	}

	/**
	 * Reads the outcomes of the operations of one key.
	 * @param outcomes the outcomes
	 * @return the facts, {@code null} if the key is gone
	 */
	static @Nullable KeyFacts of(List<Outcome<?>> outcomes) {
		String type = (String) Objects.requireNonNull(outcomes.get(0).get());
		long ttl = (Long) Objects.requireNonNull(outcomes.get(1).get());
		// Not every user of a server is permitted to ask for it.
		Outcome<?> memory = outcomes.get(2);
		return (ttl != GONE) ? new KeyFacts(type, ttl, (memory.failure() == null) ? (Long) memory.result() : null)
				: null;
	}

}
