package io.redisimnest.python;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/**
 * A value that is a text in JSON, and not a {@code str} in Python: it keeps its type in
 * containers, too.
 *
 * @param type the type
 * @param text the text
 */
record PythonText(PythonType type, String text) {

	/**
	 * The format of {@code datetime.isoformat()}, see
	 * <a href= "https://docs.python.org/3/library/datetime.html">Python's
	 * documentation</a>.
	 */
	private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
		.optionalEnd()
		.toFormatter()
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder().append(LOCAL)
		.appendOffset("+HH:MM:ss", "+00:00")
		.toFormatter()
		.withResolverStyle(ResolverStyle.STRICT);

	private static final int MICROSECOND = 1000;

	private static final int MAXIMUM_YEAR = 9999;

	static PythonText of(JsonNode node) {
		return (PythonText) ((POJONode) node).getPojo();
	}

	static PythonText of(UUID value) {
		return new PythonText(PythonType.UUID, value.toString());
	}

	static PythonText of(LocalDateTime value) {
		return new PythonText(PythonType.DATETIME, format(value, LOCAL));
	}

	static PythonText of(OffsetDateTime value) {
		return new PythonText(PythonType.DATETIME, format(value, WITH_OFFSET));
	}

	private static String format(TemporalAccessor time, DateTimeFormatter format) {
		int nanosecond = time.get(ChronoField.NANO_OF_SECOND);
		if (nanosecond % MICROSECOND != 0) {
			throw new PythonException("a time has nanoseconds, and Python's has not. Truncate it to ChronoUnit.MICROS");
		}
		int year = time.get(ChronoField.YEAR);
		if (year < 1 || year > MAXIMUM_YEAR) {
			throw outOfRange();
		}
		String text = format.format(time);
		return (nanosecond != 0) ? text : text.replace(".000000", "");
	}

	static PythonException outOfRange() {
		return new PythonException("a time is not within the years 1 to 9999, which Python has");
	}

	UUID toUuid() {
		UUID value = UUID.fromString(this.text);
		if (!value.toString().equalsIgnoreCase(this.text)) {
			throw new PythonException("a UUID that does not have its 36 characters");
		}
		return value;
	}

	LocalDateTime toLocalDateTime() {
		return LocalDateTime.parse(this.text, LOCAL);
	}

	OffsetDateTime toOffsetDateTime() {
		return OffsetDateTime.parse(this.text, WITH_OFFSET);
	}

	/**
	 * What stands for it where no type is declared.
	 */
	Object toObject() {
		if (this.type == PythonType.UUID) {
			return toUuid();
		}
		TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(this.text, OffsetDateTime::from,
				LocalDateTime::from);
		return (time instanceof OffsetDateTime) ? toOffsetDateTime() : toLocalDateTime();
	}

	/**
	 * Without the value.
	 */
	@Override
	public String toString() {
		return this.type.toString();
	}

}
