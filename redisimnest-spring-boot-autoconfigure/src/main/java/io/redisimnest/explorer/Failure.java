package io.redisimnest.explorer;

import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;

import io.redisimnest.ProtectedClusterException;
import io.redisimnest.redis.FailureMessage;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;

/**
 * Why there is no other answer.
 *
 * @param status the status of the response
 * @param error the reason, for people
 */
record Failure(HttpStatus status, String error) {

	static Failure of(Throwable ex) {
		if (ex instanceof IllegalArgumentException) {
			return new Failure(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		if (ex instanceof ForbiddenException) {
			return new Failure(HttpStatus.FORBIDDEN, String.valueOf(ex.getMessage()));
		}
		if (ex instanceof NoSuchElementException) {
			return new Failure(HttpStatus.NOT_FOUND, String.valueOf(ex.getMessage()));
		}
		if (ex instanceof IllegalStateException || ex instanceof ProtectedClusterException) {
			return new Failure(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
		}
		if (ex instanceof RejectedExecutionException) {
			return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "The explorer is busy. Try again later");
		}
		if (ex instanceof DataAccessException failure) {
			return new Failure(HttpStatus.SERVICE_UNAVAILABLE, FailureMessage.of(failure));
		}
		return new Failure(HttpStatus.INTERNAL_SERVER_ERROR, ex.getClass().getSimpleName());
	}

}
