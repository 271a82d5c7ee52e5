package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.redisimnest.Batch;
import io.redisimnest.BatchException;
import io.redisimnest.Deferred;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class BatchTests {

	private static final String CHANGED = "Something is made of the result of an operation of key 'clocks:write:%s', "
			+ "which is not there yet. Return it as it is, and use Deferred.map";

	private final Clocks tree = Trees.create(Clocks.class);

	private final Kinds kinds = this.tree.onWrite();

	private final Batch batch = this.tree.batch();

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void operationsAreSentWhenTheBatchIsExecutedAndHaveTheirResultsThen() {
		Deferred<Void> set = this.batch.run(this.kinds.number(), (number) -> number.set(30));
		Deferred<Integer> number = this.batch.call(this.kinds.number(), ValueKey::get);
		Deferred<Long> count = this.batch.call(this.kinds.count(), CounterKey::increment);
		Deferred<Boolean> exists = this.batch.call(this.kinds.text(), Key::exists);
		assertThat(TestRedis.commands().dbsize()).isZero();
		this.batch.execute();
		assertThat(set.get()).isNull();
		assertThat(number.get()).isEqualTo(30);
		assertThat(count.get()).isOne();
		assertThat(exists.get()).isFalse();
	}

	@Test
	void scriptsGoWithTheirSourceOnce() {
		TestRedis.commands().scriptFlush();
		for (int i = 0; i < 3; i++) {
			this.batch.call(this.kinds.counts(i), CounterKey::increment);
			this.batch.call(this.kinds.texts(i), ValueKey::get);
		}
		assertThat(Monitor.sent(this.batch::execute).stream().map((command) -> command.split(" ")[0]))
			.containsExactly("SCRIPT", "EVALSHA", "GET", "EVALSHA", "GET", "EVALSHA", "GET");
	}

	@Test
	void keysOfAllTreesOnOneRedisCanBeUsed() {
		Deferred<Long> other = this.batch.call(this.tree.never().count(), CounterKey::increment);
		this.batch.execute();
		assertThat(other.get()).isOne();
	}

	@Test
	void aKeyOnAnotherRedisIsRefused() {
		CounterKey foreign = Trees.create(Clocks.class).onWrite().count();
		assertThatIllegalArgumentException().isThrownBy(() -> this.batch.call(foreign, CounterKey::increment))
			.withMessage("Key 'clocks:write:count' is on another Redis. Use a batch of a cluster of its own tree");
	}

	@Test
	void whatIsMadeOfAResultIsMadeAfterwards() {
		Deferred<String> text = this.batch.call(this.kinds.count(), CounterKey::increment).map((count) -> count + "!");
		assertThatIllegalStateException().isThrownBy(text::get)
			.withMessage("INCRBY of 'clocks:write:count' has no result yet. Execute the batch first");
		this.batch.execute();
		assertThat(text.get()).isEqualTo("1!");
	}

	@Test
	void aBatchIsExecutedOnce() {
		this.batch.execute();
		assertThatIllegalStateException().isThrownBy(this.batch::execute)
			.withMessage("Batch was executed or closed before. Begin a new one");
		assertThatIllegalStateException().isThrownBy(() -> this.batch.call(this.kinds.text(), ValueKey::get));
	}

	@Test
	void anEmptyBatchSendsNothing() {
		assertThat(Monitor.sent(this.batch::execute)).isEmpty();
	}

	@Test
	void whatNeedsNoCommandHasItsResultAllTheSame() {
		Deferred<List<Integer>> none = this.batch.call(this.kinds.hash(), (hash) -> hash.multiGet(List.of()));
		assertThat(Monitor.sent(this.batch::execute)).isEmpty();
		assertThat(none.get()).isEmpty();
	}

	@Test
	void aFailedOperationHidesNoOtherAndIsNamed() {
		TestRedis.commands().sadd("clocks:write:text", "secret");
		TestRedis.commands().set("clocks:write:number", "secret");
		Deferred<Void> before = this.batch.run(this.kinds.otherText(), (text) -> text.set("a"));
		Deferred<String> wrong = this.batch.call(this.kinds.text(), ValueKey::get);
		Deferred<Integer> unreadable = this.batch.call(this.kinds.number(), ValueKey::get);
		Deferred<Long> after = this.batch.call(this.kinds.count(), CounterKey::increment);
		assertThatExceptionOfType(BatchException.class).isThrownBy(this.batch::execute).satisfies((ex) -> {
			assertThat(ex.getMessage()).startsWith("2 of 4 operations failed:\n- GET of 'clocks:write:text': Key "
					+ "'clocks:write:text' (template 'clocks:write:text') is declared as ValueKey, but Redis holds a "
					+ "set there. Delete the key, or give one of the two another prefix.\n- GET of "
					+ "'clocks:write:number': Value of key 'clocks:write:number'")
				.doesNotContain("secret");
			assertThat(ex.getFailures()).hasExactlyElementsOfTypes(WrongKindException.class,
					UnreadableValueException.class);
			assertThat(ex).hasCause(ex.getFailures().get(0));
		});
		assertThat(before.get()).isNull();
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(wrong::get);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(unreadable::get);
		assertThat(after.get()).isOne();
	}

	@Test
	void ofManyFailuresSomeAreNamed() {
		TestRedis.commands().sadd("clocks:write:text", "a");
		IntStream.range(0, 12).forEach((i) -> this.batch.call(this.kinds.text(), ValueKey::get));
		assertThatExceptionOfType(BatchException.class).isThrownBy(this.batch::execute)
			.satisfies((ex) -> assertThat(ex.getFailures()).hasSize(12))
			.withMessageStartingWith("12 of 12 operations failed:\n")
			.withMessageEndingWith("\n- ...");
	}

	@Test
	void aFunctionThatMakesSomethingOfAResultIsRefused() {
		isRefused(this.kinds.number(), (number) -> Objects.requireNonNull(number.get()) + 1, "number");
		isRefused(this.kinds.number(), (number) -> Optional.ofNullable(number.get()), "number");
		isRefused(this.kinds.number(), (number) -> number.find().orElse(1), "number");
		isRefused(this.kinds.count(), (count) -> count.increment() + 1, "count");
		isRefused(this.kinds.count(), (count) -> Math.max(3, count.get()), "count");
		isRefused(this.kinds.count(), (count) -> Math.min(3, count.get()), "count");
		isRefused(this.kinds.count(), (count) -> (int) count.get(), "count");
		isRefused(this.kinds.text(), (text) -> !text.exists(), "text");
		isRefused(this.kinds.text(), (text) -> text.exists() ? 1 : 0, "text");
		isRefused(this.kinds.hash(), (hash) -> Math.max(0, hash.increment("a", 1.5)), "hash");
		isRefused(this.kinds.hash(), (hash) -> hash.entries().size(), "hash");
		AtomicBoolean other = new AtomicBoolean();
		isRefused(this.kinds.text(), (text) -> text.exists() && other.get(), "text");
		isRefused(this.kinds.text(), (text) -> text.exists() || !other.get(), "text");
	}

	private <K extends Key> void isRefused(K key, Function<K, Object> function, String name) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.batch.call(key, function))
			.withMessage(CHANGED.formatted(name));
	}

	@Test
	void aFunctionThatNamesNoOperationIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.batch.call(this.kinds.text(), Key::name))
			.withMessage(
					"No operation of key 'clocks:write:text' is named. Call one of its methods that send a command");
		assertThatNullPointerException().isThrownBy(() -> this.batch.run(this.kinds.text(), (text) -> {
			throw new NullPointerException();
		}));
	}

	@Test
	void aFunctionThatNamesSeveralOperationsIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.batch.run(this.kinds.text(), (text) -> {
				text.set("a");
				text.get();
			}))
			.withMessage("More than one operation of key 'clocks:write:text' is named. Add each by a call of its own");
	}

	@Test
	void aConversationIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.batch.call(this.kinds.hash(), HashKey::scan))
			.withMessage("HSCAN of key 'clocks:write:hash' is a conversation of several commands. "
					+ "Call it on the key itself");
	}

	@Test
	void whatWasRefusedIsNotSent() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.batch.call(this.kinds.count(), (count) -> count.increment() + 1));
		assertThat(Monitor.sent(this.batch::execute)).isEmpty();
	}

	@Test
	void argumentsAreCheckedWhenAnOperationIsAdded() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.batch.run(this.kinds.text(), (text) -> text.set(null)));
	}

	@Test
	void thousandsOfOperationsKeepTheirOrder() {
		List<Deferred<Long>> counts = new ArrayList<>();
		for (int i = 0; i < 25_000; i++) {
			counts.add(this.batch.call(this.kinds.count(), CounterKey::increment));
		}
		this.batch.execute();
		for (int i = 0; i < counts.size(); i++) {
			assertThat(counts.get(i).get()).isEqualTo(i + 1L);
		}
	}

	@Test
	void flightsAreBoundedInNumberAndBytes() {
		Operation<?> small = Recorder.recordCall(this.kinds.text(), ValueKey::get);
		Operation<?> big = Recorder.recordCall(this.kinds.text(), (text) -> text.set("x".repeat(300_000)));
		assertThat(Flight.of(Collections.nCopies(2500, small)).stream().map(List::size)).containsExactly(1000, 1000,
				500);
		assertThat(Flight.of(Collections.nCopies(7, big)).stream().map(List::size)).containsExactly(3, 3, 1);
		Operation<?> huge = Recorder.recordCall(this.kinds.text(), (text) -> text.set("x".repeat(3_000_000)));
		assertThat(Flight.of(List.of(huge, small, huge)).stream().map(List::size)).containsExactly(1, 1, 1);
		assertThat(Flight.of(List.of())).isEmpty();
	}

	@Test
	void everyOperationIsSettledWhenTheServerIsAway() {
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort());
		try {
			Clocks away = Trees.create(Clocks.class, factory);
			Batch failing = away.batch();
			List<Deferred<String>> results = IntStream.range(0, 1500)
				.mapToObj((i) -> failing.call(away.onWrite().texts(i), ValueKey::get))
				.toList();
			assertThatExceptionOfType(BatchException.class).isThrownBy(failing::execute)
				.withMessageStartingWith("1500 of 1500 operations failed:\n- GET of 'clocks:write:texts:0': ");
			assertThat(results)
				.allSatisfy((result) -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(result::get));
		}
		finally {
			Connections.close(factory);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenTheConnectionBreaksEachOperationTellsHowItEndedAndNoneRunsTwice(boolean reconnect) {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = reconnect ? proxy.connectionFactory()
					: proxy.unforgivingConnectionFactory();
			Clocks clocks = Trees.create(Clocks.class, factory);
			Batch cut = clocks.batch();
			List<Deferred<Long>> results = IntStream.range(0, 3000)
				.mapToObj((i) -> cut.call(clocks.onWrite().counts(i), CounterKey::increment))
				.toList();
			proxy.cutAfter(50_000);
			assertThatExceptionOfType(BatchException.class).isThrownBy(cut::execute);
			List<Boolean> succeeded = results.stream().map(BatchTests::isSuccess).toList();
			assertThat(succeeded.subList(1000, 3000)).containsOnly(false);
			for (int i = 0; i < 3000; i++) {
				long count = this.kinds.counts(i).get();
				assertThat(count).as("count %d", i).isLessThanOrEqualTo(1);
				if (succeeded.get(i)) {
					assertThat(count).as("count %d", i).isOne();
				}
			}
			assertThat(this.kinds.counts(2999).get()).isZero();
			Connections.close(factory);
		}
	}

	private static boolean isSuccess(Deferred<Long> result) {
		try {
			return Objects.equals(result.get(), 1L);
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	@Test
	void operationsOfAllKindsCanBeMixed() {
		this.kinds.hash().putAll(Map.of("a", 1));
		Deferred<Map<String, Integer>> entries = this.batch.call(this.kinds.hash(), HashKey::entries);
		Deferred<Boolean> put = this.batch.call(this.kinds.hash(), (hash) -> hash.putIfAbsent("b", 2));
		Deferred<Double> incremented = this.batch.call(this.kinds.hash(), (hash) -> hash.increment("a", 0.5));
		this.batch.execute();
		assertThat(entries.get()).containsOnly(Map.entry("a", 1));
		assertThat(put.get()).isTrue();
		assertThat(incremented.get()).isEqualTo(1.5);
	}

}
