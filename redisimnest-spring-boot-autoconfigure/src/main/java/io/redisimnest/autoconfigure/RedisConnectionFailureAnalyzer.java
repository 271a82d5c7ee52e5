package io.redisimnest.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * Explains that an application uses Redis while it starts and cannot reach it: where that
 * would be, and which properties say so.
 */
class RedisConnectionFailureAnalyzer extends AbstractFailureAnalyzer<RedisConnectionFailureException> {

	private final BeanFactory beanFactory;

	private final Environment environment;

	RedisConnectionFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RedisConnectionFailureException cause) {
		if (!(this.beanFactory instanceof ConfigurableListableBeanFactory beans)) {
			return null;
		}
		String address = ServerAddress.of(beans, this.environment);
		return (address != null) ? new FailureAnalysis("Redis cannot be reached at %s: %s".formatted(address,
				NestedExceptionUtils.getMostSpecificCause(cause).getMessage()), action(beans), cause) : null;
	}

	private String action(ListableBeanFactory beans) {
		if (beans.getBeanNamesForType(RedisimnestConnectionDetails.class, true, false).length > 0) {
			return "Start Redis there, or correct redisimnest.host and redisimnest.port, or redisimnest.url.";
		}
		if (ServerProperties.SPRING_DATA.nameServer(this.environment)
				|| ServerProperties.SPRING_DATA.nameNodes(this.environment)) {
			return "Start Redis there, or correct spring.data.redis.*.";
		}
		return "Start Redis there, or name another server in redisimnest.host and redisimnest.port, or redisimnest.url.";
	}

}
