package io.redisimnest.redis;

import java.util.Objects;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.model.ArgumentType;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.SerializationException;

/**
 * The fields of a hash, which are named as arguments are.
 *
 * @param <F> the type of the fields
 * @param type how they are named
 */
record FieldCodec<F>(ArgumentType type) {

	private static final TextSerializer TEXT = new TextSerializer();

	/**
	 * The name of a field.
	 * @param field the field
	 * @param subject the key
	 * @return its bytes
	 * @throws IllegalArgumentException if it has no name
	 */
	byte[] encode(@Nullable F field, Subject subject) {
		String text = (field != null) ? this.type.format(field) : null;
		if (text == null) {
			throw new IllegalArgumentException(
					"Field of key '%s' must not be null, and lead back from its name".formatted(subject.name()));
		}
		try {
			return TEXT.serialize(text);
		}
		catch (SerializationException ex) {
			throw new IllegalArgumentException(
					"Field of key '%s' is no valid text: %s".formatted(subject.name(), ex.getMessage()));
		}
	}

	/**
	 * The field of a name.
	 * @param name its bytes
	 * @param subject the key
	 * @return the field
	 * @throws UnreadableValueException if there is no such field of the type
	 */
	@SuppressWarnings("unchecked")
	F decode(@Nullable Object name, Subject subject) {
		byte[] bytes = (byte[]) Objects.requireNonNull(name);
		Object field = null;
		try {
			field = this.type.parse(TEXT.deserialize(bytes));
		}
		catch (SerializationException ex) {
			// Refused below.
		}
		if (field == null) {
			throw new UnreadableValueException(subject.name(), subject.template(),
					"a hash with fields of type " + this.type.type().getName(),
					"a field with a name of %d bytes that is none".formatted(bytes.length));
		}
		return (F) field;
	}

}
