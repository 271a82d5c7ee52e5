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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.GeoKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.HyperLogLogKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.ValueKey;

/**
 * Keys of every kind for values of every type that can be stored.
 */
@Prefix("types")
interface AllTypes extends TextTypes {

	BytesKeys bytes();

	interface StringKeys extends Of<String> {

	}

	interface BytesKeys extends Of<byte[]> {

	}

	interface BoolKeys extends Of<Boolean> {

	}

	interface Int8Keys extends Of<Byte> {

	}

	interface Int16Keys extends Of<Short> {

	}

	interface Int32Keys extends Of<Integer> {

	}

	interface Int64Keys extends Of<Long> {

	}

	interface Float32Keys extends Of<Float> {

	}

	interface Float64Keys extends Of<Double> {

	}

	interface CharacterKeys extends Of<Character> {

	}

	interface BigDecimalKeys extends Of<BigDecimal> {

	}

	interface BigIntegerKeys extends Of<BigInteger> {

	}

	interface ColorKeys extends Of<Color> {

	}

	interface LabelKeys extends Of<Label> {

	}

	interface UuidKeys extends Of<UUID> {

	}

	interface InstantKeys extends Of<Instant> {

	}

	interface LocalDateKeys extends Of<LocalDate> {

	}

	interface LocalTimeKeys extends Of<LocalTime> {

	}

	interface LocalDateTimeKeys extends Of<LocalDateTime> {

	}

	interface OffsetTimeKeys extends Of<OffsetTime> {

	}

	interface OffsetDateTimeKeys extends Of<OffsetDateTime> {

	}

	interface ZonedDateTimeKeys extends Of<ZonedDateTime> {

	}

	interface YearKeys extends Of<Year> {

	}

	interface YearMonthKeys extends Of<YearMonth> {

	}

	interface MonthDayKeys extends Of<MonthDay> {

	}

	interface DurationKeys extends Of<Duration> {

	}

	interface PeriodKeys extends Of<Period> {

	}

	interface DayOfWeekKeys extends Of<DayOfWeek> {

	}

	interface MonthKeys extends Of<Month> {

	}

	interface ZoneOffsetKeys extends Of<ZoneOffset> {

	}

	interface ZoneIdKeys extends Of<ZoneId> {

	}

	interface UserKeys extends Of<User> {

	}

	interface UsersKeys extends Of<List<User>> {

	}

	interface StringsKeys extends Of<List<String>> {

	}

	interface MatrixKeys extends Of<List<List<Integer>>> {

	}

	interface MapsKeys extends Of<Map<String, Map<LocalDate, List<Instant>>>> {

	}

	interface KeyedKeys extends Of<Map<Label, Map<UUID, Map<ZonedDateTime, Long>>>> {

	}

	interface SetKeys extends Of<Set<String>> {

	}

	/**
	 * Keys of every kind for values of one type.
	 */
	interface Of<T> extends Cluster {

		ValueKey<T> value();

		HashKey<String, T> hash();

		RecordKey<Box<T>> record();

		ListKey<T> list();

		SetKey<T> set();

		SortedSetKey<T> sortedSet();

		StreamKey<T> stream();

		StreamKey<Box<T>> records();

		GeoKey<T> geo();

		HyperLogLogKey<T> hyperLogLog();

	}

	/** An object with one property. */
	record Box<T>(T content) {

	}

	enum Color {

		RED, GREEN, BLUE

	}

	/** For a user interface, where two constants happen to look alike. */
	enum Label {

		FIRST, SECOND;

		@Override
		public String toString() {
			return "a label";
		}

	}

	record Point<T>(int x, T y) {

	}

	record User(long id, String name, Color color, Optional<String> note, Optional<OffsetDateTime> seen,
			List<String> tags, Point<LocalDate> point) {

	}

}
