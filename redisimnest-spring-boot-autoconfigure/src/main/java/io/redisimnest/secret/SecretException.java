package io.redisimnest.secret;

/**
 * Thrown for what cannot be decrypted. The message completes "Found: ", and tells the id
 * of the key, never the content.
 */
@SuppressWarnings("serial")
public class SecretException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what was found
	 */
	public SecretException(String message) {
		super(message);
	}

}
