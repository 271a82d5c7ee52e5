package io.redisimnest.model;

import java.math.BigInteger;
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
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.redisimnest.model.Templates.match;
import static io.redisimnest.model.Templates.render;
import static io.redisimnest.model.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * How values of each supported type stand in keys.
 */
class ArgumentTypesTests {

	private static final int CASES = 2000;

	static Stream<Arguments> values() {
		ZoneOffset odd = ZoneOffset.ofHoursMinutesSeconds(-18, 0, 0);
		ZoneOffset seconds = ZoneOffset.ofHoursMinutesSeconds(1, 2, 3);
		return Stream.of(arguments(boolean.class, true, "true"), arguments(Boolean.class, false, "false"),
				arguments(byte.class, Byte.MIN_VALUE, "-128"), arguments(Byte.class, Byte.MAX_VALUE, "127"),
				arguments(short.class, Short.MIN_VALUE, "-32768"), arguments(Short.class, Short.MAX_VALUE, "32767"),
				arguments(int.class, Integer.MIN_VALUE, "-2147483648"), arguments(Integer.class, 0, "0"),
				arguments(long.class, Long.MIN_VALUE, "-9223372036854775808"),
				arguments(Long.class, Long.MAX_VALUE, "9223372036854775807"),
				arguments(BigInteger.class, BigInteger.TEN.pow(3000), "1" + "0".repeat(3000)),
				arguments(BigInteger.class, BigInteger.TEN.pow(40).negate(), "-1" + "0".repeat(40)),
				arguments(char.class, 'a', "a"), arguments(char.class, ':', "%3A"),
				arguments(Character.class, '%', "%25"), arguments(char.class, '\0', "%00"),
				arguments(char.class, '\u20AC', "\u20AC"), arguments(Month.class, Month.MAY, "MAY"),
				arguments(Operator.class, Operator.PLUS, "PLUS"), arguments(Operator.class, Operator.$_, "$_"),
				arguments(UUID.class, new UUID(0, 0), "00000000-0000-0000-0000-000000000000"),
				arguments(UUID.class, new UUID(-1, -1), "ffffffff-ffff-ffff-ffff-ffffffffffff"),
				arguments(Instant.class, Instant.EPOCH, "1970-01-01T00%3A00%3A00Z"),
				arguments(Instant.class, Instant.MIN, "-1000000000-01-01T00%3A00%3A00Z"),
				arguments(Instant.class, Instant.MAX, "+1000000000-12-31T23%3A59%3A59.999999999Z"),
				arguments(LocalDate.class, LocalDate.of(2024, 2, 29), "2024-02-29"),
				arguments(LocalDate.class, LocalDate.MIN, "-999999999-01-01"),
				arguments(LocalDate.class, LocalDate.MAX, "+999999999-12-31"),
				arguments(LocalDate.class, LocalDate.of(-1, 1, 1), "-0001-01-01"),
				arguments(LocalTime.class, LocalTime.MIDNIGHT, "00%3A00"),
				arguments(LocalTime.class, LocalTime.MAX, "23%3A59%3A59.999999999"),
				arguments(LocalDateTime.class, LocalDateTime.MIN, "-999999999-01-01T00%3A00"),
				arguments(LocalDateTime.class, LocalDateTime.MAX, "+999999999-12-31T23%3A59%3A59.999999999"),
				arguments(OffsetTime.class, OffsetTime.of(12, 0, 0, 1, seconds), "12%3A00%3A00.000000001+01%3A02%3A03"),
				arguments(OffsetTime.class, OffsetTime.MAX, "23%3A59%3A59.999999999-18%3A00"),
				arguments(OffsetDateTime.class, OffsetDateTime.MIN, "-999999999-01-01T00%3A00+18%3A00"),
				arguments(OffsetDateTime.class, LocalDateTime.of(2024, 1, 1, 0, 0).atOffset(ZoneOffset.UTC),
						"2024-01-01T00%3A00Z"),
				arguments(Year.class, Year.of(2024), "2024"), arguments(Year.class, Year.of(7), "7"),
				arguments(Year.class, Year.of(12345), "12345"), arguments(Year.class, Year.of(-44), "-44"),
				arguments(Year.class, Year.of(Year.MIN_VALUE), "-999999999"),
				arguments(YearMonth.class, YearMonth.of(2024, 5), "2024-05"),
				arguments(YearMonth.class, YearMonth.of(10000, 1), "+10000-01"),
				arguments(YearMonth.class, YearMonth.of(-44, 3), "-0044-03"),
				arguments(YearMonth.class, YearMonth.of(Year.MAX_VALUE, 12), "+999999999-12"),
				arguments(MonthDay.class, MonthDay.of(2, 29), "--02-29"),
				arguments(Duration.class, Duration.ZERO, "PT0S"),
				arguments(Duration.class, Duration.ofNanos(-1), "PT-0.000000001S"),
				arguments(Duration.class, Duration.ofMillis(-1500), "PT-1.5S"),
				arguments(Duration.class, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
						"PT2562047788015215H30M7.999999999S"),
				arguments(Duration.class, Duration.ofSeconds(Long.MIN_VALUE), "PT-2562047788015215H-30M-8S"),
				arguments(Period.class, Period.of(1, -2, 3), "P1Y-2M3D"), arguments(Period.class, Period.ZERO, "P0D"),
				arguments(Period.class, Period.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0), "P-2147483648Y2147483647M"),
				arguments(ZoneOffset.class, ZoneOffset.UTC, "Z"), arguments(ZoneOffset.class, odd, "-18%3A00"),
				arguments(ZoneOffset.class, seconds, "+01%3A02%3A03"),
				arguments(ZoneId.class, ZoneId.of("Europe/Paris"), "Europe/Paris"),
				arguments(ZoneId.class, ZoneId.of("UTC+01:00"), "UTC+01%3A00"),
				arguments(ZoneId.class, seconds, "+01%3A02%3A03"), arguments(ZoneId.class, ZoneOffset.UTC, "Z"),
				arguments(ZoneId.class, ZoneId.of("UTC"), "UTC"),
				arguments(ZonedDateTime.class, ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Paris")),
						"2024-10-27T02%3A30+02%3A00%5BEurope/Paris%5D"),
				arguments(ZonedDateTime.class,
						ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Paris"))
							.withLaterOffsetAtOverlap(),
						"2024-10-27T02%3A30+01%3A00%5BEurope/Paris%5D"),
				arguments(ZonedDateTime.class, ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.UTC),
						"+999999999-12-31T23%3A59%3A59.999999999Z"),
				arguments(String.class, " ", " "));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesStandAsTheirTextAndMatchBack(Class<?> type, Object value, String text) {
		KeyTemplate template = template("k:{x}", type);
		assertThat(render(template, value)).isEqualTo("k:" + text);
		assertThat(match(template, "k:" + text)).isEqualTo(List.of(value));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesMatchBackFromBetweenSeparators(Class<?> type, Object value) {
		KeyTemplate template = template("k:{x}-{y}+{z}", type, type, type);
		assertThat(match(template, render(template, value, value, value))).isEqualTo(List.of(value, value, value));
	}

	static Stream<Arguments> otherTexts() {
		return Stream.of(arguments(BigInteger.class, List.of("+1", "00", "-0", "1 ", "0x1", "")),
				arguments(byte.class, List.of("128", "+1", "01", "-0")),
				arguments(char.class, List.of("ab", "a ", "\uD83D\uDE00", "%61")),
				arguments(Month.class, List.of("may", "May", "5", "", "MAYBE")),
				arguments(Operator.class, List.of("plus", "+", "1")),
				arguments(Instant.class,
						List.of("1970-01-01T00%3A00Z", "1970-01-01t00%3A00%3A00z", "1970-01-01T01%3A00%3A00+01%3A00",
								"1970-01-01T00:00:00Z", "1970-01-01T00%3A00%3A00.0Z")),
				arguments(LocalDate.class, List.of("2024-2-29", "2023-02-29", "+2024-02-29", "20240229")),
				arguments(LocalTime.class, List.of("00%3A00%3A00", "24%3A00", "1%3A00")),
				arguments(OffsetDateTime.class,
						List.of("2024-01-01T00%3A00+00%3A00", "2024-01-01T00%3A00z", "2024-01-01T00%3A00")),
				arguments(Year.class, List.of("+2024", "02024", "-0", "0x7", "1000000000")),
				arguments(YearMonth.class, List.of("10000-01", "+2024-05", "24-05", "2024-13", "2024-5", "-0000-01")),
				arguments(MonthDay.class, List.of("--2-29", "02-29", "--02-30")),
				arguments(Duration.class, List.of("PT60S", "P1D", "pt1s", "PT1.0S", "-PT1S")),
				arguments(Period.class, List.of("P1W", "P0Y", "p1d", "-P1D", "P01D")),
				arguments(ZoneOffset.class, List.of("+00%3A00", "+1", "+0100", "UTC", "z")),
				arguments(ZoneId.class, List.of("+01", "Europe/Atlantis", "+00%3A00", "UTC+1")),
				arguments(ZonedDateTime.class, List.of("2024-10-27T02%3A30%5BEurope/Paris%5D",
						"2024-10-27T02%3A30+05%3A00%5BEurope/Paris%5D", "2024-10-27T02%3A30+02%3A00[Europe/Paris]")));
	}

	@ParameterizedTest
	@MethodSource("otherTexts")
	void otherTextsForAValueAreNotMatched(Class<?> type, List<String> texts) {
		KeyTemplate template = template("k:{x}", type);
		assertThat(texts).allSatisfy((text) -> assertThat(match(template, "k:" + text)).isNull());
	}

	@ParameterizedTest
	@ValueSource(chars = { '\uD800', '\uDBFF', '\uDC00', '\uDFFF' })
	void charactersThatAreHalfOfAPairAreRefused(char value) {
		assertThatIllegalArgumentException().isThrownBy(() -> render(template("k:{x}", char.class), value))
			.withMessage("Argument 'x' has an unpaired surrogate");
	}

	@Test
	void everyEnumConstantMatchesBack() {
		KeyTemplate template = template("k:{x}", Operator.class);
		for (Operator operator : Operator.values()) {
			assertThat(render(template, operator)).isEqualTo("k:" + operator.name());
			assertThat(match(template, "k:" + operator.name())).containsExactly(operator);
		}
	}

	@Test
	void anEnumWithoutConstantsMatchesNothing() {
		assertThat(match(template("k:{x}", Nothing.class), "k:a")).isNull();
	}

	@Test
	void timesOfAnyMomentMatchBack() {
		Random random = new Random(7);
		for (int i = 0; i < CASES; i++) {
			long second = (i % 2 == 0) ? random.nextLong(-1L << 36, 1L << 36) : random.nextLong(
					LocalDateTime.MIN.toEpochSecond(ZoneOffset.MAX), LocalDateTime.MAX.toEpochSecond(ZoneOffset.MIN));
			int nanos = oneOf(random, 0, 1, 1_000, 1_000_000, 500_000_000, random.nextInt(1_000_000_000));
			ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 3600, 18 * 3600 + 1));
			LocalDateTime local = LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
			verify(LocalDateTime.class, local);
			verify(LocalDate.class, local.toLocalDate());
			verify(LocalTime.class, local.toLocalTime());
			verify(YearMonth.class, YearMonth.from(local));
			verify(Year.class, Year.from(local));
			verify(Instant.class, local.toInstant(ZoneOffset.UTC));
			verify(ZoneOffset.class, offset);
			verify(OffsetDateTime.class, local.atOffset(offset));
			verify(OffsetTime.class, local.toLocalTime().atOffset(offset));
		}
	}

	@Test
	void amountsOfTimeMatchBack() {
		Random random = new Random(8);
		for (int i = 0; i < CASES; i++) {
			long seconds = (i % 2 == 0) ? random.nextLong() : random.nextLong(-100_000, 100_000);
			int nanos = oneOf(random, 0, 1, 999_999_999, random.nextInt(1_000_000_000));
			verify(Duration.class, Duration.ofSeconds(seconds, nanos));
			verify(Period.class, Period.of(oneOf(random, 0, 1, random.nextInt()),
					oneOf(random, 0, -1, random.nextInt()), oneOf(random, 0, 7, random.nextInt())));
		}
	}

	@Test
	void everyZoneMatchesBack() {
		for (String id : ZoneId.getAvailableZoneIds()) {
			verify(ZoneId.class, ZoneId.of(id));
		}
	}

	@Test
	void timesInAnyZoneMatchBackOrAreRefused() {
		Random random = new Random(9);
		List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
		zones.sort(null);
		KeyTemplate template = template("k:{x}", ZonedDateTime.class);
		int refused = 0;
		for (int i = 0; i < CASES; i++) {
			ZonedDateTime time = Instant.ofEpochSecond(random.nextLong(-1L << 33, 1L << 33))
				.atZone(ZoneId.of(zones.get(random.nextInt(zones.size()))));
			try {
				assertThat(match(template, render(template, time))).containsExactly(time);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasMessage("Argument 'x' has a text that does not lead back to its value");
				refused++;
			}
		}
		assertThat(refused).isLessThan(CASES / 100);
	}

	@Test
	void otherTypesAreUnknown() {
		ArgumentTypes types = new ArgumentTypes(List.of());
		assertThat(Stream.of(Object.class, double.class, Float.class, Number.class, List.class, byte[].class,
				CharSequence.class, StringBuilder.class, Enum.class, Class.class, void.class))
			.allSatisfy((type) -> assertThat(types.get(type)).isNull());
	}

	private static void verify(Class<?> type, Object value) {
		KeyTemplate template = template("k:{x}:{y}-", type, type);
		List<Object> arguments = match(template, render(template, value, value));
		if (!List.of(value, value).equals(arguments)) {
			assertThat(arguments).containsExactly(value, value);
		}
	}

	private static int oneOf(Random random, int... values) {
		return values[random.nextInt(values.length)];
	}

	enum Nothing {

	}

	enum Operator {

		PLUS {
			@Override
			int apply(int a, int b) {
				return a + b;
			}
		},

		MINUS {
			@Override
			int apply(int a, int b) {
				return a - b;
			}
		},

		$_ {
			@Override
			int apply(int a, int b) {
				return 0;
			}
		};

		abstract int apply(int a, int b);

		@Override
		public String toString() {
			return "same for all";
		}

	}

}
