package io.redisimnest.redis;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Turns the server's reply into the result of an operation.
 *
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Decoder<R> {

	/**
	 * Decodes a reply.
	 * @param reply the reply: {@code byte[]} for strings, {@code Long}, {@code Double},
	 * {@code Boolean}, {@code List}s of these, {@code null}
	 * @return the result
	 */
	R decode(@Nullable Object reply);

	/**
	 * What stands for the result while an operation is named but not run yet: one after
	 * the other, so that what is made of a result shows; none for {@code null}.
	 * @return the results
	 */
	default List<R> placeholders() {
		return List.of();
	}

	/**
	 * A decoder whose reply is made by another function first.
	 * @param before the function
	 * @return the decoder
	 */
	default Decoder<R> after(Decoder<? extends @Nullable Object> before) {
		return new Known<>((reply) -> decode(before.decode(reply)), placeholders());
	}

	static Decoder<Boolean> ofBoolean(Predicate<@Nullable Object> decoder) {
		return new Known<>(decoder::test, List.of(false, true));
	}

	static Decoder<Long> ofLong(ToLongFunction<@Nullable Object> decoder) {
		return new Known<>(decoder::applyAsLong, List.of(-0x5EED_0F_0DDL, 0x5EED_0F_0DDL));
	}

	static Decoder<Double> ofDouble(ToDoubleFunction<@Nullable Object> decoder) {
		return new Known<>(decoder::applyAsDouble, List.of(-5.0625e99, 5.0625e99));
	}

	/**
	 * A decoder whose placeholders are known, as primitive results need some.
	 *
	 * @param <R> the type of the result
	 * @param decoder the decoder
	 * @param placeholders what stands for a result
	 */
	record Known<R>(Decoder<R> decoder, List<R> placeholders) implements Decoder<R> {

		@Override
		public R decode(@Nullable Object reply) {
			return this.decoder.decode(reply);
		}

	}

}
