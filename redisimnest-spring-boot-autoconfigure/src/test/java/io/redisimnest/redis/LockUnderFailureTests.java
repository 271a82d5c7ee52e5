package io.redisimnest.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.redisimnest.key.HeldLock;
import io.redisimnest.key.LockKey;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Locks whose connection is cut, whose server is away, and whose threads are interrupted.
 */
class LockUnderFailureTests {

	private static final Duration LEASE = Duration.ofSeconds(20);

	private final LockKey job = Trees.create(Locks.class).job();

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whereverTheConnectionIsCutNoLockIsHeldThatNobodyKnowsOf(boolean sentAgain) {
		Random random = new Random(7);
		int acquired = 0;
		int failed = 0;
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = sentAgain ? proxy.connectionFactory()
					: proxy.unforgivingConnectionFactory();
			LockKey key = Trees.create(Locks.class, factory).job();
			for (int i = 0; i < 60; i++) {
				proxy.cutAfter(random.nextInt(sentAgain ? 1500 : 2500));
				try (HeldLock lock = key.acquire(LEASE, LEASE)) {
					assertThat(TestRedis.commands().get("locks:job")).endsWith(":" + lock.fencingToken());
					acquired++;
				}
				catch (PessimisticLockingFailureException ex) {
					throw new AssertionError("Nobody else wants the lock", ex);
				}
				catch (DataAccessException ex) {
					failed++;
				}
				Awaitility.await().pollDelay(Duration.ZERO).until(() -> TestRedis.commands().exists("locks:job") == 0);
			}
			Connections.close(factory);
		}
		assertThat(acquired).isPositive();
		assertThat(failed).isPositive();
	}

	@Test
	void anAttemptThatTheServerAnswersTooLateLeavesNoLock() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			LockKey key = Trees.create(Locks.class, factory).job();
			key.exists();
			TestRedis.commands().clientPause(1000);
			// It gives up after half a second.
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> key.acquire(Duration.ZERO, LEASE));
			TestRedis.commands().ping();
			Awaitility.await().until(() -> TestRedis.commands().exists("locks:job") == 0);
			this.job.acquire(LEASE).close();
			Connections.close(factory);
		}
	}

	@Test
	void aHolderIsToldWhenItsLockCouldNotBeRenewedInTime() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			HeldLock lock = Trees.create(Locks.class, factory).brief().acquire(Duration.ZERO);
			proxy.switchTo(TestRedis.freePort());
			TestRedis.commands().pexpire("locks:brief", 60_000);
			Awaitility.await().ignoreExceptions().until(() -> !lock.isHeld());
			// Until then it may still be renewed.
			Awaitility.await().ignoreExceptions().until(() -> !lock.renew());
			proxy.switchTo(TestRedis.port());
			assertThat(lock.isHeld()).isFalse();
			assertThat(lock.renew()).isFalse();
			lock.close();
			Connections.close(factory);
		}
	}

	@Test
	void aLockIsRenewedAgainWhenTheServerIsBack() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			AtomicBoolean failed = new AtomicBoolean();
			LockKey key = observed(factory,
					(operation) -> (reply) -> failed.compareAndSet(false, reply instanceof RuntimeException))
				.patient();
			HeldLock lock = key.acquire(Duration.ZERO);
			proxy.switchTo(TestRedis.freePort());
			TestRedis.commands().pexpire("locks:patient", 60_000);
			Awaitility.await().untilTrue(failed);
			proxy.switchTo(TestRedis.port());
			Awaitility.await().until(() -> TestRedis.commands().pttl("locks:patient") <= 12_000);
			assertThat(lock.isHeld()).isTrue();
			Connections.close(factory);
		}
	}

	@Test
	void aLockIsRenewedAgainAfterAnError() {
		AtomicInteger sent = new AtomicInteger();
		LockKey key = observed(TestRedis.connectionFactory(), (operation) -> {
			if (sent.incrementAndGet() == 2) {
				throw new LinkageError("a class is missing");
			}
			return (reply) -> {
			};
		}).brief();
		try (HeldLock lock = key.acquire(Duration.ZERO)) {
			Awaitility.await().until(() -> sent.get() > 2);
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void aLockThatCouldNotBeReleasedIsReleasedLater() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			HeldLock lock = Trees.create(Locks.class, factory).job().acquire(Duration.ZERO, LEASE);
			proxy.switchTo(TestRedis.freePort());
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(lock::close);
			assertThat(TestRedis.commands().exists("locks:job")).isOne();
			proxy.switchTo(TestRedis.port());
			Awaitility.await().until(() -> TestRedis.commands().exists("locks:job") == 0);
			Connections.close(factory);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLostLockThatIsStillThereIsReleased(boolean reachable) {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			LockKey key = Trees.create(Locks.class, factory).brief();
			HeldLock lock = key.acquire(Duration.ZERO);
			proxy.switchTo(TestRedis.freePort());
			TestRedis.commands().pexpire("locks:brief", 600_000);
			Awaitility.await().untilAsserted(() -> assertThat(lock).extracting("state").hasToString("LOST"));
			if (reachable) {
				proxy.switchTo(TestRedis.port());
				Awaitility.await().ignoreExceptions().until(key::exists);
			}
			assertThatExceptionOfType(PessimisticLockingFailureException.class).isThrownBy(lock::close);
			assertThat(TestRedis.commands().exists("locks:brief")).isEqualTo(reachable ? 0 : 1);
			proxy.switchTo(TestRedis.port());
			Awaitility.await().until(() -> TestRedis.commands().exists("locks:brief") == 0);
			Connections.close(factory);
		}
	}

	@Test
	void whatTheServerRefusesToAcquireIsNotReleased() {
		AtomicInteger sent = new AtomicInteger();
		LockKey key = observed(TestRedis.connectionFactory(), (operation) -> {
			sent.incrementAndGet();
			return (reply) -> {
			};
		}).job();
		TestRedis.commands().configSet("maxmemory", "1");
		try {
			assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> key.acquire(LEASE))
				.withMessageContaining("OOM");
		}
		finally {
			TestRedis.commands().configSet("maxmemory", "0");
		}
		Awaitility.await().during(Duration.ofMillis(500)).until(() -> sent.get() == 1);
	}

	private static Locks observed(RedisConnectionFactory factory, DispatchObserver observer) {
		return Trees
			.registry(Trees.parser("", Map.of(), UnaryOperator.identity()), new KeyspaceSettings(1000, 50), observer)
			.factory(() -> factory)
			.create(Locks.class);
	}

	@Test
	void aLockIsReleasedWithinSecondsHoweverLongTheServerWasAway() {
		assertThat(Stream.iterate(50L, LockClaim::longer).limit(100)).isSorted().endsWith(5000L);
	}

	@Test
	void anInterruptedThreadWaitsNoLonger() throws InterruptedException {
		TestRedis.commands().configResetstat();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
			Thread waiting = new Thread(() -> {
				failure.set(catchThrowable(() -> this.job.acquire(Duration.ofHours(1))));
				interrupted.set(Thread.currentThread().isInterrupted());
			});
			waiting.start();
			Awaitility.await().until(() -> TestRedis.commands().info("commandstats").contains("cmdstat_pttl:"));
			waiting.interrupt();
			waiting.join();
			assertThat(failure.get()).isInstanceOf(DataAccessException.class);
			assertThat(interrupted).isTrue();
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(this.job.exists()).isFalse();
	}

	@Test
	void aThreadThatIsInterruptedAlreadySendsNothing() {
		assertThat(Monitor.sent(() -> {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> this.job.tryAcquire(Duration.ZERO))
				.withMessage("Waiting for 'locks:job' was interrupted");
			assertThat(Thread.interrupted()).isTrue();
		})).isEmpty();
	}

	@Test
	void anInterruptedThreadCanStillRelease() {
		try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
			assertThat(lock.isHeld()).isTrue();
			Thread.currentThread().interrupt();
		}
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.job.exists()).isFalse();
	}

}
