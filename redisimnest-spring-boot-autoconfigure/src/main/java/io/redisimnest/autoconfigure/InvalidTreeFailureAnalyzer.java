package io.redisimnest.autoconfigure;

import io.redisimnest.InvalidTreeException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains {@link InvalidTreeException}.
 */
class InvalidTreeFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTreeException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTreeException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct the declarations of the tree; each problem above says how.", cause);
	}

}
