package io.redisimnest.model;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.redisimnest.key.KeyArgument;
import io.redisimnest.model.ArgumentType.Texts;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The types that parameters of a prefix can have.
 */
public final class ArgumentTypes {

	static final String SUPPORTED = "text, an integral number, boolean, char, an enum, UUID or a java.time value";

	/**
	 * {@link YearMonth#toString()} writes years beyond 9999 without the sign that
	 * {@link YearMonth#parse(CharSequence)} asks for.
	 */
	private static final DateTimeFormatter YEAR_MONTH = new DateTimeFormatterBuilder()
		.appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
		.appendLiteral('-')
		.appendValue(ChronoField.MONTH_OF_YEAR, 2)
		.toFormatter();

	private final Map<Class<?>, ArgumentType> types = new HashMap<>();

	/**
	 * Create the types.
	 * @param arguments those that the application declares; they win over the built-in
	 * ones
	 */
	public ArgumentTypes(Collection<? extends KeyArgument<?>> arguments) {
		add(String.class, Texts.ANY, Function.identity(), Function.identity());
		add(Character.class, Texts.ANY, String::valueOf, ArgumentTypes::toCharacter);
		add(Boolean.class, Texts.of(List.of("true", "false")), String::valueOf, Boolean::valueOf);
		add(Byte.class, Texts.INTEGER, String::valueOf, Byte::valueOf);
		add(Short.class, Texts.INTEGER, String::valueOf, Short::valueOf);
		add(Integer.class, Texts.INTEGER, String::valueOf, Integer::valueOf);
		add(Long.class, Texts.INTEGER, String::valueOf, Long::valueOf);
		add(BigInteger.class, Texts.INTEGER, BigInteger::toString, BigInteger::new);
		add(UUID.class, Texts.UUID, UUID::toString, UUID::fromString);
		add(Instant.class, Texts.ANY, Instant::toString, Instant::parse);
		add(LocalDate.class, Texts.ANY, LocalDate::toString, LocalDate::parse);
		add(LocalTime.class, Texts.ANY, LocalTime::toString, LocalTime::parse);
		add(LocalDateTime.class, Texts.ANY, LocalDateTime::toString, LocalDateTime::parse);
		add(OffsetTime.class, Texts.ANY, OffsetTime::toString, OffsetTime::parse);
		add(OffsetDateTime.class, Texts.ANY, OffsetDateTime::toString, OffsetDateTime::parse);
		add(Year.class, Texts.INTEGER, Year::toString, (text) -> Year.of(Integer.parseInt(text)));
		add(YearMonth.class, Texts.ANY, YEAR_MONTH::format, (text) -> YearMonth.parse(text, YEAR_MONTH));
		add(MonthDay.class, Texts.ANY, MonthDay::toString, MonthDay::parse);
		add(Duration.class, Texts.ANY, Duration::toString, Duration::parse);
		add(Period.class, Texts.ANY, Period::toString, Period::parse);
		add(ZoneOffset.class, Texts.ANY, ZoneOffset::getId, ZoneOffset::of);
		add(ZoneId.class, Texts.ANY, ZoneId::getId, ZoneId::of, false);
		add(ZonedDateTime.class, Texts.ANY, ZonedDateTime::toString, ZonedDateTime::parse, false);
		Map<Class<?>, KeyArgument<?>> declared = new HashMap<>();
		for (KeyArgument<?> argument : arguments) {
			Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(typeOf(argument));
			KeyArgument<?> other = declared.put(type, argument);
			if (other != null) {
				throw new IllegalStateException("Two KeyArgument beans for type '%s': '%s' and '%s'. Keep one"
					.formatted(type.getName(), other.getClass().getName(), argument.getClass().getName()));
			}
			this.types.put(type, new ArgumentType(type, argument, Texts.ANY, false));
		}
	}

	private static Class<?> typeOf(KeyArgument<?> argument) {
		Class<?> type = ResolvableType.forInstance(argument).as(KeyArgument.class).getGeneric().resolve();
		if (type == null) {
			throw new IllegalStateException(
					"KeyArgument '%s' does not tell its type. ".formatted(argument.getClass().getName())
							+ "Declare it as a class that implements KeyArgument<YourType>");
		}
		return type;
	}

	private <T> void add(Class<T> type, Texts texts, Function<T, String> format, Function<String, T> parse) {
		add(type, texts, format, parse, true);
	}

	private <T> void add(Class<T> type, Texts texts, Function<T, String> format, Function<String, T> parse,
			boolean verified) {
		this.types.put(type, new ArgumentType(type, argument(format, parse), texts, verified));
	}

	/**
	 * The type of an argument.
	 * @param type a Java type
	 * @return how its values stand in keys, {@code null} if they cannot
	 */
	@Nullable ArgumentType get(Class<?> type) {
		ArgumentType known = this.types.get(ClassUtils.resolvePrimitiveIfNecessary(type));
		return (known == null && type.isEnum()) ? ofEnum(type) : known;
	}

	private static ArgumentType ofEnum(Class<?> type) {
		Map<String, Object> constants = new LinkedHashMap<>();
		for (Object constant : type.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		Function<Object, String> name = (constant) -> ((Enum<?>) constant).name();
		return new ArgumentType(type, argument(name, constants::get), Texts.of(List.copyOf(constants.keySet())), true);
	}

	private static <T> KeyArgument<T> argument(Function<T, String> format, Function<String, @Nullable T> parse) {
		return new KeyArgument<>() {

			@Override
			public String format(T value) {
				return format.apply(value);
			}

			@Override
			@SuppressWarnings("NullAway")
			public T parse(String text) {
				return parse.apply(text);
			}

		};
	}

	private static Character toCharacter(String text) {
		if (text.length() != 1) {
			throw new IllegalArgumentException("Not a single character");
		}
		return text.charAt(0);
	}

}
