package io.redisimnest.redis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.AllTypes.Color;
import io.redisimnest.redis.AllTypes.Label;
import io.redisimnest.redis.AllTypes.Of;
import io.redisimnest.redis.AllTypes.Point;
import io.redisimnest.redis.AllTypes.User;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read equals what was written.
 */
class CodecsRoundTripTests {

	private static final int VALUES = 200;

	private static final String[] ZONES = { "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC", "Z", "GMT+2",
			"UTC+01:30", "+05:45", "Australia/Lord_Howe", "Etc/GMT-14" };

	private static final AllTypes TYPES = Trees.create(AllTypes.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	static Stream<Kind<?>> kinds() {
		return Stream.of(
				new Kind<>("String", TextTypes::string, CodecsRoundTripTests::text, "", "null", "\"", "\0", "😀",
						"\uFEFFa"),
				new Kind<>("Boolean", TextTypes::bool, Random::nextBoolean),
				new Kind<>("Byte", TextTypes::int8, (random) -> (byte) random.nextInt(), Byte.MIN_VALUE,
						Byte.MAX_VALUE),
				new Kind<>("Short", TextTypes::int16, (random) -> (short) random.nextInt(), Short.MIN_VALUE,
						Short.MAX_VALUE),
				new Kind<>("Integer", TextTypes::int32, Random::nextInt, 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
				new Kind<>("Long", TextTypes::int64, Random::nextLong, 0L, Long.MIN_VALUE, Long.MAX_VALUE),
				new Kind<>("Float", TextTypes::float32, (random) -> Float.intBitsToFloat(random.nextInt()), -0F,
						Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY),
				new Kind<>("Double", TextTypes::float64, (random) -> Double.longBitsToDouble(random.nextLong()), -0D,
						Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 1e22, 0.1),
				new Kind<>("Character", TextTypes::character, (random) -> text(random, 1).charAt(0), '\0', '"', 'ä'),
				new Kind<>("BigDecimal", TextTypes::bigDecimal,
						(random) -> new BigDecimal(new BigInteger(200, random), random.nextInt(600) - 300),
						new BigDecimal("1.00"), new BigDecimal("1E+400"), new BigDecimal("-0.000")),
				new Kind<>("BigInteger", TextTypes::bigInteger,
						(random) -> new BigInteger(random.nextInt(3000), random).negate(), BigInteger.ZERO),
				new Kind<>("enum", TextTypes::color, (random) -> any(random, Color.values())),
				new Kind<>("enum with toString", TextTypes::label, (random) -> any(random, Label.values())),
				new Kind<>("UUID", TextTypes::uuid, (random) -> new UUID(random.nextLong(), random.nextLong())),
				new Kind<>("Instant", TextTypes::instant, CodecsRoundTripTests::instant, Instant.EPOCH, Instant.MIN,
						Instant.MAX, Instant.ofEpochSecond(-1, 1)),
				new Kind<>("LocalDate", TextTypes::localDate, (random) -> dateTime(random).toLocalDate(), LocalDate.MIN,
						LocalDate.MAX),
				new Kind<>("LocalTime", TextTypes::localTime, (random) -> dateTime(random).toLocalTime(), LocalTime.MIN,
						LocalTime.MAX),
				new Kind<>("LocalDateTime", TextTypes::localDateTime, CodecsRoundTripTests::dateTime, LocalDateTime.MIN,
						LocalDateTime.MAX),
				new Kind<>("OffsetTime", TextTypes::offsetTime,
						(random) -> dateTime(random).toLocalTime().atOffset(offset(random)), OffsetTime.MIN,
						OffsetTime.MAX),
				new Kind<>("OffsetDateTime", TextTypes::offsetDateTime,
						(random) -> dateTime(random).atOffset(offset(random)), OffsetDateTime.MIN, OffsetDateTime.MAX),
				new Kind<>("ZonedDateTime", TextTypes::zonedDateTime,
						(random) -> instant(random).atZone(ZoneId.of(any(random, ZONES))),
						ZonedDateTime.parse("2024-10-27T02:30+01:00[Europe/Berlin]"),
						ZonedDateTime.parse("2024-10-27T02:30+02:00[Europe/Berlin]")),
				new Kind<>("Year", TextTypes::year, (random) -> Year.of(random.nextInt(20_000) - 10_000)),
				new Kind<>("YearMonth", TextTypes::yearMonth, (random) -> YearMonth.from(dateTime(random))),
				new Kind<>("MonthDay", TextTypes::monthDay, (random) -> MonthDay.from(dateTime(random)),
						MonthDay.of(2, 29)),
				new Kind<>("Duration", TextTypes::duration,
						(random) -> Duration.ofSeconds(random.nextInt(), random.nextInt()), Duration.ZERO,
						Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofMillis(-1)),
				new Kind<>("Period", TextTypes::period,
						(random) -> Period.of(random.nextInt(), random.nextInt(), random.nextInt())),
				new Kind<>("DayOfWeek", TextTypes::dayOfWeek, (random) -> any(random, DayOfWeek.values())),
				new Kind<>("Month", TextTypes::month, (random) -> any(random, Month.values())),
				new Kind<>("ZoneOffset", TextTypes::zoneOffset, CodecsRoundTripTests::offset, ZoneOffset.UTC,
						ZoneOffset.MAX),
				new Kind<>("ZoneId", TextTypes::zoneId, (random) -> ZoneId.of(any(random, ZONES))),
				new Kind<>("record", TextTypes::user, CodecsRoundTripTests::user,
						new User(0, null, null, Optional.empty(), Optional.empty(), null, null)),
				new Kind<>("list of records", TextTypes::users, (random) -> list(random, CodecsRoundTripTests::user)),
				new Kind<>("list with nulls", TextTypes::strings,
						(random) -> list(random, (any) -> any.nextBoolean() ? text(any) : null)),
				new Kind<>("nested lists", TextTypes::matrix,
						(random) -> list(random, (row) -> list(row, (any) -> any.nextInt()))),
				new Kind<>("nested maps", TextTypes::maps,
						(random) -> map(random, CodecsRoundTripTests::text,
								(value) -> map(value, (any) -> dateTime(any).toLocalDate(),
										(any) -> list(any, CodecsRoundTripTests::instant)))),
				new Kind<>("map by enum, UUID and zoned time", TextTypes::keyed,
						(random) -> map(random, (any) -> any(any, Label.values()),
								(value) -> map(value, (any) -> new UUID(any.nextLong(), any.nextLong()),
										(last) -> map(last, (any) -> instant(any).atZone(ZoneId.of(any(any, ZONES))),
												Random::nextLong)))),
				new Kind<>("set", TextTypes::set, (random) -> Set.copyOf(list(random, CodecsRoundTripTests::text))));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void generatedValuesSurvive(Kind<T> kind) {
		Random random = new Random(kind.name().hashCode());
		ValueKey<T> key = kind.keys().apply(TYPES).value();
		Stream.concat(Arrays.stream(kind.edges()), Stream.generate(() -> kind.generator().apply(random)).limit(VALUES))
			.forEach((value) -> {
				key.set(value);
				assertThat(key.find()).as(() -> "stored as " + TestRedis.commands().get(key.name())).contains(value);
			});
	}

	@Test
	void bytesSurvive() {
		Random random = new Random(1);
		for (int size : new int[] { 0, 1, 2, 100, 1 << 20 }) {
			byte[] bytes = new byte[size];
			random.nextBytes(bytes);
			TYPES.bytes().value().set(bytes);
			assertThat(TYPES.bytes().value().get()).isEqualTo(bytes);
			assertThat(TYPES.bytes().value().raw()).isEqualTo(bytes);
		}
	}

	@Test
	void aMegabyteOfTextSurvives() {
		String text = "ä😀".repeat((1 << 20) / 6);
		TYPES.string().value().set(text);
		assertThat(TYPES.string().value().get()).isEqualTo(text);
		TYPES.strings().value().set(List.of(text));
		assertThat(TYPES.strings().value().get()).containsExactly(text);
	}

	@Test
	void enumsAreStoredByName() {
		TYPES.label().value().set(Label.SECOND);
		assertThat(TestRedis.commands().get("types:label:value")).isEqualTo("\"SECOND\"");
	}

	@Test
	void emojisAreStoredAsUtf8() {
		TYPES.strings().value().set(List.of("😀"));
		assertThat(TestRedis.commands().get("types:strings:value")).isEqualTo("[\"😀\"]");
	}

	private static String text(Random random) {
		return text(random, random.nextInt(30));
	}

	/** Any characters but surrogates, then perhaps an emoji. */
	private static String text(Random random, int length) {
		StringBuilder text = new StringBuilder();
		while (text.length() < length) {
			char c = (char) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(0x10000));
			text.append(Character.isSurrogate(c) ? 'x' : c);
		}
		return (length > 1 && random.nextBoolean()) ? text + "👩‍👧" : text.toString();
	}

	@SafeVarargs
	private static <T> T any(Random random, T... values) {
		return values[random.nextInt(values.length)];
	}

	private static Instant instant(Random random) {
		return Instant.ofEpochSecond(random.nextInt() * 10L, random.nextInt(1_000_000_000));
	}

	private static LocalDateTime dateTime(Random random) {
		return LocalDateTime.ofInstant(instant(random), ZoneOffset.UTC);
	}

	private static ZoneOffset offset(Random random) {
		return ZoneOffset.ofTotalSeconds(random.nextInt(2 * 64_800) - 64_800);
	}

	private static User user(Random random) {
		return new User(random.nextLong(), text(random), any(random, Color.values()),
				random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(),
				Optional.of(dateTime(random).atOffset(offset(random))), list(random, (any) -> text(any)),
				random.nextBoolean() ? new Point<>(random.nextInt(), dateTime(random).toLocalDate()) : null);
	}

	private static <T> List<T> list(Random random, Function<Random, T> element) {
		List<T> list = new ArrayList<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			list.add(element.apply(random));
		}
		return list;
	}

	private static <K, V> Map<K, V> map(Random random, Function<Random, K> key, Function<Random, V> value) {
		Map<K, V> map = new LinkedHashMap<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			map.put(key.apply(random), value.apply(random));
		}
		return map;
	}

	/**
	 * A type of values.
	 */
	record Kind<T>(String name, Function<TextTypes, Of<T>> keys, Function<Random, T> generator, T... edges) {

		@SafeVarargs
		@SuppressWarnings("varargs")
		Kind {
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
