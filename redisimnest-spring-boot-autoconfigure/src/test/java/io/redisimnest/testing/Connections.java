package io.redisimnest.testing;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisProtocol;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * Started connection factories of the client that the tests are run with: Lettuce, or
 * Jedis if {@code spring.data.redis.client-type} says so, as it does to Spring Boot.
 */
public final class Connections {

	private static final boolean JEDIS = "jedis".equals(System.getProperty("spring.data.redis.client-type"));

	/** The default of Lettuce. */
	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** By default Lettuce waits longer and longer before it connects again. */
	private static final ClientResources RESOURCES = ClientResources.builder()
		.reconnectDelay(Delay.constant(Duration.ofMillis(20)))
		.build();

	private Connections() {
	}

	/**
	 * Whether the client is Jedis.
	 * @return whether it is Jedis, not Lettuce
	 */
	public static boolean areOfJedis() {
		return JEDIS;
	}

	/**
	 * Connects to a server.
	 * @param host the host
	 * @param port the port
	 * @return the factory
	 */
	public static RedisConnectionFactory to(String host, int port) {
		return to(host, port, TIMEOUT);
	}

	/**
	 * Connects to a server.
	 * @param host the host
	 * @param port the port
	 * @param timeout how long to wait for replies
	 * @return the factory
	 */
	public static RedisConnectionFactory to(String host, int port, Duration timeout) {
		return to(new RedisStandaloneConfiguration(host, port), timeout);
	}

	/**
	 * Connects to a server, Sentinel or Redis Cluster.
	 * @param configuration where it is
	 * @return the factory
	 */
	public static RedisConnectionFactory to(RedisConfiguration configuration) {
		return to(configuration, TIMEOUT);
	}

	/**
	 * Connects to a server, Sentinel or Redis Cluster.
	 * @param configuration where it is
	 * @param timeout how long to wait for replies
	 * @return the factory
	 */
	public static RedisConnectionFactory to(RedisConfiguration configuration, Duration timeout) {
		return JEDIS ? jedis(configuration, JedisClientConfiguration.builder().readTimeout(timeout).build()) : lettuce(
				configuration,
				LettuceClientConfiguration.builder().clientResources(RESOURCES).commandTimeout(timeout).build());
	}

	/**
	 * Connects to a server with a few connections.
	 * @param host the host
	 * @param port the port
	 * @param timeout how long to wait for replies
	 * @param size how many connections there are; with Lettuce, one of them is shared by
	 * all single calls
	 * @return the factory
	 */
	public static RedisConnectionFactory pooled(String host, int port, Duration timeout, int size) {
		RedisConfiguration configuration = new RedisStandaloneConfiguration(host, port);
		if (JEDIS) {
			GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
			pool.setMaxTotal(size);
			return jedis(configuration,
					JedisClientConfiguration.builder().readTimeout(timeout).usePooling().poolConfig(pool).build());
		}
		GenericObjectPoolConfig<StatefulConnection<?, ?>> pool = new GenericObjectPoolConfig<>();
		pool.setMaxTotal(size);
		return lettuce(configuration,
				LettucePoolingClientConfiguration.builder().commandTimeout(timeout).poolConfig(pool).build());
	}

	/**
	 * Connects to a server over the version of the protocol that is not the default of
	 * the client: RESP2 with Lettuce, RESP3 with Jedis.
	 * @param host the host
	 * @param port the port
	 * @return the factory
	 */
	public static RedisConnectionFactory withOtherProtocol(String host, int port) {
		RedisConfiguration server = new RedisStandaloneConfiguration(host, port);
		return JEDIS
				? jedis(server,
						JedisClientConfiguration.builder()
							.customizeClientConfig((client) -> client.protocol(RedisProtocol.RESP3))
							.build())
				: lettuce(server,
						LettuceClientConfiguration.builder()
							.clientOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build())
							.build());
	}

	/**
	 * Connects by Jedis, whose idle connections are not pinged every half a minute, for
	 * that would be seen among the commands of whatever runs then.
	 * @param server where it is
	 * @param client how it does that
	 * @return the factory
	 */
	public static JedisConnectionFactory jedis(RedisConfiguration server, JedisClientConfiguration client) {
		client.getPoolConfig().ifPresent((pool) -> pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1)));
		JedisConnectionFactory factory = (server instanceof RedisClusterConfiguration cluster)
				? new JedisConnectionFactory(cluster, client)
				: (server instanceof RedisSentinelConfiguration sentinel) ? new JedisConnectionFactory(sentinel, client)
						: new JedisConnectionFactory((RedisStandaloneConfiguration) server, client);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/**
	 * Connects by Lettuce.
	 * @param server where it is
	 * @param client how it does that
	 * @return the factory
	 */
	public static LettuceConnectionFactory lettuce(RedisConfiguration server, LettuceClientConfiguration client) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(server, client);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/**
	 * Closes all connections.
	 * @param factory the factory
	 */
	public static void close(RedisConnectionFactory factory) {
		try {
			((DisposableBean) factory).destroy();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
