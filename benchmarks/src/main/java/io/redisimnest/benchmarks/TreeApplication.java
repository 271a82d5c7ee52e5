package io.redisimnest.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.api.StatefulRedisConnection;
import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestObservationAutoConfiguration;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * An application with default settings that has its trees on a server. It has nothing
 * that a tree does not need: metrics, for example, would slow down whoever uses its
 * connection.
 */
final class TreeApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private TreeApplication(Class<?> configuration, List<String> arguments) {
		this.context = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run(arguments.toArray(String[]::new));
	}

	/**
	 * An application on one server.
	 * @param port the port of the server
	 * @param properties further properties, such as {@code a.b=c}
	 */
	static TreeApplication on(int port, String... properties) {
		return on(Application.class, port, properties);
	}

	/**
	 * An application on one server whose commands are observed.
	 * @param port the port of the server
	 * @param properties further properties, such as {@code a.b=c}
	 */
	static TreeApplication observedOn(int port, String... properties) {
		return on(ObservedApplication.class, port, properties);
	}

	private static TreeApplication on(Class<?> configuration, int port, String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + port));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new TreeApplication(configuration, arguments);
	}

	/**
	 * An application on a Redis Cluster.
	 * @param port the port of one of its nodes
	 */
	static TreeApplication onCluster(int port) {
		return new TreeApplication(Application.class, List.of("--spring.data.redis.cluster.nodes=127.0.0.1:" + port));
	}

	<T extends Cluster> T tree(Class<T> root) {
		return this.context.getBean(ClusterFactory.class).create(root);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	RedisConnectionFactory connectionFactory() {
		return bean(RedisConnectionFactory.class);
	}

	/**
	 * The connection that the trees use, as Lettuce itself knows it.
	 */
	@SuppressWarnings("unchecked")
	StatefulRedisConnection<byte[], byte[]> lettuce() {
		try (RedisConnection connection = connectionFactory().getConnection()) {
			return (StatefulRedisConnection<byte[], byte[]>) ((AbstractRedisAsyncCommands<byte[], byte[]>) connection
				.getNativeConnection()).getConnection();
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, RedisimnestAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	@ImportAutoConfiguration({ ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
			RedisimnestObservationAutoConfiguration.class })
	static class ObservedApplication {

	}

}
