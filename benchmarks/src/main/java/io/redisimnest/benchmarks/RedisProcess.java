package io.redisimnest.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis server on loopback, for the time of a benchmark. It is the one that the system
 * property {@code redis.server} names, else the embedded one.
 */
final class RedisProcess implements AutoCloseable {

	private static final long START_MILLIS = 10_000;

	private final int port = freePort();

	private final Path directory;

	private final Process process;

	/**
	 * Starts a server.
	 * @param settings further settings, each as it stands in a configuration file
	 */
	RedisProcess(String... settings) throws IOException {
		this.directory = Files.createTempDirectory("redis");
		List<String> command = new ArrayList<>(List.of(executable(), "--port", Integer.toString(this.port), "--bind",
				"127.0.0.1", "--save", "", "--dir", this.directory.toString()));
		for (String setting : settings) {
			command.addAll(List.of(("--" + setting).split(" ")));
		}
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
		awaitStart();
	}

	private static String executable() throws IOException {
		String server = System.getProperty("redis.server");
		return (server != null) ? server : RedisExecProvider.defaultProvider().get().getAbsolutePath();
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void awaitStart() throws IOException {
		long end = System.currentTimeMillis() + START_MILLIS;
		while (true) {
			try (Jedis jedis = commands()) {
				jedis.ping();
				return;
			}
			catch (JedisException ex) {
				if (!this.process.isAlive() || System.currentTimeMillis() > end) {
					throw new IllegalStateException(
							"Redis does not start: " + Files.readString(this.directory.resolve("log")), ex);
				}
				pause();
			}
		}
	}

	private static void pause() {
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * A new connection that no contender uses.
	 */
	Jedis commands() {
		return new Jedis("127.0.0.1", this.port, 60_000);
	}

	/**
	 * What the server is, such as {@code Redis 7.0.15 (jemalloc-5.3.0)}: another
	 * allocator of memory can take twice as long.
	 */
	String version() {
		try (Jedis jedis = commands()) {
			String info = jedis.info("server");
			String version = info.contains("valkey_version:") ? "Valkey " + field(info, "valkey_version")
					: "Redis " + field(info, "redis_version");
			return "%s (%s)".formatted(version, field(jedis.info("memory"), "mem_allocator"));
		}
	}

	/**
	 * A field of a reply to {@code INFO}.
	 */
	static String field(String info, String name) {
		return info.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).trim())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("INFO has no " + name));
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (InterruptedException | IOException ex) {
			// It ends with the benchmark, and the directory is a temporary one.
		}
	}

}
