package io.redisimnest.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
import io.redisimnest.ClusterFactory;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.key.KeyArgument;
import io.redisimnest.model.ArgumentTypes;
import io.redisimnest.model.TreeParser;
import io.redisimnest.model.TtlOverrides;
import io.redisimnest.redis.Codecs;
import io.redisimnest.redis.DispatchLog;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.registry.CensusListener;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.registry.RegistryInspector;
import tools.jackson.databind.JacksonModule;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * {@link AutoConfiguration} for trees of Redis keys.
 *
 * @since 0.1
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@ConditionalOnClass(RedisOperations.class)
@EnableConfigurationProperties(RedisimnestProperties.class)
@ImportRuntimeHints(PasswordHashings.Hints.class)
public final class RedisimnestAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterRegistry redisimnestClusterRegistry(RedisimnestProperties properties, Environment environment,
			ObjectProvider<KeyArgument<?>> keyArguments, ObjectProvider<JacksonModule> jacksonModules,
			ObjectProvider<DispatchObserver> observers, BeanFactory beanFactory) {
		TreeParser parser = new TreeParser(properties.namespace(), environment::resolveRequiredPlaceholders,
				new TtlOverrides(properties.ttl()), new ArgumentTypes(keyArguments.orderedStream().toList()));
		Codecs codecs = new Codecs(properties.codec(), properties.secrets().keyRing(),
				new PasswordHashings(beanFactory), jacksonModules.orderedStream().toList(),
				(type) -> serializer(type, beanFactory));
		KeyspaceSettings settings = new KeyspaceSettings(properties.scanCount(), properties.deleteChunkSize());
		List<DispatchObserver> all = new ArrayList<>(observers.orderedStream().toList());
		if (properties.dispatchLogs()) {
			all.add(new DispatchLog());
		}
		DispatchObserver observer = DispatchObserver.of(all);
		return new ClusterRegistry(parser, codecs,
				(factory) -> new Keyspace(new Dispatcher(factory, observer), settings));
	}

	@Bean
	@ConditionalOnMissingBean(ClusterInspector.class)
	RegistryInspector redisimnestClusterInspector(ClusterRegistry registry, RedisimnestProperties properties,
			ObjectProvider<CensusListener> listeners) {
		return new RegistryInspector(registry, properties.census().settings(), listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnProperty("redisimnest.census.interval")
	CensusSchedule redisimnestCensusSchedule(ClusterInspector inspector, RedisimnestProperties properties) {
		return new CensusSchedule(inspector, Objects.requireNonNull(properties.census().interval()));
	}

	private static <T extends RedisSerializer<?>> T serializer(Class<T> type, BeanFactory beanFactory) {
		return beanFactory.getBeanProvider(type).getIfUnique(() -> BeanUtils.instantiateClass(type));
	}

	@Bean
	@ConditionalOnMissingBean
	ClusterFactory redisimnestClusterFactory(ClusterRegistry registry,
			@RedisimnestConnectionFactory ObjectProvider<RedisConnectionFactory> qualified,
			ObjectProvider<RedisConnectionFactory> connectionFactories) {
		return registry.factory(() -> {
			RedisConnectionFactory factory = qualified.getIfAvailable();
			return (factory != null) ? factory : theOnly(connectionFactories);
		});
	}

	private static RedisConnectionFactory theOnly(ObjectProvider<RedisConnectionFactory> connectionFactories) {
		RedisConnectionFactory factory = connectionFactories.getIfUnique();
		if (factory == null && connectionFactories.stream().count() > 1) {
			throw new RedisConfigurationException(
					"There are %d RedisConnectionFactory beans, and none is primary."
						.formatted(connectionFactories.stream().count()),
					"Annotate the one on which the trees have their keys with @RedisimnestConnectionFactory, or make it @Primary.");
		}
		return (factory != null) ? factory : connectionFactories.getObject();
	}

	@Bean
	StartupLog redisimnestStartupLog(ClusterRegistry registry, ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		return new StartupLog(registry, beanFactory, environment);
	}

	/**
	 * Trees may be created one by one, some of them lazily, so only after all of them can
	 * an unknown name be told.
	 */
	@Bean
	SmartInitializingSingleton redisimnestTtlCheck(RedisimnestProperties properties, ClusterRegistry registry,
			ObjectProvider<Cluster> clusters) {
		return () -> {
			if (!properties.ttl().isEmpty()) {
				clusters.forEach(Cluster::prefix);
				new TtlOverrides(properties.ttl())
					.checkTrees(registry.trees().stream().map(ClusterDescription::path).toList());
			}
		};
	}

}
