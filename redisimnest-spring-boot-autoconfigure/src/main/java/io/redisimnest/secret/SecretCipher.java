package io.redisimnest.secret;

/**
 * How secrets are encrypted. Thread-safe.
 */
public interface SecretCipher {

	/**
	 * Encrypts a value with the active key.
	 * @param value the value
	 * @param name the name of the key at which it is stored
	 * @return the ciphertext
	 */
	byte[] encrypt(byte[] value, String name);

	/**
	 * Decrypts a value with the key that it was encrypted with.
	 * @param ciphertext the ciphertext
	 * @param name the name of the key at which it is stored
	 * @return the value
	 * @throws SecretException if it was not made for that key, was changed, or its key is
	 * unknown
	 */
	byte[] decrypt(byte[] ciphertext, String name);

	/**
	 * Whether a value is encrypted with the active key.
	 * @param ciphertext the ciphertext
	 * @return whether there is no need to encrypt it again
	 */
	boolean isCurrent(byte[] ciphertext);

}
