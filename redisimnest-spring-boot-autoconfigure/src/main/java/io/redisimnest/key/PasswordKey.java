package io.redisimnest.key;

/**
 * A key with the hash of a password, a Redis string. The password can be verified, never
 * read, nor is its hash. Spring Security's
 * {@link org.springframework.security.crypto.password.PasswordEncoder PasswordEncoder}
 * does the hashing: that of the application, if there is such a bean, else a
 * {@code DelegatingPasswordEncoder} with its defaults. It takes
 * {@code org.springframework.security:spring-security-crypto} on the class path.
 * <p>
 * Stored as Python does ({@code redisimnest.codec=python}), it is a hash of bcrypt that
 * begins with {@code $2b$}, which takes passwords of 72 bytes at most.
 * <p>
 * Neither password nor hash are shown in logs, metrics, exceptions and by endpoints.
 * Hashing takes some tenths of a second on purpose; do it in a thread that may wait.
 *
 * @since 0.1
 */
public interface PasswordKey extends Key {

	/**
	 * {@code SET key hash [PX milliseconds]}; under {@code ON_CREATE}
	 * {@code SET key hash KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param password the password
	 * @throws IllegalArgumentException if it is {@code null}, or the encoder does not
	 * take it
	 */
	void set(CharSequence password);

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}. If the
	 * password is right, and its hash is not one that would be made today, then
	 * {@code SET key hash KEEPTTL} in a script, if nobody has written in between. A
	 * conversation: it cannot go into a batch. If that fails, the password is still
	 * right, and the log tells. It is read from the primary, and takes as long where
	 * there is no password.
	 * @param password the password that somebody has typed
	 * @return whether it is the one that was set; {@code false} if none was
	 */
	boolean verify(CharSequence password);

}
