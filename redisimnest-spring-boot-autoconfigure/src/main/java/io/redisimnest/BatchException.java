package io.redisimnest;

import java.util.List;

import org.springframework.dao.DataAccessException;

/**
 * Thrown when operations of a {@link Batch} or {@link Transaction} failed; the others
 * took effect. Its message names them, its cause is the first failure.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class BatchException extends DataAccessException {

	private final List<RuntimeException> failures;

	/**
	 * Create an exception.
	 * @param message what failed
	 * @param failures what the operations failed with, in their order
	 */
	public BatchException(String message, List<RuntimeException> failures) {
		super(message, failures.get(0));
		this.failures = List.copyOf(failures);
	}

	/**
	 * What the failed operations failed with, in their order.
	 * @return the failures
	 */
	public List<RuntimeException> getFailures() {
		return this.failures;
	}

}
