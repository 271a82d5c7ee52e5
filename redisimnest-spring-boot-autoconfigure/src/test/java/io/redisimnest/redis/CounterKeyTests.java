package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.CounterKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.Monitor.Recording;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CounterKeyTests {

	private static final Map<String, Consumer<CounterKey>> OPERATIONS = Map.of("get", CounterKey::get, "set",
			(key) -> key.set(5), "increment", CounterKey::increment, "incrementBy", (key) -> key.increment(5),
			"decrement", CounterKey::decrement, "decrementBy", (key) -> key.decrement(5));

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeAll
	static void loadScripts() {
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					OPERATION   | DECLARED  | SENT                                | RUN BY SCRIPT
					get         | ON_WRITE  | GET @                               |
					get         | ON_CREATE | GET @                               |
					get         | ON_ACCESS | GETEX @ PX 100000                   |
					get         | NONE      | GET @                               |
					set         | ON_WRITE  | SET @ 5 PX 100000                   |
					set         | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 4 SET @ 5 KEEPTTL | SET @ 5 KEEPTTL; PTTL @; PEXPIRE @ 100000
					set         | ON_ACCESS | SET @ 5 PX 100000                   |
					set         | NONE      | SET @ 5                             |
					increment   | ON_WRITE  | EVALSHA # 1 @ ALWAYS RESTART 100000 3 INCRBY @ 1 2 GET @ | INCRBY @ 1; GET @; PEXPIRE @ 100000
					increment   | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 3 INCRBY @ 1 2 GET @ | INCRBY @ 1; GET @; PTTL @; PEXPIRE @ 100000
					increment   | ON_ACCESS | EVALSHA # 1 @ ALWAYS RESTART 100000 3 INCRBY @ 1 2 GET @ | INCRBY @ 1; GET @; PEXPIRE @ 100000
					increment   | NONE      | INCRBY @ 1                          |
					incrementBy | ON_WRITE  | EVALSHA # 1 @ ALWAYS RESTART 100000 3 INCRBY @ 5 2 GET @ | INCRBY @ 5; GET @; PEXPIRE @ 100000
					incrementBy | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 3 INCRBY @ 5 2 GET @ | INCRBY @ 5; GET @; PTTL @; PEXPIRE @ 100000
					incrementBy | ON_ACCESS | EVALSHA # 1 @ ALWAYS RESTART 100000 3 INCRBY @ 5 2 GET @ | INCRBY @ 5; GET @; PEXPIRE @ 100000
					incrementBy | NONE      | INCRBY @ 5                          |
					decrement   | ON_WRITE  | EVALSHA # 1 @ ALWAYS RESTART 100000 3 DECRBY @ 1 2 GET @ | DECRBY @ 1; GET @; PEXPIRE @ 100000
					decrement   | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 3 DECRBY @ 1 2 GET @ | DECRBY @ 1; GET @; PTTL @; PEXPIRE @ 100000
					decrement   | ON_ACCESS | EVALSHA # 1 @ ALWAYS RESTART 100000 3 DECRBY @ 1 2 GET @ | DECRBY @ 1; GET @; PEXPIRE @ 100000
					decrement   | NONE      | DECRBY @ 1                          |
					decrementBy | ON_WRITE  | EVALSHA # 1 @ ALWAYS RESTART 100000 3 DECRBY @ 5 2 GET @ | DECRBY @ 5; GET @; PEXPIRE @ 100000
					decrementBy | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 3 DECRBY @ 5 2 GET @ | DECRBY @ 5; GET @; PTTL @; PEXPIRE @ 100000
					decrementBy | ON_ACCESS | EVALSHA # 1 @ ALWAYS RESTART 100000 3 DECRBY @ 5 2 GET @ | DECRBY @ 5; GET @; PEXPIRE @ 100000
					decrementBy | NONE      | DECRBY @ 5                          |
					""")
	void whatAnOperationOnAMissingKeySends(String operation, Declared declared, String sent, String scripted) {
		CounterKey key = declared.in(this.tree).count();
		Recording recording = Monitor.record(() -> OPERATIONS.get(operation).accept(key));
		assertThat(recording.sent()).containsExactly(withNames(sent, key));
		assertThat(recording.scripted()).isEqualTo((scripted == null) ? List.of()
				: Arrays.stream(scripted.split("; ")).map((command) -> withNames(command, key)).toList());
	}

	private static String withNames(String command, CounterKey key) {
		return command.replace("@", key.name()).replace("#", Script.RUN.sha());
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			OPERATION,   DECLARED,  WAS MISSING, NEVER EXPIRED, WAS EXPIRING
			get,         ON_WRITE,  MISSING,     NONE,          KEPT
			get,         ON_CREATE, MISSING,     NONE,          KEPT
			get,         ON_ACCESS, MISSING,     DECLARED,      DECLARED
			get,         NONE,      MISSING,     NONE,          KEPT
			set,         ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			set,         ON_CREATE, DECLARED,    DECLARED,      KEPT
			set,         ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			set,         NONE,      NONE,        NONE,          NONE
			increment,   ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			increment,   ON_CREATE, DECLARED,    DECLARED,      KEPT
			increment,   ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			increment,   NONE,      NONE,        NONE,          KEPT
			incrementBy, ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			incrementBy, ON_CREATE, DECLARED,    DECLARED,      KEPT
			incrementBy, ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			incrementBy, NONE,      NONE,        NONE,          KEPT
			decrement,   ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			decrement,   ON_CREATE, DECLARED,    DECLARED,      KEPT
			decrement,   ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			decrement,   NONE,      NONE,        NONE,          KEPT
			decrementBy, ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			decrementBy, ON_CREATE, DECLARED,    DECLARED,      KEPT
			decrementBy, ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			decrementBy, NONE,      NONE,        NONE,          KEPT
			""")
	void theClockAfterAnOperation(String operation, Declared declared, Clock missing, Clock persistent,
			Clock expiring) {
		CounterKey key = declared.in(this.tree).count();
		assertThat(after(operation, key, Clock.MISSING)).as("key was missing").isEqualTo(missing);
		assertThat(after(operation, key, Clock.NONE)).as("key never expired").isEqualTo(persistent);
		assertThat(after(operation, key, Clock.KEPT)).as("key was expiring").isEqualTo(expiring);
	}

	private static Clock after(String operation, CounterKey key, Clock before) {
		before.prepare(key.name(), "7");
		OPERATIONS.get(operation).accept(key);
		return Clock.of(key.name());
	}

	@ParameterizedTest
	@EnumSource
	void aMissingCounterIsZero(Declared declared) {
		CounterKey key = declared.in(this.tree).count();
		assertThat(key.get()).isZero();
		assertThat(key.exists()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void everyOperationGivesTheCountAfterwards(Declared declared) {
		CounterKey key = declared.in(this.tree).count();
		assertThat(key.increment()).isEqualTo(1);
		assertThat(key.increment(9)).isEqualTo(10);
		assertThat(key.decrement()).isEqualTo(9);
		assertThat(key.decrement(19)).isEqualTo(-10);
		assertThat(key.increment(-5)).isEqualTo(-15);
		assertThat(key.increment(0)).isEqualTo(-15);
		key.set(42);
		assertThat(key.get()).isEqualTo(42);
	}

	@ParameterizedTest
	@EnumSource
	void countsBeyondTheIntegersOfLuaAreExact(Declared declared) {
		CounterKey key = declared.in(this.tree).count();
		key.set((1L << 53) + 1);
		assertThat(key.get()).isEqualTo(9007199254740993L);
		assertThat(key.increment()).isEqualTo(9007199254740994L);
		assertThat(key.increment()).isEqualTo(9007199254740995L);
		assertThat(key.increment((1L << 60) + 1)).isEqualTo(1161928703861587972L);
		key.set(Long.MAX_VALUE);
		assertThat(key.decrement()).isEqualTo(Long.MAX_VALUE - 1);
		key.set(0);
		assertThat(key.increment(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
	}

	@Test
	void anOverflowIsRefusedAndLeavesCountAndClock() {
		CounterKey key = this.tree.onWrite().count();
		Clock.KEPT.prepare(key.name(), String.valueOf(Long.MAX_VALUE));
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(key::increment)
			.withMessage("INCRBY of 'clocks:write:count' (clocks.onWrite.count) failed. The server replied: ERR "
					+ "increment or decrement would overflow")
			.withNoCause();
		assertThat(key.get()).isEqualTo(Long.MAX_VALUE);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void anOverflowOfAPersistentCounterIsRefusedAndLeavesIt() {
		CounterKey key = this.tree.never().count();
		key.set(Long.MIN_VALUE);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(key::decrement)
			.withMessage("DECRBY of 'clocks:never:count' (clocks.never.count) failed. The server replied: ERR "
					+ "increment or decrement would overflow");
		assertThat(key.get()).isEqualTo(Long.MIN_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "1.5", "9223372036854775808", "+5", "05", "-0", " 5", "5 ", "٣" })
	void foreignContentIsUnreadableAndItsCountIsNotChanged(String content) {
		CounterKey key = this.tree.onWrite().count();
		Clock.KEPT.prepare(key.name(), content);
		int size = content.getBytes(StandardCharsets.UTF_8).length;
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(key::get)
			.withMessage("Value of key 'clocks:write:count' (template 'clocks:write:count') cannot be read as a 64-bit "
					+ "integer. Found: " + size + " bytes that are no such value.")
			.withNoCause();
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(key::increment)
			.withMessage("INCRBY of 'clocks:write:count' (clocks.onWrite.count) failed. The server replied: ERR "
					+ "value is not an integer or out of range");
		assertThat(TestRedis.commands().get(key.name())).isEqualTo(content);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@ParameterizedTest
	@EnumSource
	void anotherRedisTypeIsAWrongKind(Declared declared) {
		CounterKey key = declared.in(this.tree).count();
		TestRedis.commands().sadd(key.name(), "secret");
		String message = "Key '" + key + "' (template '" + key + "') is declared as CounterKey, but Redis holds a set "
				+ "there. Delete the key, or give one of the two another prefix.";
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(key::get).withMessage(message);
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(key::increment).withMessage(message);
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(key::decrement).withMessage(message);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.NONE);
	}

	@Test
	void threadsThatShareOneBoundCounterLoseNoIncrement() throws Exception {
		CounterKey key = this.tree.onWrite().count();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<Void> work = () -> {
				for (int i = 0; i < 250; i++) {
					key.increment();
				}
				return null;
			};
			for (Future<Void> future : threads.invokeAll(List.of(work, work, work, work))) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(key.get()).isEqualTo(1000);
	}

}
