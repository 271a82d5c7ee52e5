package io.redisimnest.python;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;

/**
 * The types of Python that have an envelope.
 */
enum PythonType {

	STR, INT, FLOAT, BOOL, DATETIME, UUID, LIST, TUPLE, DICT, NONE,

	/** What can be any of them. */
	ANY;

	private static final Set<Class<?>> TIMES = Set.of(LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class,
			Instant.class);

	/**
	 * The type of the values of a Java type.
	 */
	static PythonType of(JsonMapper mapper, JavaType type) {
		if (type.hasRawClass(UUID.class)) {
			return UUID;
		}
		if (TIMES.contains(type.getRawClass())) {
			return DATETIME;
		}
		if (type.hasRawClass(char[].class)) {
			return STR;
		}
		Shape shape = new Shape();
		mapper.acceptJsonFormatVisitor(type, shape);
		// The name of a subtype can stand in the value, or in an array around it.
		if (shape.getContext().findTypeSerializer(type) != null) {
			return ANY;
		}
		return isFixed(type.getRawClass()) ? TUPLE : shape.type;
	}

	private static boolean isFixed(Class<?> type) {
		JsonFormat format = type.getAnnotation(JsonFormat.class);
		return type.isArray() || (format != null && format.shape() == JsonFormat.Shape.ARRAY);
	}

	/**
	 * The type of a value that is in JSON already.
	 */
	static PythonType of(JsonNode value) {
		return switch (value.getNodeType()) {
			case STRING -> STR;
			case NUMBER -> value.isIntegralNumber() ? INT : FLOAT;
			case BOOLEAN -> BOOL;
			case ARRAY -> LIST;
			case OBJECT -> DICT;
			case POJO -> PythonText.of(value).type();
			default -> throw PythonWriter.unsupported(value);
		};
	}

	static @Nullable PythonType named(String name) {
		return Arrays.stream(values())
			.filter((type) -> type != ANY && type.toString().equals(name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether values of the type are written so in JSON.
	 */
	boolean isOf(JsonNode value) {
		return switch (this) {
			case STR, DATETIME, UUID -> value.isString();
			case INT -> value.isIntegralNumber();
			case FLOAT -> value.isNumber() && !value.isIntegralNumber();
			case BOOL -> value.isBoolean();
			case LIST, TUPLE -> value.isArray();
			case DICT -> value.isObject() && !value.has("__type__");
			case NONE, ANY -> true;
		};
	}

	/**
	 * Whether values of a stored type can be read as this one.
	 */
	boolean agreesWith(PythonType stored) {
		return this == ANY || this == stored || (isSequence() && stored.isSequence());
	}

	private boolean isSequence() {
		return this == LIST || this == TUPLE;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What a type is in JSON.
	 */
	private static final class Shape extends JsonFormatVisitorWrapper.Base {

		private PythonType type = ANY;

		/**
		 * A value of a type that has subtypes only, such as {@code Number}, can be
		 * anything.
		 */
		private static PythonType certain(JavaType type, PythonType shape) {
			return (type.isConcrete() && !type.isJavaLangObject()) ? shape : ANY;
		}

		@Override
		public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
			this.type = certain(type, DICT);
			return super.expectObjectFormat(type);
		}

		@Override
		public @Nullable JsonMapFormatVisitor expectMapFormat(JavaType type) {
			this.type = DICT;
			return super.expectMapFormat(type);
		}

		@Override
		public @Nullable JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
			this.type = LIST;
			return super.expectArrayFormat(type);
		}

		@Override
		public @Nullable JsonStringFormatVisitor expectStringFormat(JavaType type) {
			this.type = STR;
			return super.expectStringFormat(type);
		}

		@Override
		public @Nullable JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
			this.type = certain(type, FLOAT);
			return super.expectNumberFormat(type);
		}

		@Override
		public @Nullable JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
			this.type = INT;
			return super.expectIntegerFormat(type);
		}

		@Override
		public @Nullable JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
			this.type = BOOL;
			return super.expectBooleanFormat(type);
		}

		@Override
		public @Nullable JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
			this.type = ANY;
			return super.expectAnyFormat(type);
		}

	}

}
