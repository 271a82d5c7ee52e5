package io.redisimnest;

import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.util.StringUtils;

/**
 * Thrown if Redis failed while keys were being deleted. It is safe to clear again: that
 * deletes the rest, and nothing else.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class IncompleteClearException extends UncategorizedDataAccessException {

	private final transient ClearReport report;

	/**
	 * Create an exception.
	 * @param name the prefix of the cluster
	 * @param report what was done
	 * @param cause what went wrong
	 */
	public IncompleteClearException(String name, ClearReport report, RuntimeException cause) {
		super("Clearing of '%s' ended after at least %d keys were deleted: %s. Clear it again to delete the rest"
			.formatted(name, report.deleted(),
					StringUtils.trimTrailingCharacter(String.valueOf(cause.getMessage()), '.')),
				cause);
		this.report = report;
	}

	/**
	 * What was done. More keys may have been deleted, whose replies were lost.
	 * @return the report
	 */
	public ClearReport getReport() {
		return this.report;
	}

}
