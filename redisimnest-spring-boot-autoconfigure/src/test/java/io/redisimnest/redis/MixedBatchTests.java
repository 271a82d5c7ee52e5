package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.redisimnest.Batch;
import io.redisimnest.BatchException;
import io.redisimnest.Deferred;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.AllKinds.Call;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand operations of all kinds of key, chosen by chance, give in a batch what they
 * give one by one.
 */
class MixedBatchTests {

	private static final int OPERATIONS = 1000;

	private static final List<Call<?>> CALLS = AllKinds.calls().stream().filter(Call::isRepeatable).toList();

	private final Clocks tree = Trees.create(Clocks.class);

	@ParameterizedTest
	@EnumSource
	void aThousandOperationsGiveTheSameInABatch(Declared declared) {
		Kinds kinds = declared.in(this.tree);
		List<Call<?>> chosen = choose(new Random(declared.ordinal()));
		TestRedis.flush();
		List<@Nullable Object> expected = new ArrayList<>();
		for (int i = 0; i < OPERATIONS; i++) {
			expected.add(run(chosen.get(i), kinds));
			expected.addAll(strings(kinds, i).map(MixedBatchTests::outcome).toList());
		}
		TestRedis.flush();
		Batch batch = this.tree.batch();
		List<Supplier<@Nullable Object>> results = new ArrayList<>();
		for (int i = 0; i < OPERATIONS; i++) {
			results.add(add(batch, chosen.get(i), kinds));
			results.addAll(strings(batch, kinds, i).toList());
		}
		try {
			batch.execute();
		}
		catch (BatchException ex) {
			// Some fail one by one as well.
		}
		for (int i = 0; i < results.size(); i++) {
			assertThat(outcome(results.get(i))).as("operation " + i + " of " + results.size())
				.isEqualTo(expected.get(i));
		}
		assertThat(expected).filteredOn((each) -> each instanceof Class).hasSizeLessThan(OPERATIONS / 4);
	}

	private static List<Call<?>> choose(Random random) {
		return Stream.<Call<?>>generate(() -> CALLS.get(random.nextInt(CALLS.size()))).limit(OPERATIONS).toList();
	}

	private static <K extends Key> @Nullable Object run(Call<K> call, Kinds kinds) {
		Object outcome = outcome(() -> call.operation().result(call.run(call.key(kinds), kinds)));
		boolean refused = outcome instanceof String text && text.matches("(ERR|NOGROUP).*");
		return refused ? ServerRefusalException.class : outcome;
	}

	private static <K extends Key> Supplier<@Nullable Object> add(Batch batch, Call<K> call, Kinds kinds) {
		Deferred<Object> result = batch.call(call.key(kinds), (key) -> call.run(key, kinds));
		return () -> call.operation().result(result.get());
	}

	private static Stream<Supplier<@Nullable Object>> strings(Kinds kinds, int i) {
		return Stream.of(() -> kinds.counts(i % 5).increment(i), () -> kinds.texts(i % 7).getAndSet("v" + i));
	}

	private static Stream<Supplier<@Nullable Object>> strings(Batch batch, Kinds kinds, int i) {
		Deferred<Long> count = batch.call(kinds.counts(i % 5), (CounterKey key) -> key.increment(i));
		Deferred<String> text = batch.call(kinds.texts(i % 7), (ValueKey<String> key) -> key.getAndSet("v" + i));
		return Stream.of(count::get, text::get);
	}

	/**
	 * The result, or the class of what was thrown.
	 */
	private static @Nullable Object outcome(Supplier<@Nullable Object> work) {
		try {
			return work.get();
		}
		catch (DataAccessException | IndexOutOfBoundsException ex) {
			return ex.getClass();
		}
	}

}
