package io.redisimnest.redis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.GeoKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.Values;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Range;
import org.springframework.data.geo.Distance;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.Metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What cannot be read fails in every kind of key with everything in the message but the
 * value, and nothing else happens.
 */
class ForeignElementTests {

	private static final String SECRET = "planted4711";

	private static final Foreign FOREIGN = Trees.create(Foreign.class);

	private static final Map<String, byte[]> HOSTILE = Map.of("truncated", bytes("{\"name\":\"" + SECRET), "no JSON",
			bytes(SECRET), "a class name", bytes("[\"java.lang.ProcessBuilder\",{\"command\":[\"" + SECRET + "\"]}]"),
			"deep nesting", bytes("[".repeat(100_000)), "a huge number", bytes("4711e999999999"), "very many digits",
			bytes("4711".repeat(1000)), "trailing tokens", bytes("{\"name\":\"a\"} \"" + SECRET + "\""), "no text",
			new byte[] { '"', (byte) 0xff, '"' }, "nothing", new byte[0]);

	private interface Stored {

		void store(RedisCommands<byte[], byte[]> commands, byte[] name, byte[] value);

	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	static Stream<Arguments> reads() {
		HashKey<String, User> hash = FOREIGN.hash();
		Stored inHash = (commands, name, value) -> commands.hset(name, bytes("f"), value);
		Stored inList = (commands, name, value) -> commands.rpush(name, value);
		Stored inSet = (commands, name, value) -> commands.sadd(name, value);
		Stored inSortedSet = (commands, name, value) -> commands.zadd(name, 1, value);
		Stored asPlace = (commands, name, value) -> commands.geoadd(name, 13.4, 52.5, value);
		Stored inRecord = (commands, name, value) -> commands.hset(name, bytes("user"), value);
		Stored inStream = (commands, name, value) -> commands.xadd(name, Map.of(bytes("payload"), value));
		Stored inStreamOfRecords = (commands, name, value) -> commands.xadd(name, Map.of(bytes("user"), value));
		Stored asValue = (commands, name, value) -> commands.set(name, value);
		return Stream
			.of(read(hash, inHash, (key) -> key.get("f")), read(hash, inHash, HashKey::entries),
					read(hash, inHash, HashKey::values), read(hash, inHash, (key) -> key.multiGet(List.of("f"))),
					read(hash, inHash, (key) -> key.scan().toList()), read(hash, inHash, (key) -> key.randomEntries(1)),
					read(FOREIGN.list(), inList, (key) -> key.range(0, -1)),
					read(FOREIGN.list(), inList, (key) -> key.index(0)), read(FOREIGN.list(), inList, ListKey::leftPop),
					read(FOREIGN.set(), inSet, SetKey::members), read(FOREIGN.set(), inSet, SetKey::pop),
					read(FOREIGN.set(), inSet, (key) -> key.scan().toList()),
					read(FOREIGN.sortedSet(), inSortedSet, (key) -> key.rangeWithScores(0, -1)),
					read(FOREIGN.sortedSet(), inSortedSet, SortedSetKey::popMax),
					read(FOREIGN.geo(), asPlace,
							(key) -> key.search(GeoReference.fromCoordinate(13.4, 52.5),
									new Distance(1, Metrics.KILOMETERS))),
					read(FOREIGN.record(), inRecord, RecordKey::get),
					read(FOREIGN.stream(), inStream, (key) -> key.range(Range.unbounded())),
					read(FOREIGN.records(), inStreamOfRecords, (key) -> key.range(Range.unbounded())),
					read(FOREIGN.user(), asValue, (key) -> FOREIGN.values().get()),
					read(FOREIGN.user(), asValue, ForeignElementTests::inABatch))
			.flatMap((read) -> HOSTILE.keySet().stream().map((hostile) -> Arguments.of(read, hostile)));
	}

	private static <K extends Key> Consumer<byte[]> read(K key, Stored stored, Consumer<K> read) {
		return new Read<>(key, stored, read);
	}

	private static void inABatch(ValueKey<User> key) {
		var batch = FOREIGN.batch();
		var user = batch.call(key, ValueKey::get);
		catchThrowable(batch::execute);
		user.get();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("reads")
	void isUnreadable(Consumer<byte[]> read, String hostile) {
		Throwable failure = catchThrowable(() -> read.accept(HOSTILE.get(hostile)));
		assertThat(failure).isInstanceOf(UnreadableValueException.class)
			.hasNoCause()
			.hasMessageStartingWith("Value of key 'foreign:")
			.hasMessageContaining(" cannot be read as ")
			.hasMessageContaining(" bytes that are no such value (");
		assertThat(printed(failure)).doesNotContain(SECRET).doesNotContain("4711").doesNotContain("ProcessBuilder");
	}

	private static String printed(Throwable failure) {
		StringWriter writer = new StringWriter();
		failure.printStackTrace(new PrintWriter(writer));
		return writer.toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Read<K extends Key>(K key, Stored stored, Consumer<K> read) implements Consumer<byte[]> {

		@Override
		public void accept(byte[] value) {
			this.stored.store(TestRedis.binaryCommands(), bytes(this.key.name()), value);
			this.read.accept(this.key);
		}

		@Override
		public String toString() {
			return this.key.describe().kind();
		}

	}

	record User(@Nullable String name) {

	}

	record Box(@Nullable User user) {

	}

	@Prefix("foreign")
	interface Foreign extends Cluster {

		ValueKey<User> user();

		Values<Box> values();

		HashKey<String, User> hash();

		RecordKey<Box> record();

		ListKey<User> list();

		SetKey<User> set();

		SortedSetKey<User> sortedSet();

		StreamKey<List<User>> stream();

		StreamKey<Box> records();

		GeoKey<User> geo();

	}

}
