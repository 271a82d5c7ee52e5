package io.redisimnest.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.RecordKey;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Clocks.Person;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordKeyTests extends KindTests<RecordKey<Person>> {

	private static final Person ANN = new Person("Ann", 41, "Rome");

	private static final Person BOB = new Person("Bob", 7, null);

	@Override
	List<KindOperation<RecordKey<Person>>> operations() {
		return List.of(reads("get", "HMGET @ name age city", (key, other) -> key.get()).results(null, ANN),
				reads("find", "HMGET @ name age city", (key, other) -> key.find()).results(Optional.empty(),
						Optional.of(ANN)),
				does("set", "HSET @ name Ann age 41 city Rome", (key, other) -> key.set(ANN)),
				does("merge", "HSET @ name Bob age 7", (key, other) -> key.merge(BOB)));
	}

	@Override
	RecordKey<Person> key(Kinds kinds) {
		return kinds.person();
	}

	@Override
	RecordKey<Person> other(Kinds kinds) {
		return kinds.otherPerson();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.hset(name, Map.of("name", "Ann", "age", "41", "city", "Rome", "foreign", "1"));
	}

	@Test
	void whatIsNullHasNoFieldAfterwards() {
		RecordKey<Person> key = tree().onWrite().person();
		fill(key.name());
		assertThat(Monitor.sent(() -> key.set(BOB))).containsExactly("EVALSHA " + Script.RUN.sha()
				+ " 1 clocks:write:person ALWAYS RESTART 100000 6 HSET clocks:write:person name Bob age 7"
				+ " 3 HDEL clocks:write:person city");
		assertThat(TestRedis.commands().hgetall(key.name())).containsOnly(Map.entry("name", "Bob"),
				Map.entry("age", "7"), Map.entry("foreign", "1"));
		assertThat(key.get()).isEqualTo(BOB);
	}

	@Test
	void whatIsNullGoesInTheSameStepWithoutATtlToo() {
		RecordKey<Person> key = tree().never().person();
		fill(key.name());
		assertThat(Monitor.sent(() -> key.set(BOB))).singleElement().asString().startsWith("EVALSHA ");
		assertThat(key.get()).isEqualTo(BOB);
	}

	@Test
	void aMergeKeepsWhatItDoesNotHave() {
		RecordKey<Person> key = tree().onWrite().person();
		key.set(ANN);
		key.merge(BOB);
		assertThat(key.get()).isEqualTo(new Person("Bob", 7, "Rome"));
	}

	@Test
	void aMissingFieldOfAPrimitiveTypeIsUnreadable() {
		RecordKey<Person> key = tree().onWrite().person();
		TestRedis.commands().hset(key.name(), "name", "Ann");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(key::get)
			.withMessage("Value of key 'clocks:write:person' (template 'clocks:write:person') cannot be read as "
					+ "io.redisimnest.testing.Clocks$Person. Found: no field 'age'.");
	}

	@Test
	void aForeignFieldIsUnreadable() {
		RecordKey<Person> key = tree().onWrite().person();
		TestRedis.commands().hset(key.name(), "age", "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(key::find)
			.withMessageStartingWith("Value of key 'clocks:write:person' (template 'clocks:write:person') cannot be "
					+ "read as java.lang.Integer in field 'age'. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	@Test
	void valuesThatTheConstructorRefusesAreUnreadable() {
		Records records = Trees.create(Records.class);
		TestRedis.commands().hset(records.range().name(), Map.of("from", "2", "to", "1"));
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(records.range()::get)
			.withMessageEndingWith("Found: fields that it refuses (IllegalArgumentException).");
	}

	@Test
	void nothingAtAllIsRefused() {
		Records records = Trees.create(Records.class);
		assertThatIllegalArgumentException().isThrownBy(() -> records.bean().set(new Bean()))
			.withMessage("Record of key 'records:bean' has no property that is not null. Use delete() to remove it");
		assertThatIllegalArgumentException().isThrownBy(() -> records.bean().set(null))
			.withMessage("Value of key 'records:bean' must not be null. Use delete() to remove it");
	}

	@Test
	void aBeanIsStoredByItsProperties() {
		Records records = Trees.create(Records.class);
		Bean bean = new Bean();
		bean.setId(new UUID(1, 2));
		bean.setTags(List.of("a", "b"));
		records.bean().set(bean);
		assertThat(TestRedis.commands().hgetall("records:bean")).containsOnly(
				Map.entry("id", "\"00000000-0000-0001-0000-000000000002\""), Map.entry("tags", "[\"a\",\"b\"]"));
		Bean read = records.bean().get();
		assertThat(read).isNotNull();
		assertThat(read.getId()).isEqualTo(bean.getId());
		assertThat(read.getTags()).isEqualTo(bean.getTags());
	}

	@Test
	void aGenericRecordIsStoredByTheTypesThatItIsDeclaredWith() {
		Records records = Trees.create(Records.class);
		records.pair().set(new Pair<>(List.of(1, 2), "x"));
		assertThat(records.pair().get()).isEqualTo(new Pair<>(List.of(1, 2), "x"));
	}

	@Prefix("records")
	interface Records extends Cluster {

		RecordKey<Range> range();

		RecordKey<Bean> bean();

		RecordKey<Pair<List<Integer>, String>> pair();

	}

	record Range(int from, int to) {

		Range {
			if (from > to) {
				throw new IllegalArgumentException("secret");
			}
		}

	}

	record Pair<A, B>(A first, B second) {

	}

	static class Bean {

		private UUID id;

		private List<String> tags;

		public UUID getId() {
			return this.id;
		}

		public void setId(UUID id) {
			this.id = id;
		}

		public List<String> getTags() {
			return this.tags;
		}

		public void setTags(List<String> tags) {
			this.tags = tags;
		}

		public String getReadOnly() {
			return "x";
		}

	}

}
