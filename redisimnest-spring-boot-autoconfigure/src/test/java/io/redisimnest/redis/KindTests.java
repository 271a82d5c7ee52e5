package io.redisimnest.redis;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Batch;
import io.redisimnest.Deferred;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.Key;
import io.redisimnest.redis.KindOperation.Use;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.Monitor.Recording;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every operation of every kind of key: the command that is sent, the
 * clock afterwards, the result, under everything that can be declared.
 *
 * @param <K> the kind of key
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KindTests<K extends Key> {

	private final Clocks tree = Trees.create(Clocks.class);

	/** The public operations of the kind, conversations apart. */
	abstract List<KindOperation<K>> operations();

	/** The key of the kind. */
	abstract K key(Kinds kinds);

	/** Another key of the kind. */
	abstract K other(Kinds kinds);

	/** Fills a key by foreign hands. */
	abstract void fill(RedisCommands<String, String> redis, String name);

	final void fill(String name) {
		fill(TestRedis.commands(), name);
	}

	/** The methods of the kind that are not in {@link #operations}. */
	List<String> conversations() {
		return List.of();
	}

	/** The interface whose methods are tested. */
	Class<?> kind() {
		return Stream.of(key(this.tree.onWrite()).getClass().getInterfaces())
			.filter((type) -> type.getPackage() == Key.class.getPackage())
			.findFirst()
			.orElseThrow();
	}

	/** A read of the value. */
	final KindOperation<K> reads(String name, String command, BiFunction<K, K, @Nullable Object> call) {
		return new KindOperation<>(name, command, true, Use.READ, call);
	}

	/** A write that takes effect whatever the reply, and creates the key. */
	final KindOperation<K> writes(String name, String command, BiFunction<K, K, @Nullable Object> call) {
		return new KindOperation<>(name, command, true, Use.WRITE, call);
	}

	/** A write without a result. */
	final KindOperation<K> does(String name, String command, BiConsumer<K, K> call) {
		return writes(name, command, (key, other) -> {
			call.accept(key, other);
			return null;
		});
	}

	/** A write that takes effect if the reply tells so. */
	final KindOperation<K> writesIf(String name, String command, BiFunction<K, K, @Nullable Object> call) {
		return new KindOperation<>(name, command, false, Use.WRITE, call);
	}

	/** An operation that puts something else in the place of the key. */
	final KindOperation<K> replaces(String name, String command, BiFunction<K, K, @Nullable Object> call) {
		return new KindOperation<>(name, command, true, Use.REPLACE, call);
	}

	@BeforeAll
	static void loadScript() {
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	Clocks tree() {
		return this.tree;
	}

	Stream<Arguments> cases() {
		return operations().stream()
			.flatMap((operation) -> Stream.of(Declared.values()).map((declared) -> Arguments.of(operation, declared)));
	}

	@Test
	void everyMethodOfTheKindIsTested() {
		assertThat(
				Stream.concat(operations().stream().map((operation) -> operation.name().replaceAll("[^A-Za-z].*", "")),
						conversations().stream()))
			.containsAll(Arrays.stream(kind().getDeclaredMethods()).map(Method::getName).toList());
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void whatAnOperationOnAMissingKeySends(KindOperation<K> operation, Declared declared) {
		Recording recording = Monitor.record(() -> call(operation, declared));
		assertThat(recording.sent()).containsExactly(withNames(operation.sent(declared), declared));
		assertThat(recording.scripted())
			.isEqualTo(operation.scripted(declared).stream().map((command) -> withNames(command, declared)).toList());
	}

	private String withNames(String command, Declared declared) {
		Kinds kinds = declared.in(this.tree);
		return command.replace("@", key(kinds).name()).replace("&", other(kinds).name()).replace("#", Script.RUN.sha());
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void theClockAfterAnOperation(KindOperation<K> operation, Declared declared) {
		for (Clock before : List.of(Clock.MISSING, Clock.NONE, Clock.KEPT)) {
			prepare(declared, before);
			call(operation, declared);
			Kinds kinds = declared.in(this.tree);
			assertThat(Clock.of(key(kinds).name())).as("was %s", before).isEqualTo(operation.after(before, declared));
			if (operation.isWithOther()) {
				assertThat(Clock.of(other(kinds).name())).as("other was %s", before)
					.isEqualTo(operation.otherAfter(before, declared));
			}
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void theResultOfAnOperation(KindOperation<K> operation, Declared declared) {
		prepare(declared, Clock.MISSING);
		assertThat(operation.result(call(operation, declared))).as("on missing keys").isEqualTo(operation.onMissing());
		prepare(declared, Clock.KEPT);
		assertThat(operation.result(call(operation, declared))).as("on filled keys").isEqualTo(operation.onFilled());
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void inABatchAnOperationHasTheSameResultAndClock(KindOperation<K> operation, Declared declared) {
		isTheSameIn(this.tree.batch(), operation, declared, Clock.MISSING, operation.onMissing());
		isTheSameIn(this.tree.batch(), operation, declared, Clock.KEPT, operation.onFilled());
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void inATransactionAnOperationHasTheSameResultAndClock(KindOperation<K> operation, Declared declared) {
		isTheSameIn(this.tree.transaction(), operation, declared, Clock.MISSING, operation.onMissing());
		isTheSameIn(this.tree.transaction(), operation, declared, Clock.KEPT, operation.onFilled());
	}

	private void isTheSameIn(Batch batch, KindOperation<K> operation, Declared declared, Clock before,
			@Nullable Object expected) {
		if (before == Clock.MISSING && operation.isFailing()) {
			return;
		}
		prepare(declared, before);
		Kinds kinds = declared.in(this.tree);
		Deferred<Object> result = batch.call(key(kinds), (key) -> operation.call(key, other(kinds)));
		batch.execute();
		assertThat(operation.result(result.get())).as("was %s", before).isEqualTo(expected);
		assertThat(Clock.of(key(kinds).name())).as("was %s", before).isEqualTo(operation.after(before, declared));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void anotherRedisTypeIsAWrongKindAndStaysAsItIs(KindOperation<K> operation, Declared declared) {
		Kinds kinds = declared.in(this.tree);
		K key = operation.isReplacing() ? other(kinds) : key(kinds);
		boolean isString = RedisKey.of(key).factory().model().kind().type().code().equals("string");
		if (isString) {
			TestRedis.commands().rpush(key.name(), "secret");
		}
		else {
			TestRedis.commands().set(key.name(), "secret");
		}
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> call(operation, declared))
			.withMessage(
					"Key '%s' (template '%s') is declared as %s, but Redis holds a %s there. "
							+ "Delete the key, or give one of the two another prefix.",
					key, key, key.describe().kind(), isString ? "list" : "string")
			.withNoCause();
		assertThat(Clock.of(key.name())).isEqualTo(Clock.NONE);
	}

	private @Nullable Object call(KindOperation<K> operation, Declared declared) {
		Kinds kinds = declared.in(this.tree);
		return operation.call(key(kinds), other(kinds));
	}

	private void prepare(Declared declared, Clock before) {
		Kinds kinds = declared.in(this.tree);
		for (Key key : List.of(key(kinds), other(kinds))) {
			TestRedis.commands().del(key.name());
			if (before != Clock.MISSING) {
				fill(key.name());
			}
			if (before == Clock.KEPT) {
				TestRedis.commands().pexpire(key.name(), 50_000);
			}
		}
	}

}
