package io.redisimnest.autoconfigure;

import io.redisimnest.census.ClusterInspector;
import io.redisimnest.explorer.ExplorerController;
import io.redisimnest.registry.ClusterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	private static final Logger logger = LoggerFactory.getLogger(RedisimnestExplorerAutoConfiguration.class);

	@Bean
	@ConditionalOnBean({ ClusterRegistry.class, ClusterInspector.class })
	@ConditionalOnMissingBean
	ExplorerController redisimnestExplorerController(ClusterRegistry registry, ClusterInspector inspector,
			RedisimnestProperties properties) {
		logger.info("Explorer of the keyspace at '{}'", properties.explorer().path());
		return new ExplorerController(registry, inspector, properties.explorer().settings());
	}

}
