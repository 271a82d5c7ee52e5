package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.redisimnest.WrongKindException;
import io.redisimnest.key.HeldLock;
import io.redisimnest.key.Key;
import io.redisimnest.key.LockKey;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.Monitor.Recording;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.redis.connection.DataType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LockKeyTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final String LOST = "Lock 'locks:job' was lost before it was closed, so somebody else may have held "
			+ "it at the same time. Give it a longer lease, renew it, or have the fencing token checked";

	private final Locks tree = Trees.create(Locks.class);

	private final LockKey job = this.tree.job();

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void aLockHasItsDeclaredTtlAndTheTimeOfTheServerAsToken() {
		long before = time();
		try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
			assertThat(lock.fencingToken()).isBetween(before, time());
			assertThat(lock.isHeld()).isTrue();
			assertThat(lock).hasToString("locks:job with fencing token " + lock.fencingToken());
			assertThat(stored()).endsWith(":" + lock.fencingToken());
			assertThat(TestRedis.commands().pttl("locks:job")).isBetween(1000L, 30_000L);
			assertThat(this.job.type()).isEqualTo(DataType.STRING);
			assertThat(this.job.describe().kind()).isEqualTo("LockKey");
		}
		assertThat(this.job.exists()).isFalse();
	}

	private static long time() {
		List<String> time = TestRedis.commands().time();
		return Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1));
	}

	private static String stored() {
		return TestRedis.commands().get("locks:job");
	}

	@Test
	void whatIsSent() {
		Recording acquiring = Monitor.record(() -> this.job.acquire(Duration.ZERO, MINUTE));
		String stored = stored();
		assertThat(acquiring.sent()).singleElement().asString().startsWith("EVAL -- acquire a lock");
		assertThat(acquiring.scripted()).containsExactly("GET locks:job", "TIME",
				"SET locks:job " + stored + " PX 60000");
		assertThat(Monitor.record(() -> this.job.tryAcquire(Duration.ZERO)).scripted()).containsExactly("GET locks:job",
				"PTTL locks:job");
		this.job.delete();
		HeldLock lock = this.job.acquire(Duration.ZERO, MINUTE);
		assertThat(Monitor.sent(lock::isHeld)).containsExactly("GET locks:job");
		assertThat(Monitor.record(lock::renew).scripted()).containsExactly("GET locks:job", "PEXPIRE locks:job 60000");
		assertThat(Monitor.record(lock::close).scripted()).containsExactly("GET locks:job", "DEL locks:job");
		assertThat(Monitor.sent(() -> {
			lock.close();
			lock.isHeld();
			lock.renew();
			lock.fencingToken();
		})).isEmpty();
	}

	@Test
	void aLockIsHeldByOneOnly() {
		try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
			String stored = stored();
			assertThat(this.job.tryAcquire(Duration.ZERO)).isEmpty();
			assertThat(this.job.tryAcquire(Duration.ofMillis(20), MINUTE)).isEmpty();
			assertThatExceptionOfType(CannotAcquireLockException.class)
				.isThrownBy(() -> this.job.acquire(Duration.ofMillis(20)))
				.withMessage("Lock 'locks:job' was not acquired within 'PT0.02S', for somebody else holds it. "
						+ "Wait longer, or try again later");
			assertThatExceptionOfType(CannotAcquireLockException.class)
				.isThrownBy(() -> this.job.acquire(Duration.ZERO, MINUTE));
			assertThat(stored()).isEqualTo(stored);
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void tokensGrow() {
		long last = 0;
		for (int i = 0; i < 1000; i++) {
			try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
				assertThat(lock.fencingToken()).isGreaterThan(last);
				last = lock.fencingToken();
			}
		}
	}

	@Test
	void aWaitingThreadHasTheLockWhenItIsReleased() {
		TestRedis.commands().configResetstat();
		HeldLock first = this.job.acquire(Duration.ZERO);
		CompletableFuture<HeldLock> second = CompletableFuture.supplyAsync(() -> this.job.acquire(MINUTE));
		Awaitility.await().until(() -> TestRedis.commands().info("commandstats").contains("cmdstat_pttl:"));
		assertThat(second).isNotDone();
		first.close();
		assertThat(second).succeedsWithin(MINUTE)
			.satisfies((lock) -> assertThat(lock.fencingToken()).isGreaterThan(first.fencingToken()))
			.satisfies(HeldLock::close);
	}

	@Test
	void aWaitingThreadHasTheLockWhenTheLeaseEnds() {
		HeldLock first = this.job.acquire(Duration.ZERO, Duration.ofMillis(100));
		try (HeldLock second = this.job.acquire(Duration.ofSeconds(Long.MAX_VALUE))) {
			assertThat(second.fencingToken()).isGreaterThan(first.fencingToken() + 99_000);
			assertThat(first.isHeld()).isFalse();
		}
	}

	@Test
	void aHolderReleasesNobodyElsesLock() {
		HeldLock first = this.job.acquire(Duration.ZERO, MINUTE);
		this.job.delete();
		try (HeldLock second = this.job.acquire(Duration.ZERO, MINUTE)) {
			assertThatExceptionOfType(PessimisticLockingFailureException.class).isThrownBy(first::close)
				.withMessage(LOST);
			first.close();
			assertThat(second.isHeld()).isTrue();
		}
	}

	@Test
	void aHolderRenewsNobodyElsesLock() {
		HeldLock first = this.job.acquire(Duration.ZERO, Duration.ofMinutes(2));
		this.job.unlink();
		HeldLock second = this.job.acquire(Duration.ZERO, MINUTE);
		assertThat(first.renew()).isFalse();
		assertThat(TestRedis.commands().pttl("locks:job")).isLessThanOrEqualTo(60_000);
		second.close();
		assertThat(first.isHeld()).isFalse();
	}

	@Test
	void aHolderThatWasToldOfTheLossIsNotToldAgain() {
		HeldLock asking = this.job.acquire(Duration.ZERO, MINUTE);
		this.job.delete();
		assertThat(asking.isHeld()).isFalse();
		asking.close();
		HeldLock renewing = this.job.acquire(Duration.ZERO, MINUTE);
		this.job.delete();
		assertThat(renewing.renew()).isFalse();
		assertThat(renewing.renew()).isFalse();
		renewing.close();
	}

	@Test
	void aLockWithALeaseOfItsOwnIsNotRenewedByItself() {
		HeldLock lock = this.tree.brief().acquire(Duration.ZERO, Duration.ofMillis(50));
		Awaitility.await().until(() -> !this.tree.brief().exists());
		assertThat(lock.isHeld()).isFalse();
		assertThat(((RedisHeldLock) lock).renewal()).isNull();
	}

	@Test
	void aLeaseEndsByTheClockOfTheHolderUntilItIsRenewed() {
		try (HeldLock lock = this.job.acquire(Duration.ZERO, Duration.ofMillis(1500))) {
			this.job.expire(MINUTE);
			Awaitility.await().until(() -> !lock.isHeld());
			assertThat(this.job.exists()).isTrue();
			assertThat(lock.renew()).isTrue();
		}
	}

	@Test
	void aLeaseIsRenewed() {
		try (HeldLock lock = this.job.acquire(Duration.ZERO, MINUTE)) {
			this.job.expire(Duration.ofSeconds(20));
			assertThat(lock.renew()).isTrue();
			assertThat(TestRedis.commands().pttl("locks:job")).isGreaterThan(20_000);
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void aLockIsRenewedInTheBackgroundUntilItIsClosed() {
		HeldLock lock = this.tree.brief().acquire(Duration.ZERO);
		for (int i = 0; i < 2; i++) {
			this.tree.brief().expire(MINUTE);
			Awaitility.await().until(() -> TestRedis.commands().pttl("locks:brief") <= 6000);
		}
		assertThat(lock.isHeld()).isTrue();
		lock.close();
		assertThat(((RedisHeldLock) lock).renewal()).isCancelled();
	}

	@Test
	void renewalEndsWhenTheLockIsLost() {
		HeldLock lock = this.tree.brief().acquire(Duration.ZERO);
		this.tree.brief().delete();
		Awaitility.await().until(() -> ((RedisHeldLock) lock).renewal().isDone());
		assertThatExceptionOfType(PessimisticLockingFailureException.class).isThrownBy(lock::close);
	}

	@Test
	void nothingIsLeftOfLocksThatAreClosed() {
		HeldLock lock = this.job.acquire(Duration.ZERO);
		Runnable renewal = (Runnable) ((RedisHeldLock) lock).renewal();
		assertThat(LockThreads.TIMER.getQueue()).contains(renewal);
		lock.close();
		assertThat(LockThreads.TIMER.getQueue()).doesNotContain(renewal);
	}

	@Test
	void theSameHolderHasTheSameTokenWhenItsAttemptArrivesTwice() {
		LockClaim claim = LockClaim.of(RedisKey.of(this.job), RedisKey.of(this.job).factory().dispatcher(), 60_000);
		Long token = claim.attempt().token();
		TestRedis.commands().pexpire("locks:job", 20_000);
		assertThat(token).isNotNull();
		assertThat(claim.attempt().token()).isEqualTo(token);
		assertThat(TestRedis.commands().pttl("locks:job")).isGreaterThan(20_000);
		assertThat(claim.release()).isTrue();
		assertThat(claim.release()).isFalse();
	}

	static Stream<Map.Entry<String, Function<LockKey, Object>>> conversations() {
		return Stream.of(Map.entry("acquire", (lock) -> lock.acquire(Duration.ZERO)),
				Map.entry("acquire", (lock) -> lock.acquire(Duration.ZERO, MINUTE)),
				Map.entry("tryAcquire", (lock) -> lock.tryAcquire(Duration.ZERO)),
				Map.entry("tryAcquire", (lock) -> lock.tryAcquire(Duration.ZERO, MINUTE)));
	}

	@ParameterizedTest
	@MethodSource("conversations")
	void acquiringCannotStandInABatchOrTransaction(Map.Entry<String, Function<LockKey, Object>> call) {
		for (var batch : List.of(this.tree.batch(), this.tree.transaction())) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> batch.call(this.job, call.getValue()))
				.withMessage("%s of key 'locks:job' is a conversation of several commands. Call it on the key itself",
						call.getKey());
		}
		assertThat(this.job.exists()).isFalse();
	}

	@Test
	void aLockCannotBePersisted() {
		try (HeldLock lock = this.job.acquire(Duration.ZERO)) {
			String message = "Lock 'locks:job' cannot be persisted, for a holder that crashes would keep it for ever. "
					+ "Use expire(...)";
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.job::persist)
				.withMessage(message);
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> this.tree.batch().call(this.job, Key::persist))
				.withMessage(message);
			assertThat(this.job.timeToLive()).isPresent();
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void whatIsNoDurationIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.job.acquire(Duration.ofMillis(-1)))
			.withMessage("Wait 'PT-0.001S' is negative. Use zero to try once");
		assertThatIllegalArgumentException().isThrownBy(() -> this.job.acquire(MINUTE, Duration.ZERO))
			.withMessage("TTL 'PT0S' is too short. Use at least one millisecond");
	}

	@Test
	void anotherRedisTypeIsAWrongKind() {
		TestRedis.commands().rpush("locks:job", "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> this.job.acquire(MINUTE))
			.withMessage("Key 'locks:job' (template 'locks:job') is declared as LockKey, but Redis holds a list there. "
					+ "Delete the key, or give one of the two another prefix.");
		assertThat(TestRedis.commands().lrange("locks:job", 0, -1)).containsExactly("secret");
	}

	@Test
	void aForeignValueIsSomebodyElsesLock() {
		TestRedis.commands().set("locks:job", "by hand");
		assertThat(this.job.tryAcquire(Duration.ofMillis(5))).isEmpty();
		assertThat(stored()).isEqualTo("by hand");
	}

	@Test
	void theHolderIsNeverShown() {
		List<String> shown = new CopyOnWriteArrayList<>();
		LockKey key = Trees.registry(Trees.parser("", Map.of(), UnaryOperator.identity()),
				new KeyspaceSettings(1000, 50), (operation) -> {
					shown.add(operation.commandName() + " " + operation.command().arguments());
					return (reply) -> shown.add(Replies.describe(reply, operation.access().isValueReplied()));
				})
			.factory(TestRedis::connectionFactory)
			.create(Locks.class)
			.job();
		HeldLock lock = key.acquire(Duration.ZERO);
		lock.isHeld();
		lock.renew();
		lock.close();
		assertThat(shown).hasSize(8)
			.element(0)
			.asString()
			.matches("EVAL \\[\\(\\d+ bytes\\), 1, locks:job, \\(37 bytes\\), 30000]");
		assertThat(shown.get(1)).isEqualTo(String.valueOf(lock.fencingToken()));
		assertThat(shown.get(3)).isEqualTo("(53 bytes)");
	}

	@Test
	void locksOfOneTemplateAreApart() {
		List<HeldLock> locks = IntStream.range(0, 5)
			.mapToObj((id) -> this.tree.jobs(id).tryAcquire(Duration.ZERO))
			.flatMap(Optional::stream)
			.toList();
		assertThat(locks).hasSize(5).allMatch(HeldLock::isHeld);
		locks.forEach(HeldLock::close);
	}

}
