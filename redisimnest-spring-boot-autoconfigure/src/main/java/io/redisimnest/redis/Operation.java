package io.redisimnest.redis;

import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;

import io.redisimnest.redis.KeyUse.Clock;
import org.jspecify.annotations.Nullable;

/**
 * One step on the server, as a value: a command, or several with what happens to the
 * clocks of their keys, which then go as one script.
 *
 * @param <R> the type of its result
 * @param subject what it is about
 * @param commands the commands, the one that gives the operation its name first
 * @param uses the keys of a tree that it uses
 * @param always whether it takes effect whatever the reply
 * @param decoder turns the server's reply into the result
 * @param access what the operation does to the value
 */
public record Operation<R>(Subject subject, List<Command> commands, List<KeyUse> uses, boolean always,
		Decoder<R> decoder, Access access) {

	/**
	 * What an operation does to the value of its key.
	 */
	public enum Access {

		/** It replies with a value and changes nothing: a replica may answer. */
		READ(true),

		/** It replies with a value, and changes something or must see the latest. */
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
	 * An operation that goes as one command.
	 * @param <R> the type of its result
	 * @param subject what it is about
	 * @param access what it does to the value
	 * @param decoder turns the server's reply into the result
	 * @param command the name of the command
	 * @param arguments the arguments
	 * @return the operation
	 */
	public static <R> Operation<R> of(Subject subject, Access access, Decoder<R> decoder, String command,
			Argument... arguments) {
		return new Operation<>(subject, List.of(Command.of(command, List.of(arguments))), List.of(), true, decoder,
				access);
	}

	/**
	 * An operation of one command, which may be cut in pieces to go into a script.
	 */
	static <R> Operation<R> of(Subject subject, Access access, Decoder<R> decoder, Command command, boolean always,
			List<KeyUse> uses) {
		Operation<R> operation = new Operation<>(subject, List.of(command), uses, always, decoder, access);
		if (!operation.isScript()) {
			return operation;
		}
		BinaryOperator<Object> merge = command.merge();
		List<Command> parts = (merge != null) ? command.split() : List.of(command);
		if (merge != null && parts.size() > 1) {
			return new Operation<>(subject, parts, uses, always,
					decoder.after((replies) -> Replies.toList(replies).stream().reduce(merge).orElseThrow()), access);
		}
		if (command.arguments().size() > Command.MAXIMUM_IN_SCRIPT) {
			throw new IllegalArgumentException("%s has %d arguments. Give at most %d at once".formatted(operation,
					command.arguments().size(), Command.MAXIMUM_IN_SCRIPT));
		}
		return operation;
	}

	/**
	 * An operation that needs no command, as it was given nothing to do.
	 */
	static <R> Operation<R> nothing(Subject subject, Decoder<R> decoder) {
		return new Operation<>(subject, List.of(), List.of(), true, decoder, Access.INSPECT);
	}

	boolean isNothing() {
		return this.commands.isEmpty();
	}

	boolean isScript() {
		if (this.commands.size() > 1) {
			return true;
		}
		for (KeyUse use : this.uses) {
			if (use.clock() != Clock.LEAVE) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The first command, which tells what the operation is.
	 */
	Command command() {
		return this.commands.get(0);
	}

	@Nullable Argument firstKey() {
		return Argument.firstKey(command().arguments());
	}

	/**
	 * The name of its command.
	 * @return the name, such as {@code SET}
	 */
	public String commandName() {
		return command().name();
	}

	/**
	 * How it ended, in a word.
	 * @param reply the reply of the server, or the exception that it failed with
	 * @return {@code hit} if a value was asked for and there is one, {@code miss} if
	 * there is none, {@code ok} for all else; the code of an error that the server
	 * replied, the simple name of another exception
	 */
	public String outcome(@Nullable Object reply) {
		if (reply instanceof RuntimeException failure) {
			return (failure instanceof ServerError error) ? error.code() : failure.getClass().getSimpleName();
		}
		if (!this.access.isValueReplied() || reply instanceof Number || reply instanceof Boolean) {
			return "ok";
		}
		boolean empty = reply == null
				|| (reply instanceof List<?> elements && elements.stream().allMatch(Objects::isNull));
		return empty ? "miss" : "hit";
	}

	/**
	 * The operation for logs and messages, without what must not be shown.
	 */
	@Override
	public String toString() {
		return (isNothing() ? "nothing" : command().name()) + " of '" + this.subject.name() + "'";
	}

}
