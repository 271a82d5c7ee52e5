package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.lettuce.core.XAddArgs;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.StreamKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Person;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XTrimOptions;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How objects become entries and back, and which entries stay.
 */
class StreamEntryTests {

	private static final Person ANN = new Person("Ann", 41, "Rome");

	private static final Person BOB = new Person("Bob", 7, null);

	private final Clocks tree = Trees.create(Clocks.class);

	private final Streams streams = Trees.create(Streams.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void anEntryTellsItsStreamAndIdAndObject() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		RecordId id = key.add(ANN);
		assertThat(key.range(Range.unbounded())).singleElement().satisfies((entry) -> {
			assertThat(entry.getStream()).isEqualTo("clocks:write:stream");
			assertThat(entry.getId()).isEqualTo(id);
			assertThat(entry.getValue()).isEqualTo(ANN);
		});
	}

	@Test
	void propertiesThatAreNullHaveNoField() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		key.add(BOB);
		assertThat(bodies(key.name())).containsExactly(Map.of("name", "Bob", "age", "7"));
		assertThat(values(key)).containsExactly(BOB);
	}

	@Test
	void fieldsThatAreNoPropertyAreLeftAlone() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		TestRedis.commands().xadd(key.name(), "city", "Rome", "foreign", "1", "age", "41", "name", "Ann");
		assertThat(values(key)).containsExactly(ANN);
	}

	@Test
	void whatIsNoRecordIsStoredWhole() {
		this.streams.words().add("a b");
		this.streams.lists().add(List.of(1, 2));
		assertThat(bodies("streams:words")).containsExactly(Map.of("payload", "a b"));
		assertThat(bodies("streams:lists")).containsExactly(Map.of("payload", "[1,2]"));
		assertThat(values(this.streams.words())).containsExactly("a b");
		assertThat(values(this.streams.lists())).containsExactly(List.of(1, 2));
	}

	@Test
	void aRecordWithACodecIsStoredWhole() {
		this.streams.names().add(ANN);
		assertThat(bodies("streams:names")).containsExactly(Map.of("payload", "Ann"));
		assertThat(values(this.streams.names())).containsExactly(new Person("Ann", 0, null));
	}

	@Test
	void nullIsRefused() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(null))
			.withMessage(
					"Element of key 'clocks:write:stream' must not be null. Leave it out, or remove the one that is there");
	}

	@Test
	void anObjectOfNullsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.streams.holders().add(new Holder(null)))
			.withMessage("Entry of key 'streams:holders' has no property that is not null. Give it one");
	}

	@Test
	void anEntryOfForeignFieldsIsUnreadable() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		TestRedis.commands().xadd(key.name(), new XAddArgs().id("1-1"), "foreign", "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> key.range(Range.unbounded()))
			.withMessage("Value of key 'clocks:write:stream' (template 'clocks:write:stream') cannot be read as "
					+ "io.redisimnest.testing.Clocks$Person. Found: an entry without a value, '1-1'.");
	}

	@Test
	void aStoredNullIsUnreadable() {
		TestRedis.commands().xadd("streams:lists", new XAddArgs().id("1-1"), "payload", "null");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> values(this.streams.lists()))
			.withMessage("Value of key 'streams:lists' (template 'streams:lists') cannot be read as "
					+ "java.util.List<java.lang.Integer>. Found: an entry without a value, '1-1'.");
	}

	@Test
	void aForeignValueIsUnreadable() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		TestRedis.commands().xadd(key.name(), "name", "Ann", "age", "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> key.range(Range.unbounded()))
			.withMessageContaining(
					"cannot be read as java.lang.Integer in field 'age'. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	@Test
	void idsOnlyGrow() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		key.add(RecordId.of("5-1"), ANN);
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> key.add(RecordId.of("5-1"), BOB))
			.withMessage("XADD of 'clocks:write:stream' (clocks.onWrite.stream) failed. The server replied: ERR The "
					+ "ID specified in XADD is equal or smaller than the target stream top item");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void oldEntriesGoAsNewOnesCome() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		key.add(RecordId.of("1-1"), ANN);
		key.add(RecordId.of("2-1"), ANN);
		key.add(BOB, XAddOptions.maxlen(2));
		assertThat(values(key)).containsExactly(ANN, BOB);
		key.add(BOB, XAddOptions.none().minId(RecordId.of("3-1")));
		assertThat(values(key)).containsExactly(BOB, BOB);
	}

	@Test
	void allOptionsOfAddingAreSent() {
		StreamKey<Person> key = this.tree.never().stream();
		XAddOptions options = XAddOptions.trim(TrimOptions.minId(RecordId.of("1-1")).approximate().limit(7))
			.nomkstream(true);
		assertThat(Monitor.sent(() -> assertThat(key.add(BOB, options)).isNull()))
			.containsExactly("XADD clocks:never:stream NOMKSTREAM MINID ~ 1-1 LIMIT 7 * name Bob age 7");
	}

	@Test
	void allOptionsOfTrimmingAreSent() {
		StreamKey<Person> key = this.tree.never().stream();
		XTrimOptions options = XTrimOptions.trim(TrimOptions.maxLen(1).approximate().limit(7));
		assertThat(Monitor.sent(() -> assertThat(key.trim(options)).isZero()))
			.containsExactly("XTRIM clocks:never:stream MAXLEN ~ 1 LIMIT 7");
	}

	@Test
	void theKeyStaysWithoutEntries() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		RecordId id = key.add(ANN);
		assertThat(key.remove(id)).isTrue();
		assertThat(key.size()).isZero();
		assertThat(key.exists()).isTrue();
	}

	@Test
	void anOffsetIsRefused() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.range(Range.unbounded(), Limit.limit().offset(2).count(1)))
			.withMessage("Streams know no offset of '2'. Use the id behind which to go on");
	}

	@Test
	void aLimitOfNothingIsRefused() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.reverseRange(Range.unbounded(), Limit.limit().count(0)))
			.withMessage("Count '0' is not positive. Use at least 1");
	}

	@Test
	void nothingIsSentForNothing() {
		StreamKey<Person> key = this.tree.onWrite().stream();
		assertThat(Monitor.sent(() -> assertThat(key.removeAll(List.of())).isZero())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void moreIdsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		StreamKey<Person> key = declared.in(this.tree).stream();
		StreamGroupTests.fill(key.name(), 20_000);
		List<RecordId> ids = key.range(Range.unbounded()).stream().map(ObjectRecord::getId).toList();
		assertThat(Monitor.sent(() -> assertThat(key.removeAll(ids)).isEqualTo(20_000))).hasSize(1);
		assertThat(key.size()).isZero();
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	private static List<Map<String, String>> bodies(String name) {
		return TestRedis.commands()
			.xrange(name, io.lettuce.core.Range.unbounded())
			.stream()
			.map(io.lettuce.core.StreamMessage::getBody)
			.toList();
	}

	private static <T> List<T> values(StreamKey<T> key) {
		return key.range(Range.unbounded()).stream().map(ObjectRecord::getValue).toList();
	}

	@Prefix("streams")
	interface Streams extends Cluster {

		StreamKey<String> words();

		StreamKey<List<Integer>> lists();

		@Codec(Names.class)
		StreamKey<Person> names();

		StreamKey<Holder> holders();

	}

	record Holder(@Nullable String held) {

	}

	static class Names implements RedisSerializer<Person> {

		@Override
		public byte[] serialize(@Nullable Person person) {
			return person.name().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Person deserialize(byte @Nullable [] bytes) {
			return new Person(new String(bytes, StandardCharsets.UTF_8), 0, null);
		}

	}

}
