package io.redisimnest.autoconfigure;

import io.redisimnest.census.ClusterInspector;
import io.redisimnest.explorer.ExplorerController;
import io.redisimnest.explorer.ExplorerSettings;
import io.redisimnest.explorer.ShowValues;
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
import org.springframework.util.ClassUtils;
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

	private static final boolean SECURED = ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken",
			RedisimnestExplorerAutoConfiguration.class.getClassLoader());

	private static final Logger logger = LoggerFactory.getLogger(RedisimnestExplorerAutoConfiguration.class);

	@Bean
	@ConditionalOnBean({ ClusterRegistry.class, ClusterInspector.class })
	@ConditionalOnMissingBean
	ExplorerController redisimnestExplorerController(ClusterRegistry registry, ClusterInspector inspector,
			RedisimnestProperties properties) {
		ExplorerSettings settings = properties.explorer().settings();
		logger.info("Explorer of the keyspace at '{}', values are shown {}, clearing is {}", settings.path(),
				settings.showValues().description(), settings.allowClear() ? "allowed" : "not allowed");
		if (!SECURED && (settings.allowClear() || settings.showValues() == ShowValues.ALWAYS)) {
			logger.warn("There is no Spring Security: whoever reaches the application may {} in the explorer",
					settings.allowClear() ? "delete keys" : "look at values");
		}
		return new ExplorerController(registry, inspector, settings);
	}

}
