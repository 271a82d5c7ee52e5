package io.redisimnest.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.key.HeldLock;
import io.redisimnest.key.LockKey;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fencing tokens of several applications, whose server is killed again and again.
 */
class LockFencingTests {

	private static final int THREADS = 8;

	private static final int KILLS = 4;

	private static final int ACQUISITIONS = 40;

	@TempDir
	private Path directory;

	private final int port = TestRedis.freePort();

	private final RedisClient client = RedisClient.create();

	private ProcessHandle server;

	/** The tokens, in the order in which the lock was held. */
	private final List<Long> history = new CopyOnWriteArrayList<>();

	private final AtomicInteger holders = new AtomicInteger();

	private final AtomicBoolean done = new AtomicBoolean();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		kill();
		this.client.shutdown();
	}

	@Test
	void noTokenComesTwiceOrGoesBack() {
		startServer();
		run((first) -> run((second) -> {
			List<Thread> threads = IntStream.range(0, THREADS)
				.mapToObj((i) -> new Thread(() -> work(((i % 2 == 0) ? first : second).getBean(Locks.class).job())))
				.toList();
			threads.forEach(Thread::start);
			try {
				for (int i = 0; i < KILLS; i++) {
					awaitProgress();
					kill();
					startServer();
				}
				awaitProgress();
			}
			finally {
				this.done.set(true);
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}));
		assertThat(this.failures).isEmpty();
		List<Long> tokens = new ArrayList<>(this.history);
		assertThat(tokens).hasSizeGreaterThan(KILLS * ACQUISITIONS).doesNotHaveDuplicates().isSorted();
	}

	private void run(Use use) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
					RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues("redisimnest.host=127.0.0.1", "redisimnest.port=" + this.port,
					"spring.data.redis.timeout=2s")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				use.of(context);
			});
	}

	private void work(LockKey job) {
		while (!this.done.get()) {
			try (HeldLock lock = job.acquire(Duration.ofMinutes(1))) {
				if (this.holders.incrementAndGet() != 1) {
					this.failures.add(new AssertionError("More than one holds the lock"));
				}
				this.history.add(lock.fencingToken());
				this.holders.decrementAndGet();
			}
			catch (PessimisticLockingFailureException ex) {
				this.failures.add(ex);
			}
			catch (DataAccessException ex) {
				// The server was killed.
			}
			catch (RuntimeException | Error ex) {
				this.failures.add(ex);
				return;
			}
		}
	}

	private void awaitProgress() {
		int before = this.history.size();
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.history.size() > before + ACQUISITIONS || !this.failures.isEmpty());
	}

	private void startServer() {
		TestRedis.embedded(this.port, "dir " + this.directory, "appendonly yes", "appendfsync always");
		Awaitility.await().ignoreExceptions().until(() -> {
			try (StatefulRedisConnection<String, String> connection = this.client
				.connect(RedisURI.create("127.0.0.1", this.port))) {
				this.server = connection.sync()
					.info("server")
					.lines()
					.filter((line) -> line.startsWith("process_id:"))
					.map((line) -> Long.parseLong(line.substring("process_id:".length()).trim()))
					.flatMap((id) -> ProcessHandle.of(id).stream())
					.findFirst()
					.orElseThrow();
				return true;
			}
		});
	}

	private void kill() {
		this.server.destroyForcibly();
		this.server.onExit().join();
	}

	private interface Use {

		void of(ApplicationContext context) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Locks.class)
	static class Application {

	}

}
