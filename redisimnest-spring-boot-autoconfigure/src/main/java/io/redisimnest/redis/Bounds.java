package io.redisimnest.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;

/**
 * The bounds of a part of a sorted set, as its commands take them.
 *
 * @param lower the lower bound
 * @param upper the upper bound
 * @param by what they bound
 */
record Bounds(Argument lower, Argument upper, String by) {

	static Bounds ofScores(Range<Double> scores) {
		return new Bounds(score(scores.getLowerBound(), "-inf"), score(scores.getUpperBound(), "+inf"), "BYSCORE");
	}

	private static Argument score(Bound<Double> bound, String unbounded) {
		return bound.getValue()
			.map((score) -> marked(bound.isInclusive() ? "" : "(",
					Command.text(score).getBytes(StandardCharsets.US_ASCII)))
			.orElseGet(() -> Argument.option(unbounded));
	}

	static <T> Bounds ofElements(Range<T> elements, Function<T, byte[]> encoding) {
		return new Bounds(element(elements.getLowerBound(), encoding, "-"),
				element(elements.getUpperBound(), encoding, "+"), "BYLEX");
	}

	private static <T> Argument element(Bound<T> bound, Function<T, byte[]> encoding, String unbounded) {
		return bound.getValue()
			.map((element) -> marked(bound.isInclusive() ? "[" : "(", encoding.apply(element)))
			.orElseGet(() -> Argument.option(unbounded));
	}

	private static Argument marked(String mark, byte[] bytes) {
		ByteArrayOutputStream marked = new ByteArrayOutputStream();
		marked.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
		marked.writeBytes(bytes);
		return Argument.value(marked.toByteArray());
	}

	/**
	 * Adds the bounds to a command that knows what they bound.
	 */
	Command in(Command command) {
		return command.add(this.lower).add(this.upper);
	}

	/**
	 * Adds the bounds to a command of the family of {@code ZRANGE}.
	 */
	Command in(Command command, Limit limit) {
		return limited(in(command).option(this.by), limit);
	}

	/**
	 * Adds the bounds to a command of the family of {@code ZRANGE}, upper one first.
	 */
	Command reversed(Command command, Limit limit) {
		return limited(command.add(this.upper).add(this.lower).option(this.by).option("REV"), limit);
	}

	private static Command limited(Command command, Limit limit) {
		return limit.isUnlimited() ? command
				: command.option("LIMIT").option(limit.getOffset()).option(limit.getCount());
	}

}
