package io.redisimnest.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.redisimnest.observe.CensusGauges;
import io.redisimnest.observe.CommandObservationConvention;
import io.redisimnest.observe.CommandObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration} for observations of commands and gauges of the census.
 *
 * @since 0.1
 */
@AutoConfiguration(before = RedisimnestAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
public final class RedisimnestObservationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	@ConditionalOnBean(ObservationRegistry.class)
	static class Commands {

		@Bean
		@ConditionalOnMissingBean
		CommandObserver redisimnestCommandObserver(ObservationRegistry registry,
				ObjectProvider<CommandObservationConvention> convention) {
			return new CommandObserver(registry, convention.getIfUnique());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class Gauges {

		@Bean
		@ConditionalOnMissingBean
		CensusGauges redisimnestCensusGauges(MeterRegistry registry) {
			return new CensusGauges(registry);
		}

	}

}
