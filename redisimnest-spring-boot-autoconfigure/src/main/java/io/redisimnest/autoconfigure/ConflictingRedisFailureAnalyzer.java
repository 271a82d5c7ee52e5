package io.redisimnest.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains {@link ConflictingRedisException}.
 */
class ConflictingRedisFailureAnalyzer extends AbstractFailureAnalyzer<ConflictingRedisException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConflictingRedisException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
