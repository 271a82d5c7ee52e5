package io.redisimnest.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Explains that the keys of secrets are not given by id, before Boot shows the value.
 */
class SecretBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {

	private static final ConfigurationPropertyName SECRETS = ConfigurationPropertyName.of("redisimnest.secrets");

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!SECRETS.equals(cause.getName()) && !SECRETS.isAncestorOf(cause.getName())) {
			return null;
		}
		return new FailureAnalysis("Property %s is wrong. Its value is not shown.".formatted(cause.getName()),
				"Set redisimnest.secrets.keys.<id> to 32 random bytes in Base64, such as 'openssl rand -base64 32' makes "
						+ "them: each key has an id of letters, digits, '-' and '_'.",
				cause);
	}

}
