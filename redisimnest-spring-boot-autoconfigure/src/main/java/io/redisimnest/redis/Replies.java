package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import io.redisimnest.UnreadableValueException;
import org.jspecify.annotations.Nullable;

/**
 * What replies mean, and how they are shown.
 */
final class Replies {

	private static final int MAXIMUM_LENGTH = 200;

	static final Decoder<@Nullable Void> NOTHING = (reply) -> null;

	static final Decoder<Boolean> IS_ONE = Decoder.ofBoolean((reply) -> toLong(reply) == 1);

	static final Decoder<Boolean> IS_POSITIVE = Decoder.ofBoolean((reply) -> toLong(reply) > 0);

	/** A conditional write replies with a status if it took effect, else with nothing. */
	static final Decoder<Boolean> IS_PRESENT = Decoder.ofBoolean(Objects::nonNull);

	static final Decoder<Long> COUNT = Decoder.ofLong(Replies::toLong);

	/** Nothing was counted, as nothing was given. */
	static final Decoder<Long> ZERO = Decoder.ofLong((none) -> 0);

	private Replies() {
	}

	static long toLong(@Nullable Object reply) {
		return (Long) Objects.requireNonNull(reply);
	}

	/**
	 * A number that the server counts.
	 * @param stored how it is stored
	 * @param subject the key
	 */
	static long toInteger(@Nullable Object stored, Subject subject) {
		String text = toText(stored);
		try {
			long count = Long.parseLong(text);
			// The server counts in this form alone: no '+5', no '05'.
			if (Long.toString(count).equals(text)) {
				return count;
			}
		}
		catch (NumberFormatException ex) {
			// Refused below.
		}
		throw new UnreadableValueException(subject.name(), subject.template(), "a 64-bit integer",
				((byte[]) Objects.requireNonNull(stored)).length + " bytes that are no such value");
	}

	static byte @Nullable [] toBytes(@Nullable Object reply) {
		return (byte[]) reply;
	}

	static String toText(@Nullable Object reply) {
		return new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8);
	}

	/**
	 * A number with a fraction: a text in RESP2 and from scripts, which have integers
	 * only.
	 */
	static double toDouble(@Nullable Object reply) {
		return (reply instanceof byte[]) ? parseDouble(toText(reply))
				: ((Number) Objects.requireNonNull(reply)).doubleValue();
	}

	private static double parseDouble(String text) {
		return switch (text) {
			case "inf", "+inf" -> Double.POSITIVE_INFINITY;
			case "-inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.parseDouble(text);
		};
	}

	/**
	 * A list.
	 * @param reply the reply, {@code null} for an empty list
	 */
	@SuppressWarnings("unchecked")
	static List<@Nullable Object> toList(@Nullable Object reply) {
		return (reply != null) ? (List<@Nullable Object>) reply : List.of();
	}

	/**
	 * The elements of a list.
	 * @param reply the reply, {@code null} for an empty list
	 * @param decoder decodes an element
	 */
	static <R> List<R> toList(@Nullable Object reply, Decoder<R> decoder) {
		List<@Nullable Object> elements = toList(reply);
		List<R> result = new ArrayList<>(elements.size());
		elements.forEach((element) -> result.add(decoder.decode(element)));
		return result;
	}

	/**
	 * The elements of a list of pairs, which RESP3 replies as lists of their own or as a
	 * map, RESP2 and scripts one after the other.
	 */
	static <A, B> Map<A, B> toMap(@Nullable Object reply, Decoder<A> first, Decoder<B> second) {
		Map<A, B> result = new LinkedHashMap<>();
		forEachPair(reply, (key, value) -> result.put(first.decode(key), second.decode(value)));
		return result;
	}

	/**
	 * The elements of a list of pairs, like {@link #toMap}, which need not be distinct.
	 */
	static <R> List<R> toPairs(@Nullable Object reply, BiFunction<@Nullable Object, @Nullable Object, R> pair) {
		List<R> result = new ArrayList<>();
		forEachPair(reply, (first, second) -> result.add(pair.apply(first, second)));
		return result;
	}

	private static void forEachPair(@Nullable Object reply, BiConsumer<@Nullable Object, @Nullable Object> action) {
		List<@Nullable Object> elements = flat(toList(reply));
		for (int i = 0; i < elements.size(); i += 2) {
			action.accept(elements.get(i), elements.get(i + 1));
		}
	}

	private static List<@Nullable Object> flat(List<@Nullable Object> elements) {
		if (elements.isEmpty() || !(elements.get(0) instanceof List)) {
			return elements;
		}
		return elements.stream().<@Nullable Object>flatMap((pair) -> toList(pair).stream()).toList();
	}

	static Object sum(Object first, Object second) {
		return toLong(first) + toLong(second);
	}

	static Object last(Object first, Object second) {
		return second;
	}

	static Object concat(Object first, Object second) {
		List<@Nullable Object> all = new ArrayList<>(toList(first));
		all.addAll(toList(second));
		return all;
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
