package io.redisimnest.explorer;

import org.springframework.http.HttpStatus;

/**
 * Thrown for what the explorer does not do.
 */
@SuppressWarnings("serial")
final class RefusedException extends RuntimeException {

	private final HttpStatus status;

	/**
	 * Create an exception.
	 * @param status the status of the response
	 * @param message the reason, for people
	 */
	RefusedException(HttpStatus status, String message) {
		super(message);
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

}
