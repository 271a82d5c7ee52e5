package io.redisimnest.autoconfigure;

import io.redisimnest.actuate.EndpointArgumentsConverter;
import io.redisimnest.actuate.RedisimnestEndpoint;
import io.redisimnest.actuate.RedisimnestEndpointWebExtension;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.registry.ClusterRegistry;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.EndpointConverter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration} for {@link RedisimnestEndpoint}.
 *
 * @since 0.1
 */
@AutoConfiguration(after = RedisimnestAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(RedisimnestEndpoint.class)
public final class RedisimnestEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean({ ClusterRegistry.class, ClusterInspector.class })
	@ConditionalOnMissingBean
	RedisimnestEndpoint redisimnestEndpoint(ClusterRegistry registry, ClusterInspector inspector) {
		return new RedisimnestEndpoint(registry, inspector);
	}

	@Bean
	@EndpointConverter
	EndpointArgumentsConverter redisimnestEndpointArgumentsConverter() {
		return new EndpointArgumentsConverter();
	}

	@Bean
	@ConditionalOnBean(RedisimnestEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	RedisimnestEndpointWebExtension redisimnestEndpointWebExtension(RedisimnestEndpoint endpoint) {
		return new RedisimnestEndpointWebExtension(endpoint);
	}

}
