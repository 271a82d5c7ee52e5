package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A command of Redis with its arguments, as they are put together one after the other.
 */
final class Command {

	/**
	 * How many repeated arguments go into one command of a script: Lua passes no more
	 * than 8000 values to a function. A multiple of 2 and 3, so that pairs and triples
	 * stay together.
	 */
	private static final int REPEATED = 6000;

	/** How many arguments a command can have within a script. */
	static final int MAXIMUM_IN_SCRIPT = 7900;

	private final String name;

	private final List<Argument> arguments;

	private int fixed = Integer.MAX_VALUE;

	private @Nullable BinaryOperator<Object> merge;

	private @Nullable String minimumVersion;

	private Command(String name, List<Argument> arguments) {
		this.name = name;
		this.arguments = arguments;
	}

	static Command of(String name) {
		return new Command(name, new ArrayList<>());
	}

	static Command of(String name, List<Argument> arguments) {
		return new Command(name, arguments);
	}

	/**
	 * Tells which version of Redis the command needs, if it is newer than the oldest that
	 * is supported.
	 */
	Command needing(String version) {
		this.minimumVersion = version;
		return this;
	}

	Command key(RedisKey key) {
		return add(key.argument());
	}

	Command keys(Collection<? extends RedisKey> keys) {
		keys.forEach(this::key);
		return this;
	}

	Command option(String option) {
		return add(Argument.option(option));
	}

	Command option(long number) {
		return add(Argument.option(number));
	}

	/**
	 * How many elements are wanted.
	 */
	Command count(long count) {
		return option(positive(count));
	}

	private static long positive(long count) {
		if (count < 1) {
			throw new IllegalArgumentException("Count '%d' is not positive. Use at least 1".formatted(count));
		}
		return count;
	}

	/**
	 * How many elements are wanted, of which some may be the same.
	 */
	Command repeatedly(long count) {
		return option(-positive(count));
	}

	/**
	 * A number with a fraction that belongs to what is stored.
	 */
	Command number(double number) {
		return value(text(number).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * A number with a fraction as Redis writes it.
	 */
	static String text(double number) {
		if (Double.isNaN(number)) {
			throw new IllegalArgumentException("NaN is no number that Redis knows. Use another one");
		}
		return Double.isInfinite(number) ? ((number > 0) ? "+inf" : "-inf") : Double.toString(number);
	}

	Command value(byte[] value) {
		return add(Argument.value(value));
	}

	Command values(Collection<byte[]> values) {
		values.forEach(this::value);
		return this;
	}

	Command add(Argument argument) {
		this.arguments.add(argument);
		return this;
	}

	/**
	 * Whatever is added from here on may be spread over several commands.
	 * @param merge makes one reply of two
	 */
	Command each(BinaryOperator<Object> merge) {
		this.fixed = this.arguments.size();
		this.merge = merge;
		return this;
	}

	String name() {
		return this.name;
	}

	List<Argument> arguments() {
		return this.arguments;
	}

	@Nullable String minimumVersion() {
		return this.minimumVersion;
	}

	@Nullable BinaryOperator<Object> merge() {
		return this.merge;
	}

	/**
	 * The commands that do the same within a script.
	 */
	List<Command> split() {
		int repeated = this.arguments.size() - this.fixed;
		if (repeated <= REPEATED) {
			return List.of(this);
		}
		List<Command> parts = new ArrayList<>();
		for (int from = this.fixed; from < this.arguments.size(); from += REPEATED) {
			List<Argument> part = new ArrayList<>(this.arguments.subList(0, this.fixed));
			part.addAll(this.arguments.subList(from, Math.min(from + REPEATED, this.arguments.size())));
			parts.add(new Command(this.name, part));
		}
		return parts;
	}

}
