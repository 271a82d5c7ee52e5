package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class DispatcherTests {

	private static final Subject SUBJECT = new Subject("some.path", "some:{id}", "ValueKey", "some:1");

	private final Dispatcher dispatcher = new Dispatcher(TestRedis.connectionFactory(), DispatchObserver.NONE);

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static Operation<Object> operation(String command, String... options) {
		List<Argument> arguments = new ArrayList<>(
				List.of(Argument.key(SUBJECT.name().getBytes(StandardCharsets.UTF_8))));
		for (String option : options) {
			arguments.add(Argument.option(option));
		}
		KeyUse use = new KeyUse(SUBJECT, arguments.get(0), DataType.STRING, Clock.LEAVE, -1);
		return Operation.of(SUBJECT, Access.WRITE, (reply) -> reply, Command.of(command, arguments), true,
				List.of(use));
	}

	private static Operation<Object> needing(Operation<Object> operation) {
		operation.command().needing("99.0");
		return operation;
	}

	@Test
	void anErrorOfTheServerNamesCommandKeyAndPath() {
		TestRedis.commands().set("some:1", "secret");
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> this.dispatcher.run(operation("INCR")))
			.withMessage("INCR of 'some:1' (some.path) failed. The server replied: ERR value is not an integer or out "
					+ "of range")
			.withNoCause();
	}

	@Test
	void anUnknownCommandIsReportedWithoutItsArguments() {
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> this.dispatcher.run(operation("NOSUCHCOMMAND", "secret")))
			.withMessage("NOSUCHCOMMAND of 'some:1' (some.path) failed. The server replied: ERR unknown command "
					+ "'NOSUCHCOMMAND'")
			.withNoCause();
	}

	@Test
	void aCommandThatNeedsALaterServerSaysSo() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.dispatcher.run(needing(operation("NOSUCHCOMMAND", "secret"))))
			.withMessage("NOSUCHCOMMAND of key 'some:1' needs Redis 99.0 or later. The server replied: ERR unknown "
					+ "command 'NOSUCHCOMMAND'")
			.withNoCause();
	}

	@Test
	void aSyntaxThatNeedsALaterServerSaysSo() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.dispatcher.run(needing(operation("PERSIST", "more"))))
			.withMessage("PERSIST of key 'some:1' needs Redis 99.0 or later. The server replied: ERR wrong number of "
					+ "arguments for 'persist' command");
	}

	@Test
	void anotherRedisTypeIsAWrongKindThatNamesTheTypeFound() {
		TestRedis.commands().zadd("some:1", 1, "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> this.dispatcher.run(operation("GET")))
			.withMessage("Key 'some:1' (template 'some:{id}') is declared as ValueKey, but Redis holds a zset there. "
					+ "Delete the key, or give one of the two another prefix.")
			.withNoCause();
	}

	@Test
	void aScriptThatTheServerForgotIsSentOnceMore() {
		String increment = " ALWAYS RESTART 100000 3 INCRBY clocks:write:count 1 2 GET clocks:write:count";
		this.tree.onWrite().count().increment();
		TestRedis.commands().scriptFlush();
		List<String> sent = Monitor.sent(() -> assertThat(this.tree.onWrite().count().increment()).isEqualTo(2));
		assertThat(sent).hasSize(2);
		assertThat(sent.get(0)).startsWith("EVALSHA " + Script.RUN.sha() + " 1 clocks:write:count ");
		assertThat(sent.get(1)).startsWith("EVAL ").endsWith(" 1 clocks:write:count" + increment);
		assertThat(Monitor.sent(() -> this.tree.onWrite().count().increment()))
			.containsExactly("EVALSHA " + Script.RUN.sha() + " 1 clocks:write:count" + increment);
	}

	@Test
	void runAllKeepsOrderAndIsolatesFailures() {
		TestRedis.commands().set("some:1", "secret");
		List<Outcome<?>> outcomes = this.dispatcher
			.runAll(List.of(operation("STRLEN"), operation("INCR"), operation("LPUSH", "a"),
					operation("NOSUCHCOMMAND", "secret"), operation("APPEND", "!"), operation("STRLEN")));
		assertThat(outcomes).hasSize(6);
		assertThat(outcomes.get(0).get()).isEqualTo(6L);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(outcomes.get(1)::get)
			.withMessage("INCR of 'some:1' (some.path) failed. The server replied: ERR value is not an integer or out "
					+ "of range");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(outcomes.get(2)::get)
			.withMessageContaining("holds a string of another kind there");
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(outcomes.get(3)::get)
			.withMessageNotContaining("secret");
		assertThat(outcomes.get(4).get()).isEqualTo(7L);
		assertThat(outcomes.get(5).get()).isEqualTo(7L);
	}

	@Test
	void runAllSettlesADecoderThatFails() {
		Operation<Object> failing = Operation.of(SUBJECT, Access.READ, (reply) -> {
			throw new IllegalStateException("decoder");
		}, "EXISTS", Argument.key(new byte[] { 'a' }));
		List<Outcome<?>> outcomes = this.dispatcher.runAll(List.of(failing, operation("EXISTS")));
		assertThat(outcomes.get(0).failure()).isInstanceOf(IllegalStateException.class).hasMessage("decoder");
		assertThat(outcomes.get(1).get()).isEqualTo(0L);
	}

	@Test
	void runAllSendsNothingForNothing() {
		assertThat(Monitor.sent(() -> assertThat(this.dispatcher.runAll(List.of())).isEmpty())).isEmpty();
	}

	@Test
	void withinATransactionOfATemplateKeysAreRefused() {
		isRefusedWithin((operations) -> {
			operations.multi();
			try {
				assertRefused();
			}
			finally {
				operations.discard();
			}
		});
	}

	@Test
	void withinAPipelineOfATemplateKeysAreRefused() {
		new StringRedisTemplate(TestRedis.connectionFactory())
			.executePipelined(session((operations) -> assertRefused()));
		assertThat(this.tree.onWrite().text().exists()).isFalse();
	}

	@Test
	void afterATransactionOfATemplateKeysWork() {
		isRefusedWithin((operations) -> {
			operations.multi();
			operations.exec();
			this.tree.onWrite().text().set("a");
		});
		assertThat(this.tree.onWrite().text().get()).isEqualTo("a");
	}

	private void assertRefused() {
		String message = " is used within a transaction or pipeline of a RedisTemplate, where commands have no "
				+ "results. Use it before or after";
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.tree.onWrite().text().set("a"))
			.withMessage("Key 'clocks:write:text'" + message);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.tree.onWrite().countKeys())
			.withMessage("Key 'clocks:write'" + message);
	}

	private static void isRefusedWithin(Consumer<RedisOperations<?, ?>> work) {
		new StringRedisTemplate(TestRedis.connectionFactory()).execute(session(work));
	}

	private static SessionCallback<Object> session(Consumer<RedisOperations<?, ?>> work) {
		return new SessionCallback<>() {

			@Override
			public <K, V> Object execute(RedisOperations<K, V> operations) {
				work.accept(operations);
				return null;
			}

		};
	}

	@Test
	void aServerThatIsDownFailsAtFirstUseAndWorksOnceItIsUp() {
		int port = TestRedis.freePort();
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", port);
		try {
			Clocks down = Trees.create(Clocks.class, factory);
			ValueKey<String> text = down.onWrite().text();
			assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(() -> text.set("a"))
				.withMessage("Unable to connect to Redis");
			assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(down::countKeys);
			RedisServer server = TestRedis.embedded(port);
			try {
				text.set("b");
				assertThat(text.get()).isEqualTo("b");
				assertThat(down.countKeys()).isOne();
			}
			finally {
				TestRedis.stop(server);
			}
		}
		finally {
			Connections.close(factory);
		}
	}

	@Test
	void manyOperationsWaitForAServerThatHangsNoLongerThanOne() {
		int port = TestRedis.freePort();
		RedisServer server = TestRedis.embedded(port, "enable-debug-command yes");
		RedisConnectionFactory factory = impatient(port);
		RedisClient other = RedisClient.create(RedisURI.create("127.0.0.1", port));
		try {
			Dispatcher hanging = new Dispatcher(factory, DispatchObserver.NONE);
			hanging.run(operation("TYPE"));
			other.connect()
				.async()
				.dispatch(CommandType.DEBUG, new StatusOutput<>(StringCodec.UTF8),
						new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add(5));
			List<Outcome<?>> outcomes = assertTimeout(Duration.ofSeconds(3),
					() -> hanging.runAll(Collections.nCopies(20, operation("TYPE"))));
			assertThat(outcomes).hasSize(20)
				.allSatisfy((outcome) -> assertThat(outcome.failure()).isInstanceOf(QueryTimeoutException.class));
		}
		finally {
			other.shutdown();
			Connections.close(factory);
			TestRedis.stop(server);
		}
	}

	/**
	 * Gives up after 300 milliseconds. Lettuce leaves it to the library.
	 */
	private static RedisConnectionFactory impatient(int port) {
		Duration timeout = Duration.ofMillis(300);
		return Connections.areOfJedis() ? Connections.to("127.0.0.1", port, timeout)
				: Connections.lettuce(new RedisStandaloneConfiguration("127.0.0.1", port),
						LettuceClientConfiguration.builder()
							.commandTimeout(timeout)
							.clientOptions(ClientOptions.builder()
								.timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
								.build())
							.build());
	}

	@Test
	void noOperationsNeedNoConnection() {
		RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort());
		try {
			assertThat(new Dispatcher(factory, DispatchObserver.NONE).runAll(List.of())).isEmpty();
		}
		finally {
			Connections.close(factory);
		}
	}

	@Test
	void aServerThatGoesDownFailsAndWorksOnceItIsUpAgain() {
		int port = TestRedis.freePort();
		RedisServer server = TestRedis.embedded(port);
		try (CuttableProxy proxy = new CuttableProxy(port)) {
			RedisConnectionFactory factory = proxy.connectionFactory();
			Clocks clocks = Trees.create(Clocks.class, factory);
			clocks.onWrite().count().increment();
			TestRedis.stop(server);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> clocks.onWrite().count().increment());
			server = TestRedis.embedded(port);
			Awaitility.await()
				.ignoreExceptionsInstanceOf(DataAccessException.class)
				.untilAsserted(() -> assertThat(clocks.onWrite().count().increment()).isPositive());
			Connections.close(factory);
		}
		finally {
			TestRedis.stop(server);
		}
	}

}
