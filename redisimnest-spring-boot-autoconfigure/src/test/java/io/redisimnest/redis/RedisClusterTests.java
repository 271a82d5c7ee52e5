package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.redisimnest.Batch;
import io.redisimnest.BatchException;
import io.redisimnest.Cluster;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.HeldLock;
import io.redisimnest.key.Key;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.AllKinds.Call;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.SlotMigration;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys in Redis Cluster, on three primaries.
 */
class RedisClusterTests {

	private static final Clocks CLOCKS = Trees.create(Clocks.class, TestCluster.connectionFactory());

	private final Shop shop = Trees.create(Shop.class, TestCluster.connectionFactory());

	@BeforeEach
	void flush() {
		TestCluster.flush();
	}

	@Test
	void valuesAreWrittenAndReadWithTheirTtl() {
		this.shop.item(1).set("apple");
		assertThat(this.shop.item(1).get()).isEqualTo("apple");
		assertThat(this.shop.item(1).timeToLive())
			.hasValueSatisfying((time) -> assertThat(time).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
		assertThat(this.shop.item(1).getAndDelete()).isEqualTo("apple");
	}

	@Test
	void scriptsRunOnTheNodeOfTheirKey() {
		assertThat(this.shop.sales().increment(3)).isEqualTo(3);
		assertThat(this.shop.sales().timeToLive()).isPresent();
		this.shop.item(2).setKeepingTtl("pear");
		assertThat(this.shop.item(2).timeToLive()).isPresent();
	}

	static Stream<Arguments> calls() {
		return AllKinds.calls()
			.stream()
			.filter((call) -> !call.operation().isWithOther())
			.flatMap((call) -> Stream.of(Declared.values()).map((declared) -> Arguments.of(call, declared)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("calls")
	<K extends Key> void everyOperationOfOneKeyWorks(Call<K> call, Declared declared) {
		Kinds kinds = declared.in(CLOCKS);
		K key = call.key(kinds);
		assertThat(call.operation().result(call.run(key, kinds))).isEqualTo(call.operation().onMissing());
		boolean written = call.operation().after(Clock.MISSING, declared) != Clock.MISSING;
		assertThat(key.exists()).isEqualTo(written);
		assertThat(key.timeToLive().isPresent()).isEqualTo(written && declared != Declared.NONE);
	}

	@Test
	void aBlockingPopWaitsOnTheNodeOfItsKey() {
		Kinds kinds = CLOCKS.onWrite();
		assertThat(kinds.list().leftPop(Duration.ofMillis(10))).isNull();
		kinds.list().rightPushAll(List.of("a", "b"));
		assertThat(kinds.list().leftPop(Duration.ofMillis(10))).isEqualTo("a");
		assertThat(kinds.list().timeToLive()).isPresent();
	}

	@Test
	void locksAreHeldOnTheNodesOfTheirKeys() {
		Locks locks = Trees.create(Locks.class, TestCluster.connectionFactory());
		for (int id = 0; id < 10; id++) {
			try (HeldLock lock = locks.jobs(id).acquire(Duration.ZERO)) {
				assertThat(locks.jobs(id).tryAcquire(Duration.ofMillis(1))).isEmpty();
				assertThat(TestCluster.node("locks:jobs:" + id).get("locks:jobs:" + id))
					.endsWith(":" + lock.fencingToken());
				assertThat(lock.renew()).isTrue();
				assertThat(lock.isHeld()).isTrue();
			}
		}
		assertThat(TestCluster.keys()).isEmpty();
	}

	@Test
	void aBigCollectionIsScanned() {
		SetKey<String> set = CLOCKS.onAccess().set();
		List<String> elements = IntStream.range(0, 3000).mapToObj(String::valueOf).toList();
		set.addAll(elements);
		assertThat(set.scan().distinct()).containsExactlyInAnyOrderElementsOf(elements);
	}

	@Test
	void keysOfOneSlotAreRenamed() {
		this.shop.item(3).set("fig");
		this.shop.item(3).renameTo(this.shop.item(3));
		assertThat(this.shop.item(3).get()).isEqualTo("fig");
	}

	@Test
	void keysOfTwoSlotsAreNotRenamedAndNothingIsLost() {
		this.shop.item(4).set("plum");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.shop.item(4).renameTo(this.shop.item(5)))
			.withMessage("Key 'shop:item:4' and the other keys that are used with it are in different slots. "
					+ "In Redis Cluster, keys that are used together must have the same hash tag");
		assertThat(this.shop.item(4).get()).isEqualTo("plum");
	}

	@Test
	void aBatchOfManyKeysGivesTheResultsOfSingleCallsInTheirOrder() {
		Batch batch = this.shop.batch();
		List<Deferred<?>> results = new ArrayList<>();
		List<Object> expected = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			int id = i;
			results.add(batch.run(this.shop.item(i), (item) -> item.set("v" + id)));
			expected.add(null);
			results.add(batch.call(this.shop.item(i), ValueKey::get));
			expected.add("v" + id);
			results.add(batch.call(this.shop.sold(i % 7), CounterKey::increment));
			expected.add((long) (i / 7 + 1));
			results.add(batch.call(this.shop.stock(i), (stock) -> stock.increment("a", id)));
			expected.add((long) i);
		}
		batch.execute();
		assertThat(results.stream().<Object>map(Deferred::get).toList()).isEqualTo(expected);
		assertThat(TestCluster.nodes()).allSatisfy((node) -> assertThat(node.dbsize()).isGreaterThan(100));
		assertThat(TestCluster.keys()).hasSize(1007);
	}

	@Test
	void aBatchGoesOnceToEachNodeWithTheScriptsSourceOnce() {
		TestCluster.nodes().forEach((node) -> {
			node.scriptFlush();
			node.configResetstat();
		});
		Batch batch = this.shop.batch();
		for (int i = 0; i < 300; i++) {
			batch.run(this.shop.stock(i), (stock) -> stock.put("a", 1));
		}
		batch.execute();
		assertThat(TestCluster.nodes()).allSatisfy((node) -> {
			String stats = node.info("commandstats");
			assertThat(stats).contains("cmdstat_script|load:calls=1,").contains("cmdstat_evalsha:calls=");
		});
	}

	@Test
	void inABatchKeysOfTwoSlotsFailAloneAndNothingOfThemIsSent() {
		this.shop.item(4).set("plum");
		Batch batch = this.shop.batch();
		Deferred<Void> renamed = batch.run(this.shop.item(4), (item) -> item.renameTo(this.shop.item(5)));
		Deferred<String> read = batch.call(this.shop.item(4), ValueKey::get);
		assertThatExceptionOfType(BatchException.class).isThrownBy(batch::execute)
			.withMessage("1 of 2 operations failed:\n- RENAME of 'shop:item:4': Key 'shop:item:4' and the other keys "
					+ "that are used with it are in different slots. In Redis Cluster, keys that are used together "
					+ "must have the same hash tag");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(renamed::get);
		assertThat(read.get()).isEqualTo("plum");
	}

	@Test
	void whatMovedToAnotherNodeIsFoundThere() {
		this.shop.item(1).set("before");
		whileMoved(this.shop.item(1).name(), (node) -> {
			TestCluster.nodes().forEach(RedisCommands::scriptFlush);
			Batch batch = this.shop.batch();
			Deferred<String> before = batch.call(this.shop.item(1), ValueKey::getAndDelete);
			Deferred<Void> write = batch.run(this.shop.item(1), (item) -> item.setKeepingTtl("after"));
			Deferred<String> after = batch.call(this.shop.item(1), ValueKey::get);
			for (int i = 0; i < 30; i++) {
				batch.run(this.shop.stock(i), (stock) -> stock.put("a", 1));
			}
			batch.execute();
			assertThat(before.get()).isEqualTo("before");
			assertThat(write.get()).isNull();
			assertThat(after.get()).isEqualTo("after");
			assertThat(node.pttl(this.shop.item(1).name())).isPositive();
		});
	}

	@Test
	void aBlockingPopFollowsItsKeyToAnotherNode() {
		ListKey<String> list = CLOCKS.onWrite().list();
		list.rightPush("a");
		whileMoved(list.name(), (node) -> assertThat(list.leftPop(Duration.ofMillis(10))).isEqualTo("a"));
	}

	@Test
	void aTransactionFollowsItsKeyToAnotherNode() {
		this.shop.item(1).set("before");
		whileMoved(this.shop.item(1).name(), (node) -> {
			try (Transaction transaction = this.shop.transaction()) {
				Deferred<String> before = transaction.call(this.shop.item(1), (item) -> item.getAndSet("after"));
				transaction.execute();
				assertThat(before.get()).isEqualTo("before");
			}
			try (Transaction transaction = this.shop.transaction()) {
				transaction.watch(this.shop.item(1));
				transaction.run(this.shop.item(1), (item) -> item.set("at last"));
				transaction.execute();
			}
			assertThat(node.get(this.shop.item(1).name())).isEqualTo("at last");
		});
	}

	@Test
	void whatIsOnItsWayToAnotherNodeIsFoundThere() {
		this.shop.item(1).set("before");
		int slot = SlotHash.getSlot(this.shop.item(1).name());
		int from = nodeWith(slot);
		int to = (from + 1) % 3;
		SlotMigration migration = TestCluster.beginMove(slot, to);
		try {
			Batch batch = this.shop.batch();
			Deferred<String> before = batch.call(this.shop.item(1), ValueKey::get);
			Deferred<Void> write = batch.run(this.shop.item(1), (item) -> item.setKeepingTtl("after"));
			Deferred<String> after = batch.call(this.shop.item(1), ValueKey::get);
			for (int i = 2; i < 30; i++) {
				batch.run(this.shop.item(i), (item) -> item.set("other"));
			}
			batch.execute();
			assertThat(before.get()).isEqualTo("before");
			assertThat(write.get()).isNull();
			assertThat(after.get()).isEqualTo("after");
			assertThat(this.shop.item(1).get()).isEqualTo("after");
		}
		finally {
			migration.finish();
			TestCluster.move(slot, from);
		}
	}

	private static void whileMoved(String key, Consumer<RedisCommands<String, String>> work) {
		int slot = SlotHash.getSlot(key);
		int from = nodeWith(slot);
		int to = (from + 1) % 3;
		TestCluster.move(slot, to);
		try {
			work.accept(TestCluster.nodes().get(to));
		}
		finally {
			TestCluster.move(slot, from);
		}
	}

	private static int nodeWith(int slot) {
		return IntStream.range(0, 3)
			.filter((i) -> TestCluster.nodes().get(i).clusterCountKeysInSlot(slot) > 0)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void aTransactionOfOneSlotIsExecuted() {
		try (Transaction transaction = this.shop.transaction()) {
			transaction.watch(this.shop.item(9));
			transaction.run(this.shop.item(9), (item) -> item.set("kiwi"));
			Deferred<String> read = transaction.call(this.shop.item(9), ValueKey::get);
			transaction.execute();
			assertThat(read.get()).isEqualTo("kiwi");
		}
	}

	@Test
	void aTransactionOfTwoSlotsIsRefusedAndNothingIsSent() {
		try (Transaction transaction = this.shop.transaction()) {
			transaction.run(this.shop.item(9), (item) -> item.set("kiwi"));
			transaction.run(this.shop.item(10), (item) -> item.set("lime"));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(transaction::execute)
				.withMessageStartingWith(
						"Key 'shop:item:9' and the other keys that are used with it are in different slots.");
		}
		assertThat(TestCluster.keys()).isEmpty();
	}

	@Ttl("60s")
	interface Shop extends Cluster {

		@Prefix("item:{id}")
		ValueKey<String> item(long id);

		@Prefix("sold:{id}")
		CounterKey sold(long id);

		@Prefix("stock:{id}")
		HashKey<String, Integer> stock(long id);

		@Ttl(value = "1h", renew = Renewal.ON_CREATE)
		CounterKey sales();

	}

}
