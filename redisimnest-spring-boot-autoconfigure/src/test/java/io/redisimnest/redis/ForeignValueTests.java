package io.redisimnest.redis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values that cannot be read or written fail with everything in the message but the
 * value.
 */
class ForeignValueTests {

	private static final String SECRET = "planted4711";

	private static final Foreign FOREIGN = Trees.create(Foreign.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	static Stream<Arguments> unreadable() {
		return Stream.of(of("truncated", Foreign::user, "{\"name\":\"" + SECRET),
				of("truncated name", Foreign::user, "{\"" + SECRET),
				of("trailing tokens", Foreign::user, "{\"name\":\"a\"} \"" + SECRET + "\""),
				of("trailing garbage", Foreign::user, "{\"name\":\"a\"}" + SECRET),
				of("trailing bracket", Foreign::integers, "[1]]"), of("no JSON", Foreign::user, SECRET),
				of("a class name", Foreign::user, "[\"java.lang.ProcessBuilder\",[\"" + SECRET + "\"]]"),
				of("a class name in a list", Foreign::integers,
						"[\"java.lang.ProcessBuilder\",{\"command\":[\"" + SECRET + "\"]}]"),
				of("a fraction for an integer", Foreign::integer, "3.7"),
				of("an integral fraction for an integer", Foreign::integer, "3.0"),
				of("text for an integer", Foreign::integer, "\"3\""),
				of("secret text for an integer", Foreign::integer, "\"" + SECRET + "\""),
				of("empty text for an integer", Foreign::integer, "\"\""),
				of("a huge integer", Foreign::integer, "47110000000000000000"),
				of("a huge exponent", Foreign::integer, "4711e999999999"),
				of("a boolean for an integer", Foreign::integer, "true"),
				of("a list for an integer", Foreign::integer, "[3]"),
				of("very many digits", Foreign::integer, "4711".repeat(1000)),
				of("a number for a boolean", Foreign::flag, "1"), of("text for a boolean", Foreign::flag, "\"true\""),
				of("an unknown constant", Foreign::color, "\"" + SECRET + "\""),
				of("an ordinal for a constant", Foreign::color, "0"),
				of("no date", Foreign::date, "\"" + SECRET + "\""), of("a number for a date", Foreign::date, "20000"),
				of("a time for a date", Foreign::date, "\"2024-01-01T23:30:00\""),
				of("empty text for a date", Foreign::date, "\"\""), of("an empty list for a date", Foreign::date, "[]"),
				of("blank text for an integer", Foreign::integer, "\" \""),
				of("empty text for a boolean", Foreign::flag, "\"\""),
				of("empty text for a constant", Foreign::color, "\"\""),
				of("no integer as the key of a map", Foreign::map, "{\"" + SECRET + "\":1}"),
				of("deep nesting", Foreign::integers, "[".repeat(100_000)),
				of("deep nesting that ends", Foreign::any, "[".repeat(100_000) + "]".repeat(100_000)),
				of("NaN", Foreign::integer, "NaN"), of("a comment", Foreign::integer, "/* " + SECRET + " */ 1"),
				of("nothing", Foreign::user, ""), of("blanks", Foreign::integer, "  "),
				of("a constructor that refuses", Foreign::even, "{\"value\":4711}"),
				of("a setter that refuses", Foreign::bean, "{\"secret\":\"" + SECRET + "\"}"),
				of("a codec that refuses", Foreign::custom, SECRET));
	}

	private static Arguments of(String name, Function<Foreign, ValueKey<?>> key, String stored) {
		return arguments(name, key, stored);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void unreadable(String name, Function<Foreign, ValueKey<?>> accessor, String stored) {
		ValueKey<?> key = accessor.apply(FOREIGN);
		TestRedis.commands().set(key.name(), stored);
		List<ThrowingCallable> reads = new ArrayList<>(List.of(key::get, key::find));
		reads.add(key::getAndDelete);
		for (ThrowingCallable read : reads) {
			Throwable failure = catchThrowable(read);
			assertThat(failure).isInstanceOf(UnreadableValueException.class)
				.hasNoCause()
				.message()
				.startsWith("Value of key '" + key + "' (template '" + key + "') cannot be read as "
						+ key.describe().valueType() + ". Found: " + stored.length()
						+ " bytes that are no such value (");
			assertThat(printed(failure)).doesNotContain(SECRET).doesNotContain("4711").doesNotContain("ProcessBuilder");
		}
	}

	@Test
	void bytesThatAreNoTextAreUnreadableAsJson() {
		TestRedis.binaryCommands()
			.set("foreign:user".getBytes(StandardCharsets.US_ASCII), new byte[] { '"', (byte) 0xFF, '"' });
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(FOREIGN.user()::get);
	}

	@Test
	void anObjectIsNeverOfAClassThatTheValueNames() {
		TestRedis.commands()
			.set("foreign:any", "{\"@class\":\"java.lang.ProcessBuilder\",\"list\":[\"java.io.File\",\"/\"]}");
		assertThat(FOREIGN.any().get())
			.isEqualTo(Map.of("@class", "java.lang.ProcessBuilder", "list", List.of("java.io.File", "/")));
	}

	@Test
	void unknownPropertiesAreIgnored() {
		TestRedis.commands().set("foreign:user", "{\"name\":\"Ali\",\"later\":{\"more\":[1]}}");
		assertThat(FOREIGN.user().get()).isEqualTo(new User("Ali"));
	}

	@Test
	void aGetterThatFailsGivesNothingAway() {
		Throwable failure = catchThrowable(() -> FOREIGN.bean().set(new Bean()));
		assertThat(failure).isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasNoCause()
			.hasMessage("Value of key 'foreign:bean' (template 'foreign:bean') cannot be written as "
					+ Bean.class.getName() + ": DatabindException");
		assertThat(printed(failure)).doesNotContain(SECRET);
	}

	@Test
	void aCodecThatCannotWriteGivesNothingAway() {
		Throwable failure = catchThrowable(() -> FOREIGN.custom().set(SECRET));
		assertThat(failure).isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasNoCause()
			.hasMessage("Value of key 'foreign:custom' (template 'foreign:custom') cannot be written as "
					+ "java.lang.String: SerializationException");
		assertThat(printed(failure)).doesNotContain(SECRET);
	}

	@Test
	void aCodecThatWritesNothingIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> FOREIGN.custom().set("nothing"))
			.withMessage("Value of key 'foreign:custom' (template 'foreign:custom') cannot be written as "
					+ "java.lang.String: nothing was written");
	}

	@Test
	void aValueThatHoldsItselfIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> FOREIGN.any().set(list))
			.withNoCause();
	}

	@Test
	void textWithAnUnpairedSurrogateIsRefusedInJsonToo() {
		for (String text : List.of("\uD800", "\uDC00", "a\uDBFF", "\uDC00\uD800")) {
			Throwable failure = catchThrowable(() -> FOREIGN.user().set(new User(SECRET + text)));
			if (failure == null) {
				assertThat(FOREIGN.user().get()).isEqualTo(new User(SECRET + text));
			}
			else {
				assertThat(failure).isInstanceOf(InvalidDataAccessApiUsageException.class);
				assertThat(printed(failure)).doesNotContain(SECRET);
			}
		}
	}

	private static String printed(Throwable failure) {
		StringWriter writer = new StringWriter();
		failure.printStackTrace(new PrintWriter(writer));
		return writer.toString();
	}

	record User(String name) {

	}

	record Even(int value) {

		Even {
			if (value % 2 != 0) {
				throw new IllegalArgumentException("Not even: " + value);
			}
		}

	}

	enum Color {

		RED, GREEN

	}

	/**
	 * Neither can be written nor read.
	 */
	static class Bean {

		public String getSecret() {
			throw new IllegalStateException(SECRET);
		}

		public void setSecret(String secret) {
			throw new IllegalStateException(secret);
		}

	}

	static class Refusing implements RedisSerializer<String> {

		@Override
		public byte[] serialize(String value) {
			if (value.equals("nothing")) {
				return null;
			}
			throw new SerializationException(value, new IllegalStateException(value));
		}

		@Override
		public String deserialize(byte[] bytes) {
			String value = new String(bytes, StandardCharsets.UTF_8);
			throw new SerializationException(value, new IllegalStateException(value));
		}

	}

	@Prefix("foreign")
	interface Foreign extends Cluster {

		ValueKey<User> user();

		ValueKey<Integer> integer();

		ValueKey<List<Integer>> integers();

		ValueKey<Boolean> flag();

		ValueKey<Color> color();

		ValueKey<LocalDate> date();

		ValueKey<Map<Integer, Integer>> map();

		ValueKey<Object> any();

		ValueKey<Even> even();

		ValueKey<Bean> bean();

		@Codec(Refusing.class)
		ValueKey<String> custom();

	}

}
