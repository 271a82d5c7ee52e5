package io.redisimnest.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.BitmapKey;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HeldLock;
import io.redisimnest.key.Key;
import io.redisimnest.key.LockKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.StreamKey.Claim;
import io.redisimnest.key.ValueKey;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Clocks.Person;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ExpirationOptions.Condition;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStreamCommands.StreamDeletionPolicy;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XTrimOptions;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The oldest Redis that is supported, 6.2, which the build puts into
 * {@code target/redis-6.2}.
 */
class OldestRedisTests {

	private static Process server;

	private static RedisConnectionFactory factory;

	private static StringRedisTemplate template;

	private static Clocks tree;

	@BeforeAll
	static void start() throws IOException {
		int port = TestRedis.freePort();
		server = new ProcessBuilder(executable().toString(), "--port", String.valueOf(port), "--bind", "127.0.0.1",
				"--save", "")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
		factory = TestRedis.connectionFactory("127.0.0.1", port);
		template = new StringRedisTemplate(factory);
		tree = Trees
			.registry(Trees.parser("", Map.of(), UnaryOperator.identity()), new KeyspaceSettings(10, 7),
					DispatchObserver.NONE)
			.factory(() -> factory)
			.create(Clocks.class);
	}

	private static Path executable() throws IOException {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
		String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
		try (Stream<Path> files = Files.list(Path.of("target", "redis-6.2"))) {
			Path executable = files.filter((file) -> file.toString().endsWith(system + "-" + processor))
				.findFirst()
				.orElseThrow();
			executable.toFile().setExecutable(true);
			return executable;
		}
	}

	@AfterAll
	static void stop() {
		Connections.close(factory);
		server.destroy();
	}

	@BeforeEach
	void flush() {
		template.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().flushAll();
			return null;
		});
	}

	@Test
	void theServerIsAsOldAsThat() {
		String version = template.execute((RedisCallback<String>) (
				connection) -> connection.serverCommands().info("server").getProperty("redis_version"));
		assertThat(version).startsWith("6.2.");
	}

	@Test
	void expiresAtSaysWhichVersionItNeeds() {
		Key key = tree.onWrite().text();
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class).isThrownBy(key::expiresAt)
			.withMessage("PEXPIRETIME of key 'clocks:write:text' needs Redis 7.0 or later. The server replied: "
					+ "ERR unknown command `PEXPIRETIME`")
			.withNoCause();
	}

	@ParameterizedTest
	@EnumSource(names = "ALWAYS", mode = EnumSource.Mode.EXCLUDE)
	void conditionalExpirySaysWhichVersionItNeeds(Condition condition) {
		ValueKey<String> key = tree.onWrite().text();
		key.set("a");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> key.expire(Duration.ofSeconds(7), condition))
			.withMessage("PEXPIRE of key 'clocks:write:text' needs Redis 7.0 or later. The server replied: "
					+ "ERR wrong number of arguments for 'pexpire' command");
		assertThat(key.expire(Duration.ofSeconds(7), Condition.ALWAYS)).isTrue();
		assertThat(key.timeToLive()).hasValueSatisfying((left) -> assertThat(left).isLessThan(Duration.ofSeconds(8)));
	}

	@ParameterizedTest
	@EnumSource
	void everyOtherOperationWorks(Declared declared) {
		Kinds kinds = declared.in(tree);
		ValueKey<String> text = kinds.text();
		List<Consumer<ValueKey<String>>> operations = List.copyOf(ValueKeyCommandTests.OPERATIONS.values());
		for (Consumer<ValueKey<String>> operation : operations) {
			operation.accept(text);
			text.set("a");
			operation.accept(text);
		}
		text.set("a");
		assertThat(text.getAndSet("b")).isEqualTo("a");
		text.renameTo(kinds.otherText());
		assertThat(kinds.otherText().timeToLive().isPresent()).isEqualTo(declared != Declared.NONE);
		kinds.text().restore(kinds.otherText().dump(), true);
		assertThat(kinds.text().get()).isEqualTo("b");
		assertThat(kinds.text().memoryUsage()).isPresent();
		assertThat(kinds.text().touch()).isTrue();
		assertThat(kinds.text().persist()).isEqualTo(declared != Declared.NONE);
	}

	@ParameterizedTest
	@EnumSource
	void countersWork(Declared declared) {
		CounterKey count = declared.in(tree).count();
		count.set((1L << 53) + 1);
		assertThat(count.increment()).isEqualTo((1L << 53) + 2);
		assertThat(count.decrement(2)).isEqualTo(1L << 53);
		assertThat(count.timeToLive().isPresent()).isEqualTo(declared != Declared.NONE);
	}

	@Test
	void anOverflowInAScriptIsReported() {
		CounterKey count = tree.onWrite().count();
		count.set(Long.MAX_VALUE);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(count::increment)
			.withMessage("INCRBY of 'clocks:write:count' (clocks.onWrite.count) failed. The server "
					+ "replied: ERR increment or decrement would overflow");
		assertThat(count.get()).isEqualTo(Long.MAX_VALUE);
	}

	@ParameterizedTest
	@EnumSource
	void anotherRedisTypeIsAWrongKindAlsoFromWithinAScript(Declared declared) {
		Kinds kinds = declared.in(tree);
		template.opsForHash().put(kinds.count().name(), "a", "b");
		template.opsForHash().put(kinds.text().name(), "a", "b");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(kinds.count()::increment)
			.withMessage(
					"Key '" + kinds.count() + "' (template '" + kinds.count() + "') is declared as CounterKey, but "
							+ "Redis holds a hash there. Delete the key, or give one of the two another prefix.");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> kinds.text().getAndSet("a"));
	}

	@Test
	void foreignContentIsUnreadable() {
		template.opsForValue().set("clocks:write:number", "\"secret\"");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(tree.onWrite().number()::get);
	}

	@ParameterizedTest
	@EnumSource
	void entriesOfStreamsThatWereDeletedAreLeftOut(Declared declared) {
		StreamKey<Person> key = declared.in(tree).stream();
		var first = org.springframework.data.redis.connection.stream.Consumer.from("g", "first");
		var second = org.springframework.data.redis.connection.stream.Consumer.from("g", "second");
		key.createGroup(ReadOffset.latest(), "g");
		for (int i = 1; i <= 3; i++) {
			key.add(RecordId.of(i, 1), new Person("n" + i, i, null));
		}
		assertThat(key.read(first, ReadOffset.lastConsumed())).hasSize(3);
		key.remove(RecordId.of("2-1"));
		assertThat(StreamKeyTests.texts(key.read(first, ReadOffset.from("0")))).containsExactly("1-1 n1", "3-1 n3");
		assertThat(
				StreamKeyTests.texts(key.claim(second, Duration.ZERO, List.of(RecordId.of("1-1"), RecordId.of("2-1")))))
			.containsExactly("1-1 n1");
		Claim<Person> claim = key.autoClaim(second, Duration.ZERO, RecordId.of("0-0"), 2);
		assertThat(StreamKeyTests.texts(claim.entries())).containsExactly("1-1 n1");
		assertThat(claim.next()).isEqualTo(RecordId.of("3-1"));
		assertThat(key.pending("g", Range.leftOpen("1-1", "3-1"), 5).size()).isEqualTo(2);
		assertThat(key.info().lastEntryId()).isEqualTo("3-1");
	}

	@Test
	void deletionPoliciesSayWhichVersionTheyNeed() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> tree.onWrite()
				.stream()
				.trim(XTrimOptions.trim(TrimOptions.maxLen(1).deletionPolicy(StreamDeletionPolicy.ACKNOWLEDGED))))
			.withMessage("XTRIM of key 'clocks:write:stream' needs Redis 8.2 or later. The server replied: "
					+ "ERR syntax error");
	}

	@Test
	void newBitOperationsSayWhichVersionTheyNeed() {
		BitmapKey key = tree.onWrite().bitmap();
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> key.bitOp(BitOperation.DIFF, List.of(key)))
			.withMessage("BITOP of key 'clocks:write:bitmap' needs Redis 8.2 or later. The server replied: "
					+ "ERR syntax error");
	}

	@ParameterizedTest
	@EnumSource
	void sortedSetsWork(Declared declared) {
		Kinds kinds = declared.in(tree);
		operationsWork(new SortedSetKeyTests(), kinds);
		operationsWork(new SortedSetAlgebraTests(), kinds, "intersectSize");
		operationsWork(new GeoKeyTests(), kinds);
	}

	@ParameterizedTest
	@EnumSource
	void listsSetsAndHyperLogLogsWork(Declared declared) {
		Kinds kinds = declared.in(tree);
		operationsWork(new ListKeyTests(), kinds);
		operationsWork(new SetKeyTests(), kinds, "intersectSize");
		operationsWork(new HyperLogLogKeyTests(), kinds);
	}

	@ParameterizedTest
	@EnumSource
	void hashesRecordsAndBitmapsWork(Declared declared) {
		Kinds kinds = declared.in(tree);
		operationsWork(new HashKeyTests(), kinds);
		operationsWork(new RecordKeyTests(), kinds);
		operationsWork(new BitmapKeyTests(), kinds);
	}

	private <K extends Key> void operationsWork(KindTests<K> kind, Kinds kinds, String... except) {
		for (KindOperation<K> operation : kind.operations()) {
			if (!List.of(except).contains(operation.name())) {
				flush();
				assertThat(operation.result(operation.call(kind.key(kinds), kind.other(kinds)))).as(operation.name())
					.isEqualTo(operation.onMissing());
			}
		}
	}

	@Test
	void intersectSizeSaysWhichVersionItNeeds() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> tree.onWrite().sortedSet().intersectSize(List.of()))
			.withMessage("ZINTERCARD of key 'clocks:write:sortedSet' needs Redis 7.0 or later. The server replied: "
					+ "ERR unknown command `ZINTERCARD`");
	}

	@Test
	void locksWork() {
		LockKey job = Trees.create(Locks.class, factory).job();
		try (HeldLock lock = job.acquire(Duration.ZERO)) {
			assertThat(job.tryAcquire(Duration.ofMillis(1))).isEmpty();
			assertThat(lock.renew()).isTrue();
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(job.exists()).isFalse();
	}

	@Test
	void theShortestWaitEnds() {
		assertThat(tree.onWrite().sortedSet().popMin(Duration.ofMillis(1))).isNull();
	}

	@Test
	void subtreesAreListedCountedAndCleared() {
		for (int i = 0; i < 100; i++) {
			tree.onWrite().texts(i).set("a");
		}
		tree.never().text().set("a");
		assertThat(tree.onWrite().countKeys()).isEqualTo(100);
		assertThat(tree.onWrite().subkeys().distinct()).hasSize(100);
		assertThat(tree.onWrite().clear()).isEqualTo(100);
		assertThat(tree.countKeys()).isOne();
	}

}
