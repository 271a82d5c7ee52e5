package io.redisimnest.sample.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisServer;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * A real Redis server in a process of its own, on a free port of the loopback interface.
 * It keeps nothing on disk.
 */
final class EmbeddedRedis implements DataRedisConnectionDetails, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedRedis.class);

	private static final String HOST = "127.0.0.1";

	private final RedisServer server;

	private final int port;

	private EmbeddedRedis(RedisServer server, int port) {
		this.server = server;
		this.port = port;
	}

	static EmbeddedRedis start() {
		int port = findFreePort();
		try {
			RedisServer server = RedisServer.builder()
				.bind(HOST)
				.port(port)
				.setting("save \"\"")
				.setting("appendonly no")
				.build();
			server.start();
			logger.info("No Redis is configured: started an embedded one on {}:{}, which stops with the application. "
					+ "Set 'redisimnest.host' and 'redisimnest.port' to use your own", HOST, port);
			return new EmbeddedRedis(server, port);
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("No Redis is configured, and an embedded one does not start here. "
					+ "Start a Redis server and set 'redisimnest.host' and 'redisimnest.port'.", ex);
		}
	}

	private static int findFreePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of(HOST, this.port);
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
