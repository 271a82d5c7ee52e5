package io.redisimnest.explorer;

/**
 * Thrown for what is not allowed.
 */
@SuppressWarnings("serial")
class ForbiddenException extends RuntimeException {

	ForbiddenException(String message) {
		super(message);
	}

}
