package io.redisimnest.model;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a template.
 *
 * @param name its name
 * @param declaredType the Java type as declared
 * @param type how values of the type stand in keys
 * @param isHashTag whether Redis Cluster chooses the slot by it
 */
record Parameter(String name, Class<?> declaredType, ArgumentType type, boolean isHashTag) {

	/**
	 * The text of a value, as it stands in a key.
	 * @param value the value
	 * @param encoding the encoding of the segment
	 * @return the encoded text
	 * @throws IllegalArgumentException if the value cannot stand in a key
	 */
	String render(@Nullable Object value, Encoding encoding) {
		if (value == null) {
			throw new IllegalArgumentException("Argument '%s' is null".formatted(this.name));
		}
		String text = this.type.format(value);
		if (text == null) {
			throw new IllegalArgumentException(
					"Argument '%s' has a text that does not lead back to its value".formatted(this.name));
		}
		if (text.isEmpty()) {
			throw new IllegalArgumentException("Argument '%s' is empty".formatted(this.name));
		}
		String encoded = encoding.encode(text);
		if (encoded == null) {
			throw new IllegalArgumentException("Argument '%s' has an unpaired surrogate".formatted(this.name));
		}
		return encoded;
	}

	/**
	 * The value of a text as people write it.
	 * @param text the text, not encoded
	 * @return the value
	 * @throws IllegalArgumentException if no value has exactly this text
	 */
	Object parseText(String text) {
		if (text.indexOf(KeyTemplate.REPLACEMENT) >= 0) {
			throw new IllegalArgumentException("Argument '%s' is not UTF-8".formatted(this.name));
		}
		Object value = this.type.parse(text);
		if (value == null) {
			throw new IllegalArgumentException(
					"Argument '%s' is no %s. Write it as the application would give it, for parameter '%s'"
						.formatted(text, this.declaredType.getSimpleName(), this.name));
		}
		return value;
	}

	@Nullable Object parse(String encoded, Encoding encoding) {
		String text = encoded.isEmpty() ? null : encoding.decode(encoded);
		return (text != null) ? this.type.parse(text) : null;
	}

}
