package io.redisimnest.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.HashKey;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.serializer.GenericToStringSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HashKeyTests extends KindTests<HashKey<String, Integer>> {

	@Override
	List<KindOperation<HashKey<String, Integer>>> operations() {
		return List.of(reads("get", "HGET @ a", (key, other) -> key.get("a")).results(null, 1),
				reads("multiGet", "HMGET @ a x", (key, other) -> key.multiGet(List.of("a", "x")))
					.results(Arrays.asList(null, null), Arrays.asList(1, null)),
				reads("entries", "HGETALL @", (key, other) -> key.entries()).results(Map.of(), Map.of("a", 1)),
				reads("keys", "HKEYS @", (key, other) -> key.keys()).results(Set.of(), Set.of("a")),
				reads("values", "HVALS @", (key, other) -> key.values()).results(List.of(), List.of(1)),
				reads("hasKey", "HEXISTS @ a", (key, other) -> key.hasKey("a")).results(false, true),
				reads("size", "HLEN @", (key, other) -> key.size()).results(0L, 1L),
				reads("lengthOfValue", "HSTRLEN @ a", (key, other) -> key.lengthOfValue("a")).results(0L, 1L),
				reads("randomKey", "HRANDFIELD @", (key, other) -> key.randomKey()).results(null, "a"),
				reads("randomKeys", "HRANDFIELD @ 3", (key, other) -> key.randomKeys(3)).results(List.of(),
						List.of("a")),
				reads("randomEntries", "HRANDFIELD @ 3 WITHVALUES", (key, other) -> key.randomEntries(3))
					.results(Map.of(), Map.of("a", 1)),
				does("put", "HSET @ b 2", (key, other) -> key.put("b", 2)),
				does("putAll", "HSET @ b 2", (key, other) -> key.putAll(Map.of("b", 2))),
				writesIf("putIfAbsent", "HSETNX @ b 2", (key, other) -> key.putIfAbsent("b", 2)).creating()
					.results(true, true),
				writesIf("putIfAbsent of a field that exists", "HSETNX @ a 2", (key, other) -> key.putIfAbsent("a", 2))
					.creating()
					.idling()
					.results(true, false),
				writes("increment", "HINCRBY @ a 4; HGET @ a", (key, other) -> key.increment("a", 4)).results(4L, 5L),
				writesIf("increment by a fraction", "HINCRBYFLOAT @ a 1.5", (key, other) -> key.increment("a", 1.5))
					.creating()
					.results(1.5, 2.5),
				writesIf("remove", "HDEL @ a", (key, other) -> key.remove("a")).removing().results(false, true),
				writesIf("remove of a missing field", "HDEL @ x", (key, other) -> key.remove("x")).idling()
					.results(false, false),
				writesIf("removeAll", "HDEL @ a x", (key, other) -> key.removeAll(List.of("a", "x"))).removing()
					.results(0L, 1L));
	}

	@Override
	List<String> conversations() {
		return List.of("scan");
	}

	@Override
	HashKey<String, Integer> key(Kinds kinds) {
		return kinds.hash();
	}

	@Override
	HashKey<String, Integer> other(Kinds kinds) {
		return kinds.otherHash();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.hset(name, "a", "1");
	}

	@ParameterizedTest
	@EnumSource
	void aBigHashIsScannedLazilyPageByPage(Declared declared) {
		HashKey<String, Integer> key = declared.in(tree()).hash();
		Map<String, Integer> entries = IntStream.range(0, 3000)
			.boxed()
			.collect(Collectors.toMap(String::valueOf, (i) -> i));
		key.putAll(entries);
		assertThat(Monitor.sent(() -> assertThat(key.scan().limit(10)).hasSize(10))).hasSize(1);
		assertThat(key.scan().distinct()).containsExactlyInAnyOrderElementsOf(entries.entrySet());
		assertThat(Monitor.sent(() -> key.scan())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void morePartsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		HashKey<String, Integer> key = declared.in(tree()).hash();
		Map<String, Integer> entries = IntStream.range(0, 20_000)
			.boxed()
			.collect(Collectors.toMap(String::valueOf, (i) -> i));
		assertThat(Monitor.sent(() -> key.putAll(entries))).hasSize(1);
		assertThat(key.size()).isEqualTo(20_000);
		assertThat(key.entries()).isEqualTo(entries);
		List<String> fields = List.copyOf(entries.keySet());
		assertThat(key.multiGet(fields)).isEqualTo(fields.stream().map(entries::get).toList());
		assertThat(key.removeAll(fields.subList(0, 15_000))).isEqualTo(15_000);
		assertThat(key.size()).isEqualTo(5_000);
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@ParameterizedTest
	@EnumSource
	void incrementsBeyondTheIntegersOfLuaAreExact(Declared declared) {
		HashKey<String, Integer> key = declared.in(tree()).hash();
		TestRedis.commands().hset(key.name(), "big", "9007199254740992");
		assertThat(key.increment("big", 1)).isEqualTo(9007199254740993L);
		assertThat(key.increment("big", Long.MIN_VALUE + 7)).isEqualTo(9007199254740993L + Long.MIN_VALUE + 7);
	}

	@Prefix("hash-of-python")
	interface OfPython extends Cluster {

		HashKey<String, Integer> scores();

		@Codec(Digits.class)
		HashKey<String, Integer> digits();

	}

	static class Digits extends GenericToStringSerializer<Integer> {

		Digits() {
			super(Integer.class);
		}

	}

	@Test
	void theEnvelopesOfPythonAreNotIncremented() {
		OfPython tree = Trees.registry(ValueFormat.PYTHON).factory(TestRedis::connectionFactory).create(OfPython.class);
		HashKey<String, Integer> key = tree.scores();
		String message = "Fields of key 'hash-of-python:scores' (template 'hash-of-python:scores') cannot be "
				+ "incremented, for Python stores no number as it is. Use put(...), another @Codec, or a CounterKey";
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> key.increment("a", 1))
			.withMessage(message);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> key.increment("a", 0.5))
			.withMessage(message);
		assertThat(key.exists()).isFalse();
		assertThat(tree.digits().increment("a", 2)).isEqualTo(2);
		assertThat(tree.digits().get("a")).isEqualTo(2);
	}

	@Test
	void whatIsNoNumberIsNotIncremented() {
		HashKey<String, Integer> key = tree().onWrite().hash();
		TestRedis.commands().hset(key.name(), "a", "secret");
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> key.increment("a", 1))
			.withMessage("HINCRBY of 'clocks:write:hash' (clocks.onWrite.hash) failed. The server replied: "
					+ "ERR hash value is not an integer");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void nothingIsSentForNothing() {
		HashKey<String, Integer> key = tree().onWrite().hash();
		assertThat(Monitor.sent(() -> {
			key.putAll(Map.of());
			assertThat(key.multiGet(List.of())).isEmpty();
			assertThat(key.removeAll(List.of())).isZero();
		})).isEmpty();
	}

	@Test
	void nullIsRefused() {
		HashKey<String, Integer> key = tree().onWrite().hash();
		assertThatIllegalArgumentException().isThrownBy(() -> key.put("a", null))
			.withMessage(
					"Element of key 'clocks:write:hash' must not be null. Leave it out, or remove the one that is there");
		assertThatIllegalArgumentException().isThrownBy(() -> key.put(null, 1))
			.withMessage("Field of key 'clocks:write:hash' must not be null, and lead back from its name");
	}

	@Test
	void aForeignFieldIsUnreadable() {
		HashKey<String, Integer> key = tree().onWrite().hash();
		TestRedis.binaryCommands().hset(key.name().getBytes(), new byte[] { (byte) 0xff }, new byte[] { '1' });
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(key::entries)
			.withMessage(
					"Value of key 'clocks:write:hash' (template 'clocks:write:hash') cannot be read as a hash with "
							+ "fields of type java.lang.String. Found: a field with a name of 1 bytes that is none.");
	}

	@Test
	void aCountOfNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> tree().onWrite().hash().randomKeys(0))
			.withMessage("Count '0' is not positive. Use at least 1");
	}

}
