package io.redisimnest.redis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No write leaves a key without its time-to-live, whenever the server is killed, and
 * wherever what it had written to disk breaks off.
 */
class TtlUnderCrashTests {

	private static final int ROUNDS = 80;

	@TempDir
	private Path directory;

	private final int port = TestRedis.freePort();

	private final RedisClient client = RedisClient.create();

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void noWriteLeavesAKeyWithoutItsTtl(Declared declared) throws Exception {
		Random random = new Random(declared.ordinal());
		long keys = 0;
		try (CuttableProxy proxy = new CuttableProxy(this.port)) {
			RedisConnectionFactory factory = proxy.unforgivingConnectionFactory();
			Kinds kinds = declared.in(Trees.create(Clocks.class, factory));
			for (int round = 0; round < ROUNDS; round++) {
				startServer();
				try (StatefulRedisConnection<String, String> connection = connect()) {
					RedisCommands<String, String> commands = connection.sync();
					assertThat(RandomWrites.offenders(commands)).as("after round " + round).isEmpty();
					keys += commands.dbsize();
					rewriteLog(commands);
					killWhileWriting(processOf(commands), kinds, random);
				}
				breakOff(random);
			}
			Connections.close(factory);
		}
		assertThat(keys).isGreaterThan(ROUNDS * 5);
		this.client.shutdown();
	}

	/**
	 * The server leaves a transaction out whose end was cut off, but goes on writing
	 * behind its beginning, and would run it the next time.
	 */
	private static void rewriteLog(RedisCommands<String, String> commands) {
		commands.bgrewriteaof();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> commands.info("persistence").contains("aof_rewrite_in_progress:0\r\naof_rewrite_scheduled:0"));
	}

	private void startServer() {
		TestRedis.embedded(this.port, "dir " + this.directory, "appendonly yes", "appendfsync everysec",
				"auto-aof-rewrite-percentage 0");
		Awaitility.await().pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
			try (StatefulRedisConnection<String, String> connection = connect()) {
				return connection.sync().ping().equals("PONG");
			}
		});
	}

	private StatefulRedisConnection<String, String> connect() {
		return this.client.connect(RedisURI.create("127.0.0.1", this.port));
	}

	private static ProcessHandle processOf(RedisCommands<String, String> commands) {
		return commands.info("server")
			.lines()
			.filter((line) -> line.startsWith("process_id:"))
			.map((line) -> Long.parseLong(line.substring("process_id:".length()).trim()))
			.flatMap((id) -> ProcessHandle.of(id).stream())
			.findFirst()
			.orElseThrow();
	}

	private static void killWhileWriting(ProcessHandle server, Kinds kinds, Random random) throws Exception {
		int writes = random.nextInt(30);
		long seed = random.nextLong();
		CountDownLatch written = new CountDownLatch(writes);
		Thread writer = new Thread(() -> {
			Random own = new Random(seed);
			while (server.isAlive()) {
				try {
					RandomWrites.write(kinds, own);
				}
				catch (DataAccessException ex) {
					// The server was killed, or there was nothing to rename.
				}
				written.countDown();
			}
		});
		writer.start();
		written.await();
		server.destroyForcibly();
		server.onExit().get();
		writer.join();
	}

	/**
	 * Cuts off the end of what was written, as a loss of power would.
	 */
	private void breakOff(Random random) throws IOException {
		List<Path> logs;
		try (Stream<Path> files = Files.walk(this.directory)) {
			logs = files.filter((file) -> file.toString().endsWith(".incr.aof"))
				.sorted(Comparator.comparing((file) -> file.toFile().lastModified()))
				.toList();
		}
		try (RandomAccessFile log = new RandomAccessFile(logs.get(logs.size() - 1).toFile(), "rw")) {
			log.setLength(Math.max(0, log.length() - random.nextInt(400)));
		}
	}

}
