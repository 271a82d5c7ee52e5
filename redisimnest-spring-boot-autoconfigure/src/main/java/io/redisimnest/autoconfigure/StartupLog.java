package io.redisimnest.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.redisimnest.ClusterDescription;
import io.redisimnest.registry.ClusterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Says once which trees there are, and where they have their keys.
 */
class StartupLog implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

	private final ClusterRegistry registry;

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	/**
	 * Create the log.
	 * @param registry the trees
	 * @param beanFactory the beans of the application
	 * @param environment its properties
	 */
	StartupLog(ClusterRegistry registry, ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.registry = registry;
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<ClusterDescription> trees = this.registry.trees();
		if (!trees.isEmpty()) {
			String address = (this.registry.keyspaces().size() == 1)
					? ServerAddress.of(this.beanFactory, this.environment) : null;
			logger.info("{} at {}",
					trees.stream()
						.map((tree) -> "Tree '%s' with %d templates".formatted(tree.path(), templates(tree)))
						.collect(Collectors.joining(", ")),
					(address != null) ? address : "the RedisConnectionFactory of the application");
		}
	}

	private static int templates(ClusterDescription cluster) {
		return cluster.keys().size() + cluster.clusters().stream().mapToInt(StartupLog::templates).sum();
	}

}
