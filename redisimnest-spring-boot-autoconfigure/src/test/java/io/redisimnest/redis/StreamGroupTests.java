package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.StreamKey.Claim;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Person;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoConsumer;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoGroup;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoStream;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

import static io.redisimnest.redis.StreamKeyTests.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What consumer groups do with the entries of a stream.
 */
class StreamGroupTests {

	private static final Consumer FIRST = Consumer.from("g", "first");

	private static final Consumer SECOND = Consumer.from("g", "second");

	private static final RecordId START = RecordId.of("0-0");

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	/**
	 * Adds the entries 1-1, 2-1 and so on.
	 */
	static void fill(String name, int count) {
		TestRedis.commands()
			.eval("for i = 1, " + count + " do redis.call('XADD', KEYS[1], i .. '-1', 'name', 'n' .. i, 'age', i) end",
					ScriptOutputType.STATUS, name);
	}

	/**
	 * A stream whose entries are all pending with the first consumer.
	 */
	private StreamKey<Person> pending(Declared declared, int count) {
		StreamKey<Person> key = declared.in(this.tree).stream();
		fill(key.name(), count);
		key.createGroup(ReadOffset.from("0"), "g");
		assertThat(key.read(FIRST, ReadOffset.lastConsumed())).hasSize(count);
		return key;
	}

	@ParameterizedTest
	@EnumSource
	void eachEntryIsReadByOneConsumer(Declared declared) {
		StreamKey<Person> key = pending(declared, 2);
		assertThat(key.read(SECOND, ReadOffset.lastConsumed())).isEmpty();
		key.add(RecordId.of("3-1"), new Person("n3", 3, null));
		assertThat(texts(key.read(SECOND, ReadOffset.lastConsumed()))).containsExactly("3-1 n3");
		assertThat(texts(key.read(FIRST, ReadOffset.from("1-1")))).containsExactly("2-1 n2");
		assertThat(key.read(FIRST, ReadOffset.from("2-1"))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aDeletedEntryThatIsStillPendingIsLeftOut(Declared declared) {
		StreamKey<Person> key = pending(declared, 3);
		key.remove(RecordId.of("2-1"));
		assertThat(texts(key.read(FIRST, ReadOffset.from("0")))).containsExactly("1-1 n1", "3-1 n3");
		assertThat(key.pending("g", Range.unbounded(), 5).map(PendingMessage::getIdAsString)).containsExactly("1-1",
				"2-1", "3-1");
		List<RecordId> ids = List.of(RecordId.of("1-1"), RecordId.of("2-1"));
		assertThat(texts(key.claim(SECOND, Duration.ZERO, ids))).containsExactly("1-1 n1");
		key.remove(RecordId.of("3-1"));
		assertThat(texts(key.autoClaim(SECOND, Duration.ZERO, START, 5).entries())).containsExactly("1-1 n1");
	}

	@ParameterizedTest
	@EnumSource
	void claimingGoesOnWhereItEnded(Declared declared) {
		StreamKey<Person> key = pending(declared, 3);
		Claim<Person> claim = key.autoClaim(SECOND, Duration.ZERO, START, 2);
		assertThat(texts(claim.entries())).containsExactly("1-1 n1", "2-1 n2");
		assertThat(claim.next()).isEqualTo(RecordId.of("3-1"));
		claim = key.autoClaim(SECOND, Duration.ZERO, claim.next(), 2);
		assertThat(texts(claim.entries())).containsExactly("3-1 n3");
		assertThat(claim.next()).isEqualTo(START);
	}

	@Test
	void whatWasReadOfLateIsNotClaimed() {
		StreamKey<Person> key = pending(Declared.ON_WRITE, 1);
		assertThat(key.claim(SECOND, Duration.ofMinutes(1), List.of(RecordId.of("1-1")))).isEmpty();
		assertThat(key.autoClaim(SECOND, Duration.ofMinutes(1), START, 1).entries()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void theSummaryTellsWhatIsPendingAndWithWhom(Declared declared) {
		StreamKey<Person> key = pending(declared, 3);
		key.claim(SECOND, Duration.ZERO, List.of(RecordId.of("2-1")));
		PendingMessagesSummary summary = key.pending("g");
		assertThat(summary.getGroupName()).isEqualTo("g");
		assertThat(summary.getTotalPendingMessages()).isEqualTo(3);
		assertThat(summary.getIdRange()).isEqualTo(Range.closed("1-1", "3-1"));
		assertThat(summary.getPendingMessagesPerConsumer()).isEqualTo(Map.of("first", 2L, "second", 1L));
	}

	@ParameterizedTest
	@EnumSource
	void theSummaryOfNothingIsOne(Declared declared) {
		StreamKey<Person> key = declared.in(this.tree).stream();
		key.createGroup(ReadOffset.latest(), "g");
		assertThat(key.pending("g")).hasToString("PendingMessagesSummary{groupName='g', totalPendingMessages='0', "
				+ "minMessageId='0-0', maxMessageId='0-0', pendingMessagesPerConsumer={}}");
	}

	@ParameterizedTest
	@EnumSource
	void eachPendingEntryIsTold(Declared declared) {
		StreamKey<Person> key = pending(declared, 3);
		key.claim(SECOND, Duration.ZERO, List.of(RecordId.of("2-1")));
		assertThat(key.pending(SECOND, Range.unbounded(), 5)).singleElement().satisfies((message) -> {
			assertThat(message.getId()).isEqualTo(RecordId.of("2-1"));
			assertThat(message.getConsumer()).isEqualTo(SECOND);
			assertThat(message.getElapsedTimeSinceLastDelivery()).isLessThan(Duration.ofSeconds(10));
			assertThat(message.getTotalDeliveryCount()).isEqualTo(2);
		});
		Range<RecordId> ids = Range.leftOpen(RecordId.of("1-1"), RecordId.of("3-1"));
		assertThat(key.pending("g", ids, 5).map(PendingMessage::getIdAsString)).containsExactly("2-1", "3-1");
		assertThat(key.pending("g", ids, 5).getRange()).isEqualTo(ids);
	}

	@Test
	void whatNeedsNoAcknowledgementIsNotPending() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		fill(key.name(), 1);
		key.createGroup(ReadOffset.from("0"), "g");
		assertThat(key.read(FIRST, ReadOffset.lastConsumed(), StreamReadOptions.empty().noack())).hasSize(1);
		assertThat(key.pending("g").getTotalPendingMessages()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void theServerTellsAboutTheStream(Declared declared) {
		StreamKey<Person> key = pending(declared, 2);
		XInfoStream info = key.info();
		assertThat(info.streamLength()).isEqualTo(2);
		assertThat(info.lastGeneratedId()).isEqualTo("2-1");
		assertThat(info.firstEntryId()).isEqualTo("1-1");
		assertThat(info.getFirstEntry()).isEqualTo(Map.of("1-1", Map.of("name", "n1", "age", "1")));
		key.trim(0);
		assertThat(key.info().getFirstEntry()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void theServerTellsAboutGroupsAndConsumers(Declared declared) {
		StreamKey<Person> key = pending(declared, 2);
		key.createGroup(ReadOffset.latest(), "other");
		assertThat(key.groups().stream().map(XInfoGroup::groupName)).containsExactly("g", "other");
		assertThat(key.groups().get(0).pendingCount()).isEqualTo(2);
		assertThat(key.groups().get(0).lastDeliveredId()).isEqualTo("2-1");
		assertThat(key.consumers("g").stream().map(XInfoConsumer::consumerName)).containsExactly("first");
		assertThat(key.consumers("g").get(0).pendingCount()).isEqualTo(2);
		assertThat(key.consumers("other")).isEmpty();
	}

	@Test
	void aGroupIsCreatedOnce() {
		StreamKey<Person> key = pending(Declared.ON_WRITE, 1);
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> key.createGroup(ReadOffset.latest(), "g"))
			.withMessage("XGROUP of 'clocks:write:stream' (clocks.onWrite.stream) failed. The server replied: "
					+ "BUSYGROUP Consumer Group name already exists");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void whatAKeyThatDoesNotExistCannotTellIsAnError() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(key::info)
			.withMessage("XINFO of 'clocks:write:stream' (clocks.onWrite.stream) failed. The server replied: "
					+ "ERR no such key");
	}

	@Test
	void nothingIsSentForNothing() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThat(Monitor.sent(() -> {
			assertThat(key.acknowledgeAll("g", List.of())).isZero();
			assertThat(key.claim(FIRST, Duration.ZERO, List.of())).isEmpty();
		})).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void moreIdsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		StreamKey<Person> key = pending(declared, 20_000);
		List<RecordId> ids = key.range(Range.unbounded()).stream().map(ObjectRecord::getId).toList();
		assertThat(Monitor.sent(
				() -> assertThat(key.claim(SECOND, Duration.ZERO, ids)).extracting(ObjectRecord::getId).isEqualTo(ids)))
			.hasSize(1);
		assertThat(Monitor.sent(() -> assertThat(key.acknowledgeAll("g", ids)).isEqualTo(20_000))).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void groupsAreReadOverTheOtherProtocolToo(Declared declared) {
		RedisConnectionFactory factory = Connections.withOtherProtocol(TestRedis.host(), TestRedis.port());
		try {
			StreamKey<Person> key = declared.in(Trees.create(Clocks.class, factory)).stream();
			fill(key.name(), 3);
			key.createGroup(ReadOffset.from("0"), "g");
			assertThat(texts(key.read(ReadOffset.from("2-1")))).containsExactly("3-1 n3");
			assertThat(key.read(ReadOffset.latest())).isEmpty();
			assertThat(key.read(FIRST, ReadOffset.lastConsumed())).hasSize(3);
			assertThat(key.read(FIRST, ReadOffset.lastConsumed())).isEmpty();
			key.remove(RecordId.of("2-1"));
			assertThat(texts(key.read(FIRST, ReadOffset.from("0")))).containsExactly("1-1 n1", "3-1 n3");
			assertThat(texts(key.autoClaim(SECOND, Duration.ZERO, START, 5).entries())).containsExactly("1-1 n1",
					"3-1 n3");
			assertThat(key.info().getFirstEntry()).isEqualTo(Map.of("1-1", Map.of("name", "n1", "age", "1")));
			assertThat(key.groups().get(0).consumerCount()).isEqualTo(2);
			assertThat(key.pending("g").getPendingMessagesPerConsumer()).containsKey("second");
		}
		finally {
			Connections.close(factory);
		}
	}

}
