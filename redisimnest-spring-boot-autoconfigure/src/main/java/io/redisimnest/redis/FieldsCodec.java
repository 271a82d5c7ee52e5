package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Objects as fields with values.
 *
 * @param <T> the type of the objects
 */
interface FieldsCodec<T> {

	/**
	 * The stored form of an object.
	 * @param value the object
	 * @param subject the key
	 * @return the fields with their values, {@code null} for those to be absent
	 */
	Map<byte[], byte @Nullable []> encode(@Nullable T value, Subject subject);

	/**
	 * The object of a stored form.
	 * @param fields the fields with their values
	 * @param subject the key
	 * @return the object, {@code null} if there is none
	 */
	@Nullable T decode(Map<String, byte[]> fields, Subject subject);

	/**
	 * Objects that are stored whole, in one field.
	 *
	 * @param <T> the type of the objects
	 * @param codec their form
	 */
	record Whole<T>(ValueCodec<T> codec) implements FieldsCodec<T> {

		/** The name that Spring Data gives to such a field. */
		private static final String FIELD = "payload";

		@Override
		public Map<byte[], byte @Nullable []> encode(@Nullable T value, Subject subject) {
			return Map.of(FIELD.getBytes(StandardCharsets.US_ASCII), this.codec.encode(value, subject));
		}

		@Override
		public @Nullable T decode(Map<String, byte[]> fields, Subject subject) {
			return this.codec.decode(fields.get(FIELD), subject);
		}

	}

}
