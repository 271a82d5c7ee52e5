package io.redisimnest.redis;

import org.jspecify.annotations.Nullable;

/**
 * Values that are stored whole, as bytes.
 *
 * @param <T> the type of the values
 */
interface WholeCodec<T> {

	/**
	 * The stored form of a value.
	 * @param value the value
	 * @param subject the key
	 * @return its bytes
	 */
	byte[] encode(@Nullable T value, Subject subject);

	/**
	 * The value of a stored form.
	 * @param bytes the bytes, {@code null} if there is none
	 * @param subject the key
	 * @return the value, {@code null} if there is none
	 */
	@Nullable T decode(byte @Nullable [] bytes, Subject subject);

}
