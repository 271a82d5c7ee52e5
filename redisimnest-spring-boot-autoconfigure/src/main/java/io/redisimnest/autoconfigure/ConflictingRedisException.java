package io.redisimnest.autoconfigure;

/**
 * Thrown when it cannot be decided on which Redis the trees have their keys.
 */
@SuppressWarnings("serial")
class ConflictingRedisException extends RuntimeException {

	private final String action;

	/**
	 * Create an exception.
	 * @param description what is wrong
	 * @param action what to do about it
	 */
	ConflictingRedisException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
