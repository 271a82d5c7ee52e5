package io.redisimnest.sample.embedded;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches if no property says where, or as whom, to connect to Redis.
 */
class OnNoRedisConfigured extends SpringBootCondition {

	private static final List<String> TARGETS = List.of("redisimnest.host", "redisimnest.url", "redisimnest.port",
			"redisimnest.username", "redisimnest.password", "redisimnest.database", "spring.data.redis.host",
			"spring.data.redis.url", "spring.data.redis.port", "spring.data.redis.username",
			"spring.data.redis.password", "spring.data.redis.database");

	// Groups of properties, each of which names nodes.
	private static final List<String> TOPOLOGIES = List.of("spring.data.redis.sentinel", "spring.data.redis.cluster",
			"spring.data.redis.masterreplica");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("No Redis configured");
		Binder binder = Binder.get(context.getEnvironment());
		for (String target : TARGETS) {
			if (StringUtils.hasText(context.getEnvironment().getProperty(target))) {
				return ConditionOutcome.noMatch(message.found("property").items(target));
			}
		}
		for (String topology : TOPOLOGIES) {
			if (binder.bind(topology, Bindable.mapOf(String.class, Object.class)).isBound()) {
				return ConditionOutcome.noMatch(message.found("properties").items(topology));
			}
		}
		return ConditionOutcome.match(message.because("no property names one"));
	}

}
