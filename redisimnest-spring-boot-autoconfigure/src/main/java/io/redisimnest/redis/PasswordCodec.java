package io.redisimnest.redis;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.secret.PasswordHashing;
import io.redisimnest.secret.SecretException;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as hashes.
 *
 * @param codec the form of a hash
 * @param hashing makes them
 */
record PasswordCodec(ValueCodec<String> codec, PasswordHashing hashing) {

	byte[] encode(@Nullable CharSequence password, Subject subject) {
		if (password == null) {
			throw ValueCodec.absent(subject);
		}
		return this.codec.encode(this.hashing.hash(password), subject);
	}

	/**
	 * Whether a password is the one whose hash is stored.
	 * @param password the password
	 * @param stored the stored form of the hash, {@code null} if there is none
	 */
	boolean matches(CharSequence password, byte @Nullable [] stored, Subject subject) {
		try {
			return this.hashing.matches(password, this.codec.decode(stored, subject));
		}
		catch (SecretException ex) {
			throw new UnreadableValueException(subject.name(), subject.template(), this.codec.type(),
					String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The hash that would be made today.
	 * @return its stored form, {@code null} if it is the one that is stored
	 */
	byte @Nullable [] renew(CharSequence password, byte[] stored, Subject subject) {
		String hash = this.codec.decode(stored, subject);
		return (hash != null && this.hashing.isOutdated(hash)) ? encode(password, subject) : null;
	}

}
