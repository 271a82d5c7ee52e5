package io.redisimnest.explorer;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import io.redisimnest.redis.FailureMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;

/**
 * Why there is no other answer.
 *
 * @param status the status of the response
 * @param error the reason, for people
 */
record Failure(HttpStatus status, String error) {

	private static final Logger logger = LoggerFactory.getLogger(Failure.class);

	static Failure of(Throwable ex) {
		if (ex instanceof RefusedException refused) {
			return new Failure(refused.status(), String.valueOf(ex.getMessage()));
		}
		if (ex instanceof IllegalArgumentException) {
			return new Failure(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		if (ex instanceof RejectedExecutionException) {
			return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "The explorer is busy. Try again later");
		}
		if (ex instanceof TimeoutException) {
			return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "Redis does not answer in time");
		}
		if (ex instanceof DataAccessException failure) {
			return new Failure(HttpStatus.SERVICE_UNAVAILABLE, FailureMessage.of(failure));
		}
		logger.error("The explorer failed", ex);
		return new Failure(HttpStatus.INTERNAL_SERVER_ERROR,
				"%s, see the log of the application".formatted(ex.getClass().getSimpleName()));
	}

}
