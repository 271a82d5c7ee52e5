package io.redisimnest.actuate;

import io.redisimnest.actuate.KeysDescriptor.FoundKeyDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.CensusDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.ClusterDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.Interval;
import io.redisimnest.actuate.KeyspaceDescriptor.KeyDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.SingleNodeDescriptor;
import io.redisimnest.actuate.RedisimnestEndpointWebExtension.Refusal;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Finding;

import io.redisimnest.testing.AheadOfTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image is told of the endpoint: operations are invoked, and what they
 * return is written as JSON.
 */
class EndpointHintsTests {

	private final ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();

	@Test
	void operationsAreInvoked() {
		assertThat(hints()).matches(this.reflection.onMethodInvocation(RedisimnestEndpoint.class, "trees"))
			.matches(this.reflection.onMethodInvocation(RedisimnestEndpointWebExtension.class, "node"));
	}

	@ParameterizedTest
	@ValueSource(classes = { KeyspaceDescriptor.class, SingleNodeDescriptor.class, CensusDescriptor.class,
			ClusterDescriptor.class, KeyDescriptor.class, Interval.class, Finding.class, Sample.class,
			KeysDescriptor.class, FoundKeyDescriptor.class, ClearDescriptor.class, Refusal.class })
	void bodiesOfResponsesAreWritten(Class<?> type) {
		assertThat(type.getRecordComponents()).isNotEmpty()
			.allSatisfy((component) -> assertThat(hints())
				.matches(this.reflection.onMethodInvocation(component.getAccessor())));
	}

	private static RuntimeHints hints() {
		return AheadOfTime.hints(Endpoints.class);
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RedisimnestEndpoint.class, RedisimnestEndpointWebExtension.class })
	static class Endpoints {

	}

}
