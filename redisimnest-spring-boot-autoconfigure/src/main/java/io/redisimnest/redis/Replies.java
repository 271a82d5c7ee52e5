package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What replies mean, and how they are shown.
 */
final class Replies {

	private static final int MAXIMUM_LENGTH = 200;

	private Replies() {
	}

	static @Nullable Void toVoid(@Nullable Object reply) {
		return null;
	}

	static boolean isOne(@Nullable Object reply) {
		return toLong(reply) == 1;
	}

	/** A conditional write replies with a status if it took effect, else with nothing. */
	static boolean isPresent(@Nullable Object reply) {
		return reply != null;
	}

	static long toLong(@Nullable Object reply) {
		return (Long) Objects.requireNonNull(reply);
	}

	static byte @Nullable [] toBytes(@Nullable Object reply) {
		return (byte[]) reply;
	}

	static String toText(@Nullable Object reply) {
		return new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8);
	}

	/**
	 * A reply in short.
	 * @param reply the reply
	 * @param masked whether it holds a value, which must not be shown
	 */
	static String describe(@Nullable Object reply, boolean masked) {
		if (reply == null) {
			return "nil";
		}
		if (reply instanceof List<?> list) {
			return list.size() + " elements";
		}
		if (reply instanceof byte[] bytes) {
			return masked ? size(bytes) : (bytes.length <= 40) ? text(bytes) : bytes.length + " characters";
		}
		return masked ? "(" + reply.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ")" : reply.toString();
	}

	/**
	 * A text in short, on one line.
	 */
	static String text(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
		return (text.length() <= MAXIMUM_LENGTH) ? text : text.substring(0, MAXIMUM_LENGTH) + "...";
	}

	static String size(byte[] bytes) {
		return "(" + bytes.length + ((bytes.length == 1) ? " byte)" : " bytes)");
	}

}
