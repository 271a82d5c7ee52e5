package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.redisimnest.WrongKindException;
import io.redisimnest.key.StreamKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Person;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

import static io.redisimnest.redis.StreamKeyTests.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Waiting for the entries of a stream, in parts of half a second.
 */
class StreamBlockingTests {

	private static final Person ANN = new Person("Ann", 41, null);

	private static final Consumer CONSUMER = Consumer.from("g", "c");

	private static RedisConnectionFactory factory;

	private static Clocks tree;

	@BeforeAll
	static void connect() {
		factory = Connections.to(TestRedis.host(), TestRedis.port(), Duration.ofSeconds(1));
		tree = Trees.create(Clocks.class, factory);
	}

	@AfterAll
	static void disconnect() {
		Connections.close(factory);
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@EnumSource
	void anEntryThatComesLaterIsRead(Declared declared) {
		StreamKey<Person> key = declared.in(tree).stream();
		key.add(RecordId.of("1-1"), ANN);
		later(() -> key.add(RecordId.of("2-1"), ANN));
		assertThat(texts(key.read(ReadOffset.latest(), block(5000)))).containsExactly("2-1 Ann");
	}

	@ParameterizedTest
	@EnumSource
	void aGroupReadsAnEntryThatComesLater(Declared declared) {
		StreamKey<Person> key = declared.in(tree).stream();
		key.createGroup(ReadOffset.latest(), "g");
		later(() -> key.add(RecordId.of("2-1"), ANN));
		assertThat(texts(key.read(CONSUMER, ReadOffset.lastConsumed(), block(5000)))).containsExactly("2-1 Ann");
		assertThat(key.pending("g").getTotalPendingMessages()).isOne();
	}

	@Test
	void whatIsThereIsReadAtOnce() {
		StreamKey<Person> key = tree.never().stream();
		key.add(RecordId.of("1-1"), ANN);
		key.add(RecordId.of("2-1"), ANN);
		assertThat(Monitor.sent(() -> assertThat(texts(key.read(ReadOffset.from("0"), block(5000).count(1))))
			.containsExactly("1-1 Ann"))).containsExactly("XREAD COUNT 1 BLOCK 500 STREAMS clocks:never:stream 0");
	}

	@Test
	void aGroupWaitsWithItsOptions() {
		StreamKey<Person> key = tree.never().stream();
		key.createGroup(ReadOffset.latest(), "g");
		assertThat(Monitor.sent(
				() -> assertThat(key.read(CONSUMER, ReadOffset.lastConsumed(), block(100).count(3).noack())).isEmpty()))
			.singleElement()
			.asString()
			.matches("XREADGROUP GROUP g c NOACK COUNT 3 BLOCK \\d+ STREAMS clocks:never:stream >");
	}

	@Test
	void aGroupDoesNotWaitForWhatIsPending() {
		StreamKey<Person> key = tree.never().stream();
		key.createGroup(ReadOffset.latest(), "g");
		assertThat(Monitor.sent(() -> assertThat(key.read(CONSUMER, ReadOffset.from("0"), block(60_000))).isEmpty()))
			.hasSize(1);
	}

	@Test
	void nothingIsReadIfNothingComesInTime() {
		StreamKey<Person> key = tree.onWrite().stream();
		long start = System.nanoTime();
		assertThat(key.read(ReadOffset.from("0"), block(1200))).isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1200),
				Duration.ofMillis(4000));
	}

	@Test
	void theLatestIsWhereTheStreamEndedWhenTheCallBegan() {
		StreamKey<Person> key = tree.never().stream();
		key.add(RecordId.of("7-1"), ANN);
		List<String> sent = Monitor.sent(() -> key.read(ReadOffset.latest(), block(1200)));
		assertThat(sent.get(0)).isEqualTo("XREVRANGE clocks:never:stream + - COUNT 1");
		assertThat(sent.subList(1, sent.size())).hasSizeGreaterThan(1)
			.allMatch((command) -> command.matches("XREAD BLOCK \\d+ STREAMS clocks:never:stream 7-1"));
	}

	@Test
	void theLatestOfAMissingKeyIsBeforeAllEntries() {
		StreamKey<Person> key = tree.never().stream();
		assertThat(Monitor.sent(() -> key.read(ReadOffset.latest(), block(50)))).last()
			.asString()
			.matches("XREAD BLOCK \\d+ STREAMS clocks:never:stream 0-0");
	}

	@ParameterizedTest
	@EnumSource
	void theClockAfterWaiting(Declared declared) {
		StreamKey<Person> key = declared.in(tree).stream();
		key.add(ANN);
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThat(key.read(ReadOffset.from("0"), block(5000))).hasSize(1);
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.ON_ACCESS) ? Clock.DECLARED : Clock.KEPT);
	}

	@Test
	void waitingForEverIsRefused() {
		StreamKey<Person> key = tree.onWrite().stream();
		StreamReadOptions options = StreamReadOptions.empty().block(Duration.ofNanos(10));
		String message = "Timeout 'PT0S' is too short. Use at least one millisecond";
		assertThat(Monitor.sent(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> key.read(ReadOffset.latest(), options))
				.withMessage(message);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> key.read(CONSUMER, ReadOffset.lastConsumed(), options))
				.withMessage(message);
		})).isEmpty();
	}

	@Test
	void waitingIsNoOperationOfABatch() {
		StreamKey<Person> key = tree.onWrite().stream();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Recorder.record(key, (recording) -> recording.read(ReadOffset.latest(), block(5))))
			.withMessage("XREAD of key 'clocks:write:stream' is a conversation of several commands. "
					+ "Call it on the key itself");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Recorder.record(key,
					(recording) -> recording.read(CONSUMER, ReadOffset.lastConsumed(), block(5))))
			.withMessage("XREADGROUP of key 'clocks:write:stream' is a conversation of several commands. "
					+ "Call it on the key itself");
	}

	@Test
	void readingWithoutWaitingIsOne() {
		StreamKey<Person> key = tree.onWrite().stream();
		assertThat(Recorder.record(key, (recording) -> recording.read(CONSUMER, ReadOffset.lastConsumed())))
			.hasToString("XREADGROUP of 'clocks:write:stream'");
	}

	@Test
	void waitingForAnotherRedisTypeIsAWrongKind() {
		StreamKey<Person> key = tree.onWrite().stream();
		TestRedis.commands().set(key.name(), "a");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> key.read(ReadOffset.from("0"), block(5000)));
	}

	@Test
	void aGroupThatDoesNotExistDoesNotWait() {
		StreamKey<Person> key = tree.onWrite().stream();
		key.add(ANN);
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> key.read(CONSUMER, ReadOffset.lastConsumed(), block(5000)))
			.withMessageContaining("NOGROUP");
	}

	private static StreamReadOptions block(long millis) {
		return StreamReadOptions.empty().block(Duration.ofMillis(millis));
	}

	private static void later(Runnable action) {
		CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(action);
	}

}
