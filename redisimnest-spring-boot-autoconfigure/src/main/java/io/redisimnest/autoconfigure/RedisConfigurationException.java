package io.redisimnest.autoconfigure;

/**
 * Thrown when configuration does not tell on which Redis the trees have their keys.
 */
@SuppressWarnings("serial")
class RedisConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create an exception.
	 * @param description what is wrong
	 * @param action what to do about it
	 */
	RedisConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
