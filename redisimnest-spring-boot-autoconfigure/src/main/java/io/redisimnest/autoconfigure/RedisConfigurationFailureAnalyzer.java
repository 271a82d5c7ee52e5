package io.redisimnest.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains {@link RedisConfigurationException}.
 */
class RedisConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<RedisConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RedisConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
