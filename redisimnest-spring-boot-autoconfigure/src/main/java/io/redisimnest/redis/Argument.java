package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a command.
 *
 * @param bytes its bytes
 * @param role what it is
 */
public record Argument(byte[] bytes, Role role) {

	/**
	 * What an argument is.
	 */
	public enum Role {

		/** The name of a key: it decides the slot in Redis Cluster. */
		KEY,

		/** A word or number of the command's syntax. */
		OPTION,

		/** Something that the application stores: never shown. */
		VALUE

	}

	/**
	 * The name of a key.
	 * @param name the name
	 * @return the argument
	 */
	public static Argument key(byte[] name) {
		return new Argument(name, Role.KEY);
	}

	/**
	 * A word or number of the command's syntax.
	 * @param text the text
	 * @return the argument
	 */
	public static Argument option(String text) {
		return new Argument(text.getBytes(StandardCharsets.UTF_8), Role.OPTION);
	}

	/**
	 * A number of the command's syntax.
	 * @param number the number
	 * @return the argument
	 */
	public static Argument option(long number) {
		return option(Long.toString(number));
	}

	/**
	 * The first key among arguments, which decides the slot in Redis Cluster.
	 */
	static @Nullable Argument firstKey(List<Argument> arguments) {
		for (Argument argument : arguments) {
			if (argument.role() == Role.KEY) {
				return argument;
			}
		}
		return null;
	}

	static Argument value(byte[] value) {
		return new Argument(value, Role.VALUE);
	}

	/**
	 * The argument in short, without what must not be shown. Names of foreign keys may
	 * hold anything, line breaks too.
	 */
	@Override
	public String toString() {
		return (this.role == Role.VALUE) ? Replies.size(this.bytes) : Replies.text(this.bytes);
	}

}
