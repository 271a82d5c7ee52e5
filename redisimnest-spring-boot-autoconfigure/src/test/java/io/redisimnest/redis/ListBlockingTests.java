package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.redisimnest.WrongKindException;
import io.redisimnest.key.ListKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What holds for {@link ListKey#leftPop(Duration)} and
 * {@link ListKey#rightPop(Duration)}.
 */
class ListBlockingTests {

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeAll
	static void loadScript() {
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@EnumSource
	void aPopTakesWhatIsThereAndSetsTheClock(Declared declared) {
		ListKey<String> key = declared.in(this.tree).list();
		TestRedis.commands().rpush(key.name(), "a", "b", "c");
		assertThat(key.leftPop(Duration.ofSeconds(5))).isEqualTo("a");
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThat(key.rightPop(Duration.ofSeconds(5))).isEqualTo("c");
		assertThat(Clock.of(key.name())).isEqualTo(switch (declared) {
			case ON_WRITE, ON_ACCESS -> Clock.DECLARED;
			case ON_CREATE, NONE -> Clock.KEPT;
		});
		assertThat(key.range(0, -1)).containsExactly("b");
	}

	@Test
	void aPopIsOneCommandWhereNoTtlIsDeclared() {
		ListKey<String> key = this.tree.never().list();
		TestRedis.commands().rpush(key.name(), "a", "b");
		assertThat(Monitor.sent(() -> key.leftPop(Duration.ofMillis(1500)))).singleElement()
			.asString()
			.matches("BLPOP clocks:never:list 1\\.[45]\\d\\d");
		assertThat(Monitor.sent(() -> key.rightPop(Duration.ofMillis(1500)))).singleElement()
			.asString()
			.matches("BRPOP clocks:never:list 1\\.[45]\\d\\d");
	}

	@ParameterizedTest
	@EnumSource
	void aPopWaitsForAnElement(Declared declared) {
		ListKey<String> key = declared.in(this.tree).list();
		CompletableFuture<String> popped = CompletableFuture.supplyAsync(() -> key.leftPop(Duration.ofSeconds(10)));
		Awaitility.await()
			.untilAsserted(() -> assertThat(TestRedis.commands().info("clients")).contains("blocked_clients:1"));
		key.rightPushAll(List.of("a", "b"));
		assertThat(popped).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("a");
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void aPopGivesUp() {
		ListKey<String> key = this.tree.onWrite().list();
		long start = System.nanoTime();
		assertThat(key.leftPop(Duration.ofMillis(300))).isNull();
		assertThat(key.rightPop(Duration.ofMillis(1))).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(5));
		assertThat(key.exists()).isFalse();
	}

	@Test
	void aPopWithoutATimeoutIsRefused() {
		ListKey<String> key = this.tree.onWrite().list();
		assertThatIllegalArgumentException().isThrownBy(() -> key.leftPop(Duration.ZERO))
			.withMessage("Timeout 'PT0S' is too short. Use at least one millisecond");
	}

	@ParameterizedTest
	@EnumSource
	void aPopLeavesAnotherRedisTypeAsItIs(Declared declared) {
		ListKey<String> key = declared.in(this.tree).list();
		TestRedis.commands().set(key.name(), "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> key.rightPop(Duration.ofSeconds(5)))
			.withMessage("Key '%1$s' (template '%1$s') is declared as ListKey, but Redis holds a string there. "
					+ "Delete the key, or give one of the two another prefix.", key);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.NONE);
	}

	@Test
	void aPopWaitsLongerThanTheClientDoes() throws Exception {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			// It gives up on a command after half a second.
			RedisConnectionFactory factory = proxy.connectionFactory();
			ListKey<String> key = Trees.create(Clocks.class, factory).onWrite().list();
			CompletableFuture<String> popped = CompletableFuture.supplyAsync(() -> key.leftPop(Duration.ofSeconds(20)));
			Awaitility.await()
				.until(() -> TestRedis.commands().info("commandstats").lines().anyMatch(ListBlockingTests::isThirdPop));
			TestRedis.commands().rpush(key.name(), "a");
			assertThat(popped.get(10, TimeUnit.SECONDS)).isEqualTo("a");
			Connections.close(factory);
		}
		finally {
			TestRedis.commands().configResetstat();
		}
	}

	private static boolean isThirdPop(String line) {
		return line.matches("cmdstat_blpop:calls=([3-9]|\\d\\d+),.*");
	}

	@Test
	void aPopThatIsInterruptedTakesNothingLater() throws Exception {
		ListKey<String> key = this.tree.onWrite().list();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread popping = new Thread(() -> {
			failure.set(catchThrowable(() -> key.leftPop(Duration.ofSeconds(20))));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		popping.start();
		Awaitility.await()
			.untilAsserted(() -> assertThat(TestRedis.commands().info("clients")).contains("blocked_clients:1"));
		popping.interrupt();
		popping.join();
		assertThat(failure.get()).isInstanceOf(DataAccessException.class);
		assertThat(interrupted).isTrue();
		assertThat(TestRedis.commands().info("clients")).contains("blocked_clients:0");
		key.rightPush("a");
		assertThat(key.range(0, -1)).containsExactly("a");
	}

}
