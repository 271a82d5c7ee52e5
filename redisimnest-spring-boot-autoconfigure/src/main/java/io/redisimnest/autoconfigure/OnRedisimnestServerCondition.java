package io.redisimnest.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if {@code redisimnest.*} names a Redis server.
 */
class OnRedisimnestServerCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redisimnest server");
		return ServerProperties.REDISIMNEST.nameServer(context.getEnvironment())
				? ConditionOutcome.match(message.because("redisimnest.* names a server"))
				: ConditionOutcome.noMatch(message.because("redisimnest.* names no server"));
	}

}
