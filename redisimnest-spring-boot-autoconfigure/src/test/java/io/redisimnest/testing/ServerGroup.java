package io.redisimnest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

import org.springframework.util.FileSystemUtils;

/**
 * Servers that work together, each in a directory of its own. They end with the tests,
 * however these end.
 */
final class ServerGroup implements AutoCloseable {

	private final Path directory;

	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.reconnectDelay(Delay.constant(Duration.ofMillis(20)))
		.build();

	private final RedisClient client = RedisClient.create(this.resources);

	private final List<TestServer> servers = new ArrayList<>();

	private final Thread hook = new Thread(this::stop);

	ServerGroup() {
		try {
			this.directory = Files.createTempDirectory("redis-servers");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.client
			.setOptions(ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).build());
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Starts one more server.
	 * @param settings its settings, but for port and directory
	 * @return the server
	 */
	TestServer start(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("dir " + newDirectory());
		all.add("shutdown-timeout 0");
		all.add("repl-diskless-sync-delay 0");
		TestServer server = new TestServer(this.client, TestRedis.freePort(), all);
		this.servers.add(server);
		return server;
	}

	/**
	 * A new directory, which is deleted in the end.
	 */
	Path newDirectory() {
		try {
			return Files.createTempDirectory(this.directory, "server");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void stop() {
		this.client.shutdown(0, 2, TimeUnit.SECONDS);
		this.resources.shutdown(0, 2, TimeUnit.SECONDS);
		this.servers.forEach(TestServer::stop);
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			// It is a temporary one.
		}
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.hook);
		stop();
	}

}
