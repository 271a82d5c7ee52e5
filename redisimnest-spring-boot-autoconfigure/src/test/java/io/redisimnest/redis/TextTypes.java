package io.redisimnest.redis;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.redis.AllTypes.BigDecimalKeys;
import io.redisimnest.redis.AllTypes.BigIntegerKeys;
import io.redisimnest.redis.AllTypes.BoolKeys;
import io.redisimnest.redis.AllTypes.CharacterKeys;
import io.redisimnest.redis.AllTypes.ColorKeys;
import io.redisimnest.redis.AllTypes.DayOfWeekKeys;
import io.redisimnest.redis.AllTypes.DurationKeys;
import io.redisimnest.redis.AllTypes.Float32Keys;
import io.redisimnest.redis.AllTypes.Float64Keys;
import io.redisimnest.redis.AllTypes.InstantKeys;
import io.redisimnest.redis.AllTypes.Int16Keys;
import io.redisimnest.redis.AllTypes.Int32Keys;
import io.redisimnest.redis.AllTypes.Int64Keys;
import io.redisimnest.redis.AllTypes.Int8Keys;
import io.redisimnest.redis.AllTypes.KeyedKeys;
import io.redisimnest.redis.AllTypes.LabelKeys;
import io.redisimnest.redis.AllTypes.LocalDateKeys;
import io.redisimnest.redis.AllTypes.LocalDateTimeKeys;
import io.redisimnest.redis.AllTypes.LocalTimeKeys;
import io.redisimnest.redis.AllTypes.MapsKeys;
import io.redisimnest.redis.AllTypes.MatrixKeys;
import io.redisimnest.redis.AllTypes.MonthDayKeys;
import io.redisimnest.redis.AllTypes.MonthKeys;
import io.redisimnest.redis.AllTypes.OffsetDateTimeKeys;
import io.redisimnest.redis.AllTypes.OffsetTimeKeys;
import io.redisimnest.redis.AllTypes.PeriodKeys;
import io.redisimnest.redis.AllTypes.SetKeys;
import io.redisimnest.redis.AllTypes.StringKeys;
import io.redisimnest.redis.AllTypes.StringsKeys;
import io.redisimnest.redis.AllTypes.UserKeys;
import io.redisimnest.redis.AllTypes.UsersKeys;
import io.redisimnest.redis.AllTypes.UuidKeys;
import io.redisimnest.redis.AllTypes.YearKeys;
import io.redisimnest.redis.AllTypes.YearMonthKeys;
import io.redisimnest.redis.AllTypes.ZoneIdKeys;
import io.redisimnest.redis.AllTypes.ZoneOffsetKeys;
import io.redisimnest.redis.AllTypes.ZonedDateTimeKeys;

/**
 * Keys of every kind for values of every type that can be stored as text.
 */
@Prefix("types")
interface TextTypes extends Cluster {

	StringKeys string();

	BoolKeys bool();

	Int8Keys int8();

	Int16Keys int16();

	Int32Keys int32();

	Int64Keys int64();

	Float32Keys float32();

	Float64Keys float64();

	CharacterKeys character();

	BigDecimalKeys bigDecimal();

	BigIntegerKeys bigInteger();

	ColorKeys color();

	LabelKeys label();

	UuidKeys uuid();

	InstantKeys instant();

	LocalDateKeys localDate();

	LocalTimeKeys localTime();

	LocalDateTimeKeys localDateTime();

	OffsetTimeKeys offsetTime();

	OffsetDateTimeKeys offsetDateTime();

	ZonedDateTimeKeys zonedDateTime();

	YearKeys year();

	YearMonthKeys yearMonth();

	MonthDayKeys monthDay();

	DurationKeys duration();

	PeriodKeys period();

	DayOfWeekKeys dayOfWeek();

	MonthKeys month();

	ZoneOffsetKeys zoneOffset();

	ZoneIdKeys zoneId();

	UserKeys user();

	UsersKeys users();

	StringsKeys strings();

	MatrixKeys matrix();

	MapsKeys maps();

	KeyedKeys keyed();

	SetKeys set();

}
