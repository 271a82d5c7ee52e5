package io.redisimnest.redis;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Batch;
import io.redisimnest.Cluster;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.MovableKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;
import io.redisimnest.redis.AllKinds.Call;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations on several keys in Redis Cluster, where a hash tag keeps the keys in one
 * slot.
 */
class RedisClusterHashTagTests {

	private static final PinnedClocks CLOCKS = Trees.create(PinnedClocks.class, TestCluster.connectionFactory());

	private final Shop shop = Trees.create(Shop.class, TestCluster.connectionFactory());

	@BeforeEach
	void flush() {
		TestCluster.flush();
	}

	static Stream<Arguments> calls() {
		return AllKinds.calls()
			.stream()
			.filter((call) -> call.operation().isWithOther())
			.flatMap((call) -> Stream.of(Declared.values()).map((declared) -> Arguments.of(call, declared)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("calls")
	<K extends Key> void everyOperationOfSeveralKeysWorks(Call<K> call, Declared declared) {
		Kinds kinds = declared.in(CLOCKS);
		check(call, declared, () -> call.run(call.key(kinds), kinds));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("calls")
	<K extends Key> void everyOperationOfSeveralKeysWorksInABatch(Call<K> call, Declared declared) {
		check(call, declared, () -> runIn(CLOCKS.batch(), call, declared));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("calls")
	<K extends Key> void everyOperationOfSeveralKeysWorksInATransaction(Call<K> call, Declared declared) {
		check(call, declared, () -> {
			try (Transaction transaction = CLOCKS.transaction()) {
				transaction.watch(call.key(declared.in(CLOCKS)));
				transaction.watch(call.other(declared.in(CLOCKS)));
				return runIn(transaction, call, declared);
			}
		});
	}

	private static <K extends Key> @Nullable Object runIn(Batch batch, Call<K> call, Declared declared) {
		Kinds kinds = declared.in(CLOCKS);
		Deferred<Object> result = batch.call(call.key(kinds), (key) -> call.run(key, kinds));
		batch.execute();
		return result.get();
	}

	private static <K extends Key> void check(Call<K> call, Declared declared, Supplier<@Nullable Object> run) {
		K key = call.key(declared.in(CLOCKS));
		K other = call.other(declared.in(CLOCKS));
		for (Clock before : List.of(Clock.MISSING, Clock.KEPT)) {
			prepare(call.kind(), key.name(), before);
			prepare(call.kind(), other.name(), before);
			Object expected = (before == Clock.MISSING) ? call.operation().onMissing() : call.operation().onFilled();
			assertThat(call.operation().result(run.get())).as("was %s", before).isEqualTo(expected);
			assertThat(clock(key)).as("was %s", before).isEqualTo(call.operation().after(before, declared));
			assertThat(clock(other)).as("other was %s", before)
				.isEqualTo(call.operation().otherAfter(before, declared));
		}
	}

	private static void prepare(KindTests<?> kind, String name, Clock clock) {
		RedisCommands<String, String> node = TestCluster.node(name);
		node.del(name);
		if (clock != Clock.MISSING) {
			kind.fill(node, name);
			node.pexpire(name, 50_000);
		}
	}

	private static Clock clock(Key key) {
		return Clock.of(TestCluster.node(key.name()), key.name());
	}

	static Stream<Arguments> kinds() {
		return AllKinds.kinds()
			.flatMap((kind) -> Stream.of(Declared.values()).map((declared) -> Arguments.of(kind, declared)));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<K extends MovableKey<K>> void everyKindIsRenamed(KindTests<K> kind, Declared declared) {
		K source = kind.key(CLOCKS.onWrite());
		K destination = kind.other(declared.in(CLOCKS));
		prepare(kind, source.name(), Clock.KEPT);
		byte[] dump = source.dump();
		source.renameTo(destination);
		assertThat(destination.dump()).isEqualTo(dump);
		assertThat(clock(source)).isEqualTo(Clock.MISSING);
		assertThat(clock(destination)).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
		assertThat(destination.renameToIfAbsent(source)).isTrue();
		assertThat(clock(source)).isEqualTo(Clock.DECLARED);
	}

	@Test
	void aTransactionOfSeveralKeysSucceedsOrDoesNothing() {
		Shop.Customer customer = this.shop.customer(42);
		try (Transaction transaction = this.shop.transaction()) {
			transaction.watch(customer.name());
			transaction.run(customer.name(), (name) -> name.set("Ann"));
			transaction.call(customer.visits(), CounterKey::increment);
			transaction.call(customer.tags(), (tags) -> tags.add("new"));
			transaction.execute();
		}
		assertThat(TestCluster.keys()).containsExactlyInAnyOrder("shop:customer:{42}:name", "shop:customer:{42}:visits",
				"shop:customer:{42}:tags");
		try (Transaction transaction = this.shop.transaction()) {
			transaction.watch(customer.tags());
			customer.tags().add("changed");
			transaction.run(customer.name(), (name) -> name.set("Bob"));
			transaction.call(customer.visits(), CounterKey::increment);
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(transaction::execute);
		}
		assertThat(customer.name().get()).isEqualTo("Ann");
		assertThat(customer.visits().get()).isOne();
	}

	@Test
	void valuesAreReadByOneCommand() {
		Shop.Customer customer = this.shop.customer(42);
		customer.name().set("Ann");
		customer.visits().increment();
		RedisCommands<String, String> node = TestCluster.node(customer.name().name());
		node.configResetstat();
		assertThat(customer.profile().get()).isEqualTo(new Shop.Profile("Ann", 1));
		assertThat(node.info("commandstats")).contains("cmdstat_mget:calls=1,").doesNotContain("cmdstat_get:");
	}

	@Test
	void keysOfDifferentInstancesAreNotTogether() {
		SetKey<String> one = this.shop.customer(1).tags();
		SetKey<String> other = this.shop.customer(2).tags();
		one.add("a");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> one.move("a", other))
			.withMessage("Key 'shop:customer:{1}:tags' and the other keys that are used with it are in different "
					+ "slots. In Redis Cluster, keys that are used together must have the same hash tag");
		assertThat(one.members()).containsExactly("a");
	}

	@HashTag
	interface PinnedClocks extends Clocks {

	}

	@Ttl("60s")
	interface Shop extends Cluster {

		@Prefix("customer:{id}")
		Customer customer(@HashTag long id);

		interface Customer extends Cluster {

			@Default("nobody")
			ValueKey<String> name();

			CounterKey visits();

			SetKey<String> tags();

			Values<Profile> profile();

		}

		record Profile(String name, long visits) {

		}

	}

}
