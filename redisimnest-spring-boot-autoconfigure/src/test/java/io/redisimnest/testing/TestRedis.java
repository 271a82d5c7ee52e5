package io.redisimnest.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import com.redis.testcontainers.RedisContainer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The Redis server of the tests, started once. It is the one that the environment
 * variable {@code REDISIMNEST_TEST_REDIS} names ({@code host:port}; it is flushed!), else
 * a container where there is Docker, else an embedded server.
 */
public final class TestRedis {

	private static final TestRedis INSTANCE = start();

	private final String host;

	private final int port;

	private final RedisCommands<String, String> commands;

	private final RedisCommands<byte[], byte[]> binaryCommands;

	private final RedisConnectionFactory connectionFactory;

	private TestRedis(String host, int port) {
		this.host = host;
		this.port = port;
		RedisClient client = RedisClient.create(RedisURI.create(host, port));
		this.commands = client.connect().sync();
		this.binaryCommands = client.connect(ByteArrayCodec.INSTANCE).sync();
		this.connectionFactory = connectionFactory(host, port);
		Runtime.getRuntime().addShutdownHook(new Thread(client::shutdown));
	}

	private static TestRedis start() {
		String external = System.getenv("REDISIMNEST_TEST_REDIS");
		if (external != null) {
			String[] parts = external.split(":");
			return new TestRedis(parts[0], Integer.parseInt(parts[1]));
		}
		if (isDockerPresent()) {
			RedisContainer container = new RedisContainer("redis:7.4-alpine");
			container.start();
			return new TestRedis(container.getHost(), container.getMappedPort(6379));
		}
		RedisServer server = embedded(freePort());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
		return new TestRedis("127.0.0.1", server.ports().get(0));
	}

	/**
	 * Looks for Docker without starting its client, which costs time and prints an error
	 * where there is none.
	 */
	private static boolean isDockerPresent() {
		return System.getenv("DOCKER_HOST") != null || new File("/var/run/docker.sock").exists();
	}

	/**
	 * Starts a server of its own, for tests that stop it.
	 * @param port the port
	 * @param settings further lines of its configuration
	 * @return the running server
	 */
	public static RedisServer embedded(int port, String... settings) {
		try {
			var builder = RedisServer.builder().port(port).setting("bind 127.0.0.1").setting("save \"\"");
			for (String setting : settings) {
				builder.setting(setting);
			}
			RedisServer server = builder.build();
			server.start();
			return server;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stops a server.
	 * @param server the server
	 */
	public static void stop(RedisServer server) {
		try {
			server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A port that was free a moment ago.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A started connection factory.
	 * @param host the host
	 * @param port the port
	 * @return the factory
	 */
	public static RedisConnectionFactory connectionFactory(String host, int port) {
		return Connections.to(host, port);
	}

	public static String host() {
		return INSTANCE.host;
	}

	public static int port() {
		return INSTANCE.port;
	}

	/**
	 * What a client other than the library sees.
	 * @return commands on a connection of its own
	 */
	public static RedisCommands<String, String> commands() {
		return INSTANCE.commands;
	}

	/**
	 * What a client other than the library sees, as bytes.
	 * @return commands on a connection of its own
	 */
	public static RedisCommands<byte[], byte[]> binaryCommands() {
		return INSTANCE.binaryCommands;
	}

	/**
	 * The connection factory that tests share.
	 * @return the factory
	 */
	public static RedisConnectionFactory connectionFactory() {
		return INSTANCE.connectionFactory;
	}

	/**
	 * Empties the server.
	 */
	public static void flush() {
		INSTANCE.commands.flushall();
	}

}
