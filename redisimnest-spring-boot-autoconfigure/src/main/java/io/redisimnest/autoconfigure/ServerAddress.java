package io.redisimnest.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Cluster;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.MasterReplica;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Where the Redis of the application is, in words, without what is secret.
 */
final class ServerAddress {

	private static final String BOOT = "org.springframework.boot.";

	private ServerAddress() {
	}

	/**
	 * The address that Boot connects to.
	 * @param beanFactory the beans of the application
	 * @param environment its properties
	 * @return such as {@code localhost:6379}; {@code null} if connections are made by
	 * beans of the application, which alone know where to
	 */
	static @Nullable String of(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		String[] factories = beanFactory.getBeanNamesForType(RedisConnectionFactory.class, true, false);
		if (factories.length != 1 || !isOfBoot(beanFactory, factories[0])) {
			return null;
		}
		try {
			DataRedisConnectionDetails details = beanFactory.getBeanProvider(DataRedisConnectionDetails.class)
				.getIfUnique();
			return (details != null) ? of(details) : null;
		}
		catch (BeansException ex) {
			return ofProperties(beanFactory, environment);
		}
	}

	/**
	 * The address that properties name, for when there are no beans any more.
	 */
	private static @Nullable String ofProperties(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		Binder binder = Binder.get(environment);
		if (beanFactory.getBeanNamesForType(RedisimnestConnectionDetails.class, true, false).length > 0) {
			return of(RedisTarget.of(binder.bindOrCreate("redisimnest", RedisimnestProperties.class)));
		}
		DataRedisProperties properties = binder.bindOrCreate("spring.data.redis", DataRedisProperties.class);
		boolean severalNodes = properties.getCluster() != null || properties.getSentinel() != null
				|| properties.getMasterreplica() != null;
		return severalNodes ? null : of(RedisTarget.of(properties));
	}

	private static String of(RedisTarget target) {
		return target.host() + ":" + target.port();
	}

	private static boolean isOfBoot(ConfigurableListableBeanFactory beanFactory, String name) {
		String origin = beanFactory.containsBeanDefinition(name)
				? beanFactory.getBeanDefinition(name).getFactoryBeanName() : null;
		return origin != null && origin.startsWith(BOOT);
	}

	private static @Nullable String of(DataRedisConnectionDetails details) {
		Cluster cluster = details.getCluster();
		if (cluster != null) {
			return "Redis Cluster " + nodes(cluster.getNodes());
		}
		Sentinel sentinel = details.getSentinel();
		if (sentinel != null) {
			return "master '%s' of Sentinel %s".formatted(sentinel.getMaster(), nodes(sentinel.getNodes()));
		}
		MasterReplica masterReplica = details.getMasterReplica();
		if (masterReplica != null) {
			return nodes(masterReplica.getNodes());
		}
		Standalone standalone = details.getStandalone();
		return (standalone != null) ? standalone.getHost() + ":" + standalone.getPort() : null;
	}

	private static String nodes(List<Node> nodes) {
		return nodes.stream().map((node) -> node.host() + ":" + node.port()).collect(Collectors.joining(", "));
	}

}
