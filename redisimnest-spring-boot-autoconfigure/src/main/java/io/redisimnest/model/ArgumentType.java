package io.redisimnest.model;

import java.util.List;

import io.redisimnest.key.KeyArgument;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type stand in keys and fields: their text, the way back, and
 * which texts there can be.
 */
public final class ArgumentType {

	private final Class<?> type;

	private final KeyArgument<Object> argument;

	private final Texts texts;

	private final boolean verified;

	private final boolean isLong;

	/**
	 * Create a type.
	 * @param type the Java type
	 * @param argument the text of a value and the way back
	 * @param texts which texts there can be
	 * @param verified whether the way back is known to be exact, so that it need not be
	 * checked for each value
	 */
	@SuppressWarnings("unchecked")
	<T> ArgumentType(Class<?> type, KeyArgument<T> argument, Texts texts, boolean verified) {
		this.type = type;
		this.argument = (KeyArgument<Object>) argument;
		this.texts = texts;
		this.verified = verified;
		this.isLong = texts == Texts.INTEGER
				&& (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class);
	}

	/**
	 * The Java type.
	 * @return the type
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Whether the text of a value is that of its {@code long}.
	 */
	boolean isLong() {
		return this.isLong;
	}

	Texts texts() {
		return this.texts;
	}

	/**
	 * The text of a value.
	 * @param value the value
	 * @return the text, {@code null} if it does not lead back to the value
	 */
	public @Nullable String format(Object value) {
		String text = this.argument.format(value);
		return (this.verified || (text != null && value.equals(parse(text)))) ? text : null;
	}

	/**
	 * The value of a text.
	 * @param text a text
	 * @return the value, {@code null} if no value has exactly this text
	 */
	public @Nullable Object parse(String text) {
		try {
			Object value = this.argument.parse(text);
			return (value != null && text.equals(this.argument.format(value))) ? value : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	/**
	 * The texts that the values of a type can have.
	 *
	 * @param shape their shape
	 * @param words all of them, if there are only these
	 */
	record Texts(Shape shape, List<String> words) {

		static final Texts ANY = new Texts(Shape.ANY, List.of());

		static final Texts INTEGER = new Texts(Shape.INTEGER, List.of());

		static final Texts UUID = new Texts(Shape.UUID, List.of());

		static Texts of(List<String> words) {
			return new Texts(Shape.WORDS, words);
		}

	}

	enum Shape {

		ANY, INTEGER, UUID, WORDS

	}

}
