package io.redisimnest.redis;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.secret.SecretCipher;
import io.redisimnest.secret.SecretException;
import org.jspecify.annotations.Nullable;

/**
 * Values that are encrypted.
 *
 * @param <T> the type of the values
 * @param codec their form before that
 * @param cipher encrypts them
 */
record SecretCodec<T>(ValueCodec<T> codec, SecretCipher cipher) implements WholeCodec<T> {

	@Override
	public byte[] encode(@Nullable T value, Subject subject) {
		return this.cipher.encrypt(this.codec.encode(value, subject), subject.name());
	}

	@Override
	public @Nullable T decode(byte @Nullable [] bytes, Subject subject) {
		return (bytes != null) ? this.codec.decode(decrypt(bytes, subject), subject) : null;
	}

	private byte[] decrypt(byte[] bytes, Subject subject) {
		try {
			return this.cipher.decrypt(bytes, subject.name());
		}
		catch (SecretException ex) {
			throw new UnreadableValueException(subject.name(), subject.template(), this.codec.type(),
					String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The same value, encrypted with the active key.
	 * @return the bytes, {@code null} if they would be encrypted with the same key
	 */
	byte @Nullable [] renew(byte[] bytes, Subject subject) {
		byte[] value = decrypt(bytes, subject);
		return this.cipher.isCurrent(bytes) ? null : this.cipher.encrypt(value, subject.name());
	}

}
