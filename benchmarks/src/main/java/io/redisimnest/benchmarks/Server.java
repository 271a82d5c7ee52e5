package io.redisimnest.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.AbstractRedisAsyncCommands;
import io.redisimnest.registry.ImportClusters;
import redis.embedded.RedisServer;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A Redis server on loopback for the time of a benchmark, with an application that has
 * the tree there.
 */
final class Server implements AutoCloseable {

	private final RedisServer redis;

	private final ConfigurableApplicationContext application;

	private final RedisConnection connection;

	Server() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		this.redis = RedisServer.builder().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
		this.redis.start();
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + port);
		this.connection = this.application.getBean(RedisConnectionFactory.class).getConnection();
	}

	Shop shop() {
		return this.application.getBean(Shop.class);
	}

	/**
	 * The connection that the tree uses, as the client itself knows it.
	 */
	@SuppressWarnings("unchecked")
	StatefulRedisConnection<byte[], byte[]> lettuce() {
		return (StatefulRedisConnection<byte[], byte[]>) ((AbstractRedisAsyncCommands<byte[], byte[]>) this.connection
			.getNativeConnection()).getConnection();
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
		this.application.close();
		this.redis.stop();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Shop.class)
	static class Application {

	}

}
