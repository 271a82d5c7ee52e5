package io.redisimnest.autoconfigure;

import io.redisimnest.census.ClusterInspector;
import io.redisimnest.explorer.ExplorerController;
import io.redisimnest.registry.ClusterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * {@link AutoConfiguration} for the {@link ExplorerController explorer}.
 *
 * @since 0.1
 */
@AutoConfiguration(after = RedisimnestAutoConfiguration.class)
@ConditionalOnClass(RequestMapping.class)
@ConditionalOnWebApplication
@ConditionalOnProperty("redisimnest.explorer.enabled")
public final class RedisimnestExplorerAutoConfiguration {

	@Bean
	@ConditionalOnBean({ ClusterRegistry.class, ClusterInspector.class })
	@ConditionalOnMissingBean
	ExplorerController redisimnestExplorerController(ClusterRegistry registry, ClusterInspector inspector,
			RedisimnestProperties properties) {
		return new ExplorerController(registry, inspector, properties.explorer().settings());
	}

}
