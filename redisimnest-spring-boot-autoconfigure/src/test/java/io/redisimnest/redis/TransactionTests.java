package io.redisimnest.redis;

import java.util.List;
import java.util.Map;

import io.redisimnest.BatchException;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransactionTests {

	private final Clocks tree = Trees.create(Clocks.class);

	private final Kinds kinds = this.tree.onWrite();

	@BeforeEach
	void flush() {
		TestRedis.flush();
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@Test
	void operationsGoBetweenMultiAndExecAndHaveTheirResults() {
		List<String> sent = Monitor.sent(() -> {
			try (Transaction transaction = this.tree.transaction()) {
				Deferred<Void> set = transaction.run(this.kinds.text(), (text) -> text.set("a"));
				Deferred<String> text = transaction.call(this.kinds.text(), ValueKey::get);
				Deferred<Long> count = transaction.call(this.kinds.count(), CounterKey::increment);
				Deferred<Map<String, Integer>> entries = transaction.call(this.kinds.hash(), HashKey::entries);
				transaction.execute();
				assertThat(set.get()).isNull();
				assertThat(text.get()).isEqualTo("a");
				assertThat(count.get()).isOne();
				assertThat(entries.get()).isEmpty();
			}
		});
		assertThat(sent).hasSize(7);
		assertThat(sent.get(0)).startsWith("SCRIPT LOAD ");
		assertThat(sent.subList(1, 4)).containsExactly("MULTI", "SET clocks:write:text a PX 100000",
				"GET clocks:write:text");
		assertThat(sent.get(4)).startsWith("EVALSHA ");
		assertThat(sent.subList(5, 7)).containsExactly("HGETALL clocks:write:hash", "EXEC");
		assertThat(Clock.of("clocks:write:count")).isEqualTo(Clock.DECLARED);
	}

	@Test
	void aWatchedKeyThatStaysLetsTheTransactionPass() {
		this.kinds.number().set(30);
		List<String> sent = Monitor.sent(() -> {
			try (Transaction transaction = this.tree.transaction()) {
				transaction.watch(this.kinds.number(), this.kinds.text());
				Integer age = this.kinds.number().get();
				transaction.run(this.kinds.number(), (number) -> number.set(age + 1));
				transaction.execute();
			}
		});
		assertThat(sent).containsExactly("WATCH clocks:write:number clocks:write:text", "GET clocks:write:number",
				"MULTI", "SET clocks:write:number 31 PX 100000", "EXEC");
	}

	@Test
	void aWatchedKeyThatChangesKeepsEverythingFromBeingExecuted() {
		try (Transaction transaction = this.tree.transaction()) {
			transaction.watch(this.kinds.number());
			this.kinds.number().set(7);
			Deferred<Void> set = transaction.run(this.kinds.number(), (number) -> number.set(8));
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(transaction::execute)
				.withMessage("Transaction was not executed, for one of the watched keys [clocks:write:number] has "
						+ "changed. Begin it again");
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(set::get);
		}
		assertThat(this.kinds.number().get()).isEqualTo(7);
	}

	@Test
	void aTransactionThatIsNotExecutedIsForgotten() {
		List<String> sent = Monitor.sent(() -> {
			try (Transaction transaction = this.tree.transaction()) {
				transaction.watch(this.kinds.number());
				transaction.run(this.kinds.number(), (number) -> number.set(8));
			}
		});
		assertThat(sent).containsExactly("WATCH clocks:write:number", "UNWATCH");
		assertThat(this.kinds.number().exists()).isFalse();
	}

	@Test
	void aTransactionWithoutOperationsSendsNothing() {
		assertThat(Monitor.sent(() -> this.tree.transaction().execute())).isEmpty();
	}

	@Test
	void aTransactionIsExecutedOnce() {
		Transaction transaction = this.tree.transaction();
		transaction.execute();
		assertThatIllegalStateException().isThrownBy(transaction::execute);
		assertThatIllegalStateException().isThrownBy(() -> transaction.watch(this.kinds.text()));
		Transaction closed = this.tree.transaction();
		closed.close();
		assertThatIllegalStateException().isThrownBy(closed::execute)
			.withMessage("Batch was executed or closed before. Begin a new one");
	}

	@Test
	void aFailedOperationDoesNotUndoTheOthersAndIsNamed() {
		TestRedis.commands().sadd("clocks:write:text", "secret");
		try (Transaction transaction = this.tree.transaction()) {
			Deferred<Long> count = transaction.call(this.kinds.count(), CounterKey::increment);
			Deferred<String> wrong = transaction.call(this.kinds.text(), ValueKey::get);
			Deferred<Long> again = transaction.call(this.kinds.count(), CounterKey::increment);
			assertThatExceptionOfType(BatchException.class).isThrownBy(transaction::execute)
				.withMessageStartingWith("1 of 3 operations failed:\n- GET of 'clocks:write:text': Key "
						+ "'clocks:write:text' (template 'clocks:write:text') is declared as ValueKey, but Redis holds "
						+ "a set there.");
			assertThat(count.get()).isOne();
			assertThat(again.get()).isEqualTo(2);
			assertThatExceptionOfType(WrongKindException.class).isThrownBy(wrong::get);
		}
	}

	@Test
	void aKeyOnAnotherRedisIsNotWatched() {
		try (Transaction transaction = this.tree.transaction()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> transaction.watch(Trees.create(Clocks.class).onWrite().text()))
				.withMessage("Key 'clocks:write:text' is on another Redis. Use a batch of a cluster of its own tree");
		}
	}

	@Test
	void connectionsAreGivenBack() {
		RedisConnectionFactory factory = TestRedis.connectionFactory(TestRedis.host(), TestRedis.port());
		Clocks own = Trees.create(Clocks.class, factory);
		own.onWrite().text().get();
		int before = clients();
		for (int i = 0; i < 20; i++) {
			try (Transaction transaction = own.transaction()) {
				transaction.watch(own.onWrite().text());
				transaction.run(own.onWrite().text(), (text) -> text.set("a"));
				if (i % 2 == 0) {
					transaction.execute();
				}
			}
		}
		assertThat(clients()).isLessThan(before + 5);
		Connections.close(factory);
	}

	private static int clients() {
		return TestRedis.commands().clientList().split("\n").length;
	}

	@Test
	void aServerThatIsAwayFailsTheTransaction() {
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort());
		Clocks away = Trees.create(Clocks.class, factory);
		try (Transaction transaction = away.transaction()) {
			Deferred<String> text = transaction.call(away.onWrite().text(), ValueKey::get);
			assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(transaction::execute);
			assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(text::get);
		}
		finally {
			Connections.close(factory);
		}
	}

	@Test
	void whereverItIsCutATransactionRunsWholeOrNotAtAllAndNotTwice() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			Clocks cut = Trees.create(Clocks.class, factory);
			long before = 0;
			int executed = 0;
			for (int bytes = 0; bytes < 1200; bytes += 3) {
				proxy.cutAfter(bytes);
				boolean done = false;
				try (Transaction transaction = cut.transaction()) {
					transaction.watch(cut.never().text());
					transaction.call(cut.never().counts(1), CounterKey::increment);
					transaction.call(cut.never().hash(), (hash) -> hash.increment("a", 1));
					transaction.call(cut.never().counts(2), CounterKey::increment);
					transaction.execute();
					done = true;
					executed++;
				}
				catch (DataAccessException ex) {
					// It was cut.
				}
				long count = this.tree.never().counts(1).get();
				assertThat(this.tree.never().counts(2).get()).as("cut after %d bytes", bytes).isEqualTo(count);
				assertThat(this.tree.never().hash().get("a")).as("cut after %d bytes", bytes)
					.isEqualTo((count == 0) ? null : (int) count);
				assertThat(count - before).as("cut after %d bytes", bytes).isBetween(done ? 1L : 0L, 1L);
				before = count;
			}
			assertThat(executed).isPositive().isLessThan(400);
			Connections.close(factory);
		}
	}

	@Test
	void aWatchThatWasLostWithItsConnectionKeepsEverythingFromBeingExecuted() {
		this.kinds.number().set(1);
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			Clocks cut = Trees.create(Clocks.class, factory);
			try (Transaction transaction = cut.transaction()) {
				transaction.watch(cut.onWrite().number());
				proxy.cut();
				this.kinds.number().set(100);
				transaction.run(cut.onWrite().number(), (number) -> number.set(2));
				assertThatExceptionOfType(BatchException.class).isThrownBy(transaction::execute)
					.withCauseInstanceOf(RedisConnectionFailureException.class);
			}
			Connections.close(factory);
		}
		assertThat(this.kinds.number().get()).isEqualTo(100);
	}

	@Test
	void aWatchedKeyThatChangesIsNoticedWithoutOperationsToo() {
		try (Transaction transaction = this.tree.transaction()) {
			transaction.watch(this.kinds.number());
			this.kinds.number().set(7);
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(transaction::execute);
		}
	}

}
