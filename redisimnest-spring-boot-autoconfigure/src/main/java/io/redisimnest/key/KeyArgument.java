package io.redisimnest.key;

/**
 * Makes a type of the application usable as a parameter of a prefix. Declare it as a
 * bean.
 * <p>
 * The two methods must be inverse to each other: {@code parse(format(value))} equals
 * {@code value}. Separators and other characters that mean something in a key need no
 * care: what {@code format} returns is encoded.
 *
 * @param <T> the type of the argument
 * @since 0.1
 */
public interface KeyArgument<T> {

	/**
	 * The text of a value.
	 * @param value the value
	 * @return the text, not empty
	 */
	String format(T value);

	/**
	 * The value of a text that was read from a key.
	 * @param text the text
	 * @return the value
	 * @throws RuntimeException if {@link #format} does not produce such a text; the key
	 * then does not belong to the template
	 */
	T parse(String text);

}
