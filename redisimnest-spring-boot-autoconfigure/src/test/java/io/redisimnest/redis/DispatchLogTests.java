package io.redisimnest.redis;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redisimnest.Batch;
import io.redisimnest.BatchException;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisServer;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DispatchLogTests {

	private static final String SECRET = "planted4711";

	private static final Subject SUBJECT = new Subject("logged.text", "logged:text", "ValueKey", "logged:text");

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.redisimnest.dispatch");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Logged logged = create(TestRedis.connectionFactory(), true);

	@BeforeEach
	void record() {
		TestRedis.flush();
		this.appender.start();
		this.logger.setLevel(Level.INFO);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void restore() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
	}

	private static Logged create(RedisConnectionFactory factory, boolean logging) {
		return Trees
			.registry(Trees.parser("", Map.of(), UnaryOperator.identity()), new KeyspaceSettings(1000, 50),
					logging ? new DispatchLog() : DispatchObserver.NONE)
			.factory(() -> factory)
			.create(Logged.class);
	}

	/** The time taken is the only thing that differs from run to run. */
	private List<String> lines() {
		return this.appender.list.stream()
			.map((event) -> event.getFormattedMessage().replaceAll("\\(\\d+ us\\)$", "(# us)"))
			.toList();
	}

	@Test
	void aWriteIsLoggedWithTheSizeOfItsValue() {
		this.logged.text().set(SECRET);
		assertThat(lines()).containsExactly("logged.text: SET logged:text (11 bytes) PX 100000 -> OK (# us)");
	}

	@Test
	void aReadIsLoggedWithTheSizeOfItsResult() {
		this.logged.text().get();
		TestRedis.commands().set("logged:text", SECRET);
		this.logged.text().get();
		TestRedis.commands().set("logged:text", "a");
		this.logged.text().get();
		assertThat(lines()).containsExactly("logged.text: GET logged:text -> nil (# us)",
				"logged.text: GET logged:text -> (11 bytes) (# us)", "logged.text: GET logged:text -> (1 byte) (# us)");
	}

	@Test
	void anExchangeIsLoggedWithTheSizeOfItsResult() {
		this.logged.text().getAndSet(SECRET);
		this.logged.text().getAndDelete();
		assertThat(lines()).containsExactly("logged.text: SET logged:text (11 bytes) PX 100000 GET -> nil (# us)",
				"logged.text: GETDEL logged:text -> (11 bytes) (# us)");
	}

	@Test
	void aScriptIsLoggedWithoutItsSource() {
		this.logged.count().increment(47);
		assertThat(lines())
			.containsExactly("logged.count: INCRBY (script) logged:count (2 bytes) -> 2 elements (# us)");
	}

	@Test
	void theResultOfACounterWithoutTtlIsMasked() {
		this.logged.hits().increment(47);
		assertThat(lines()).containsExactly("logged.hits: INCRBY logged:hits (2 bytes) -> (long) (# us)");
	}

	@Test
	void anInspectionIsLoggedWithItsResult() {
		this.logged.text().exists();
		this.logged.text().type();
		assertThat(lines()).containsExactly("logged.text: EXISTS logged:text -> 0 (# us)",
				"logged.text: TYPE logged:text -> none (# us)");
	}

	@Test
	void aDumpIsMasked() {
		TestRedis.commands().set("logged:text", SECRET);
		byte[] dump = this.logged.text().dump();
		this.logged.text().restore(dump, true);
		String size = "(" + dump.length + " bytes)";
		assertThat(lines()).containsExactly("logged.text: DUMP logged:text -> " + size + " (# us)",
				"logged.text: RESTORE logged:text 100000 " + size + " REPLACE -> OK (# us)");
	}

	@Test
	void aScanIsLoggedWithTheSizeOfItsPage() {
		this.logged.countKeys();
		assertThat(lines()).contains("logged: SCAN 0 MATCH logged:* COUNT 1000 -> 2 elements (# us)")
			.allMatch((line) -> line.startsWith("logged: SCAN ")
					|| line.matches("logged: (INFO server -> \\d+ characters|DBSIZE -> \\d+) \\(# us\\)"));
	}

	@Test
	void anUnlinkIsLoggedWithItsKeys() {
		TestRedis.commands().set("logged:text", SECRET);
		this.logged.clear();
		assertThat(lines()).contains("logged: UNLINK logged:text -> 1 (# us)");
	}

	@Test
	void aFailureIsLoggedWithTheAnswerOfTheServer() {
		TestRedis.commands().set("logged:hits", SECRET);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> this.logged.hits().increment());
		assertThat(lines()).containsExactly(
				"logged.hits: INCRBY logged:hits (1 byte) -> " + "ERR value is not an integer or out of range (# us)");
	}

	@Test
	void aFailureOfTheClientIsLoggedWithItsClass() {
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort());
		Logged down = create(factory, true);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> down.text().set(SECRET));
		assertThat(lines()).containsExactly("logged.text: SET logged:text (11 bytes) PX 100000 -> "
				+ "org.springframework.data.redis.RedisConnectionFailureException (# us)");
		Connections.close(factory);
	}

	@Test
	void aFailureOfAListOfOperationsIsLoggedForEach() {
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort());
		Logged down = create(factory, true);
		Batch batch = down.batch();
		batch.run(down.text(), (text) -> text.set(SECRET));
		batch.call(down.hits(), CounterKey::increment);
		assertThatExceptionOfType(BatchException.class).isThrownBy(batch::execute);
		assertThat(lines()).containsExactly(
				"logged.text: SET logged:text (11 bytes) PX 100000 -> "
						+ "org.springframework.data.redis.RedisConnectionFailureException (# us)",
				"logged.hits: INCRBY logged:hits (1 byte) -> "
						+ "org.springframework.data.redis.RedisConnectionFailureException (# us)");
		Connections.close(factory);
	}

	@Test
	void aValueThatCannotBeReadIsLoggedOnce() {
		TestRedis.commands().set("logged:value", SECRET);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> this.logged.value().get());
		assertThat(lines()).containsExactly("logged.value: GET logged:value -> (11 bytes) (# us)");
	}

	@Test
	void anErrorThatRepeatsTheArgumentsGivesNothingAway() {
		RedisServer server = TestRedis.embedded(TestRedis.freePort(), "rename-command SET \"\"");
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", server.ports().get(0));
		try {
			ValueKey<String> text = create(factory, true).text();
			assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> text.set(SECRET))
				.withMessage(
						"SET of 'logged:text' (logged.text) failed. The server replied: ERR unknown command " + "'SET'")
				.withNoCause();
			assertThat(lines()).containsExactly(
					"logged.text: SET logged:text (11 bytes) PX 100000 -> " + "ERR unknown command 'SET' (# us)");
		}
		finally {
			Connections.close(factory);
			TestRedis.stop(server);
		}
	}

	@Test
	void noOperationLogsAValue() {
		this.logged.text().set(SECRET);
		this.logged.text().get();
		this.logged.text().raw();
		this.logged.text().find();
		this.logged.text().setIfAbsent(SECRET);
		this.logged.text().setIfPresent(SECRET);
		this.logged.text().setKeepingTtl(SECRET);
		this.logged.text().getAndSet(SECRET);
		this.logged.text().dump();
		this.logged.text().getAndDelete();
		this.logged.count().set(4711);
		this.logged.count().get();
		this.logged.count().increment(4711);
		this.logged.hits().set(4711);
		this.logged.hits().increment(4711);
		this.logged.hits().decrement(4711);
		this.logged.hits().get();
		TestRedis.commands().hset("logged:text", SECRET, SECRET);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.logged.text().getAndSet(SECRET));
		assertThat(this.appender.list).hasSize(18)
			.allSatisfy((event) -> assertThat(event.getFormattedMessage().replaceAll("\\(\\d+ us\\)$", ""))
				.doesNotContain("4711"));
	}

	@Test
	void nothingIsRenderedWhenLoggingIsOffOrTheLevelIsAboveInfo() {
		int sending = traversals(false, Level.INFO);
		assertThat(traversals(true, Level.WARN)).isEqualTo(sending);
		assertThat(traversals(true, Level.INFO)).isEqualTo(sending + 1);
		assertThat(this.appender.list).hasSize(1);
	}

	/** How often the arguments of an operation were gone through. */
	private int traversals(boolean logging, Level level) {
		this.logger.setLevel(level);
		AtomicInteger traversals = new AtomicInteger();
		List<Argument> arguments = new AbstractList<>() {

			@Override
			public Argument get(int index) {
				traversals.incrementAndGet();
				return Argument.key(SUBJECT.name().getBytes());
			}

			@Override
			public int size() {
				return 1;
			}

		};
		new Dispatcher(TestRedis.connectionFactory(), logging ? new DispatchLog() : DispatchObserver.NONE)
			.run(Operation.of(SUBJECT, Access.READ, Replies::toBytes, Command.of("GET", arguments), true, List.of()));
		return traversals.get();
	}

	@Test
	void nothingIsLoggedWhenLoggingIsOff() {
		Logged silent = create(TestRedis.connectionFactory(), false);
		silent.text().set(SECRET);
		silent.clear();
		assertThat(lines()).isEmpty();
	}

	@Test
	void valuesAreNeverAskedForTheirText() {
		for (Logged tree : List.of(this.logged, create(TestRedis.connectionFactory(), false))) {
			tree.value().set(new Value(7));
			assertThat(tree.value().get()).isEqualTo(new Value(7));
			tree.value().getAndSet(new Value(8));
			tree.value().setKeepingTtl(new Value(9));
			TestRedis.commands().hset("other", "a", "b");
			tree.value().delete();
			TestRedis.commands().rename("other", "logged:value");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> tree.value().getAndSet(new Value(10)));
			tree.value().delete();
		}
	}

	record Value(int number) {

		@Override
		public String toString() {
			throw new AssertionError("A value was asked for its text");
		}

	}

	@Prefix("logged")
	@Ttl("100s")
	interface Logged extends Cluster {

		ValueKey<String> text();

		ValueKey<Value> value();

		CounterKey count();

		@Ttl(Ttl.NONE)
		CounterKey hits();

	}

}
