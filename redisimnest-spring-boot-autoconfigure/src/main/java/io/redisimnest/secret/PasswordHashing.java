package io.redisimnest.secret;

import org.jspecify.annotations.Nullable;

/**
 * How passwords are hashed. Thread-safe.
 */
public interface PasswordHashing {

	/**
	 * Hashes a password.
	 * @param password the password
	 * @return the hash
	 */
	String hash(CharSequence password);

	/**
	 * Whether a password is the one of a hash. It takes as long if there is none.
	 * @param password the password
	 * @param hash the hash, {@code null} if there is none
	 * @return whether it is
	 * @throws SecretException if it is no hash that is known
	 */
	boolean matches(CharSequence password, @Nullable String hash);

	/**
	 * Whether a hash ought to be made anew.
	 * @param hash the hash
	 * @return whether another one would be made today
	 */
	boolean isOutdated(String hash);

}
