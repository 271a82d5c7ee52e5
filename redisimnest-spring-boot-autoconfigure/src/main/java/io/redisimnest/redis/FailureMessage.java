package io.redisimnest.redis;

import java.util.Objects;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Tells people why there is no answer of Redis.
 */
public final class FailureMessage {

	private FailureMessage() {
	}

	/**
	 * Describes a failure.
	 * @param ex the failure
	 * @return the message
	 */
	public static String of(DataAccessException ex) {
		if (ex instanceof DataAccessResourceFailureException || ex instanceof QueryTimeoutException) {
			Throwable cause = ex.getMostSpecificCause();
			return "Redis does not answer: "
					+ Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
		}
		return Objects.requireNonNullElse(ex.getMessage(), "Redis refuses to answer");
	}

}
