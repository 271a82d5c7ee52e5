package io.redisimnest.redis;

import java.util.List;
import java.util.function.Function;

import io.redisimnest.redis.Argument.Role;
import org.jspecify.annotations.Nullable;

/**
 * One command for Redis, as a value.
 *
 * @param <R> the type of its result
 * @param subject what it is about
 * @param command the name of the command
 * @param script the script that runs the command and what goes with it, {@code null} if
 * the command goes alone
 * @param arguments the arguments; those of a script begin with its keys
 * @param decoder turns the server's reply into the result: {@code byte[]} for strings,
 * {@code Long}, {@code Double}, {@code Boolean}, {@code List}s of these, {@code null}
 * @param access what the operation does to the value
 * @param minimumVersion the version of Redis that the command needs, if it is newer than
 * the oldest that is supported
 */
public record Operation<R>(Subject subject, String command, @Nullable Script script, List<Argument> arguments,
		Function<@Nullable Object, R> decoder, Access access, @Nullable String minimumVersion) {

	/**
	 * What an operation does to the value of its key.
	 */
	public enum Access {

		/** It replies with a value and changes nothing: a replica may answer. */
		READ(true),

		/** It replies with a value, and changes something. */
		EXCHANGE(true),

		/** It changes something, and replies with no value. */
		WRITE(false),

		/** It changes nothing and replies with no value: a replica may answer. */
		INSPECT(false),

		/** It is about the server or the whole keyspace: the primary must answer. */
		SERVER(false);

		private final boolean valueReplied;

		Access(boolean valueReplied) {
			this.valueReplied = valueReplied;
		}

		boolean isValueReplied() {
			return this.valueReplied;
		}

		boolean isReplicaAllowed() {
			return this == READ || this == INSPECT;
		}

	}

	/**
	 * An operation of one command.
	 * @param <R> the type of its result
	 * @param subject what it is about
	 * @param access what it does to the value
	 * @param decoder turns the server's reply into the result
	 * @param command the name of the command
	 * @param arguments the arguments
	 * @return the operation
	 */
	public static <R> Operation<R> of(Subject subject, Access access, Function<@Nullable Object, R> decoder,
			String command, Argument... arguments) {
		return new Operation<>(subject, command, null, List.of(arguments), decoder, access, null);
	}

	static <R> Operation<R> of(Subject subject, Access access, Function<@Nullable Object, R> decoder, String command,
			Script script, Argument... arguments) {
		return new Operation<>(subject, command, script, List.of(arguments), decoder, access, null);
	}

	Operation<R> needing(String version) {
		return new Operation<>(this.subject, this.command, this.script, this.arguments, this.decoder, this.access,
				version);
	}

	List<byte[]> keys() {
		return this.arguments.stream().filter((argument) -> argument.role() == Role.KEY).map(Argument::bytes).toList();
	}

}
