package io.redisimnest.python;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.function.Function;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.jdk.UntypedObjectDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Makes Jackson tell apart what is a text in JSON, and not in Python.
 */
final class PythonMapper {

	private PythonMapper() {
	}

	static JsonMapper of(JsonMapper mapper) {
		SimpleModule module = new SimpleModule("redisimnest-python");
		add(module, UUID.class, PythonText::of, PythonText::toUuid);
		add(module, LocalDateTime.class, PythonText::of, PythonText::toLocalDateTime);
		add(module, OffsetDateTime.class, PythonText::of, PythonText::toOffsetDateTime);
		add(module, ZonedDateTime.class, PythonMapper::write, (text) -> text.toOffsetDateTime().toZonedDateTime());
		add(module, Instant.class, PythonMapper::write, (text) -> text.toOffsetDateTime().toInstant());
		module.addDeserializer(String.class, new TextDeserializer());
		module.addDeserializer(Object.class, new AnyDeserializer());
		return mapper.rebuild()
			.addModule(module)
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
			.build();
	}

	private static PythonText write(Instant time) {
		try {
			return PythonText.of(time.atOffset(ZoneOffset.UTC));
		}
		catch (DateTimeException ex) {
			throw PythonText.outOfRange();
		}
	}

	private static PythonText write(ZonedDateTime time) {
		if (!(time.getZone() instanceof ZoneOffset)) {
			throw new PythonException(
					"a time has a zone id, of which Python keeps the offset only. Use OffsetDateTime");
		}
		return PythonText.of(time.toOffsetDateTime());
	}

	private static <T> void add(SimpleModule module, Class<T> type, Function<T, PythonText> writer,
			Function<PythonText, T> reader) {
		module.addSerializer(type, new TypedSerializer<>(type, writer));
		module.addDeserializer(type, new TypedDeserializer<>(type, reader));
	}

	private static final class TypedSerializer<T> extends StdSerializer<T> {

		private final Function<T, PythonText> writer;

		TypedSerializer(Class<T> type, Function<T, PythonText> writer) {
			super(type);
			this.writer = writer;
		}

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeEmbeddedObject(this.writer.apply(value));
		}

	}

	private static final class TypedDeserializer<T> extends StdScalarDeserializer<T> {

		private final transient Function<PythonText, T> reader;

		TypedDeserializer(Class<T> type, Function<PythonText, T> reader) {
			super(type);
			this.reader = reader;
		}

		@Override
		public T deserialize(JsonParser parser, DeserializationContext context) {
			if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
					&& parser.getEmbeddedObject() instanceof PythonText text) {
				return this.reader.apply(text);
			}
			return handledType().cast(context.handleUnexpectedToken(getValueType(context), parser));
		}

		@Override
		@SuppressWarnings("unchecked")
		public Class<T> handledType() {
			return (Class<T>) super.handledType();
		}

	}

	/**
	 * Jackson takes numbers and whatever is embedded for text.
	 */
	private static final class TextDeserializer extends StdScalarDeserializer<String> {

		TextDeserializer() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return (parser.currentToken() == JsonToken.VALUE_STRING) ? parser.getString()
					: (String) context.handleUnexpectedToken(getValueType(context), parser);
		}

	}

	private static final class AnyDeserializer extends UntypedObjectDeserializer {

		AnyDeserializer() {
			super((JavaType) null, (JavaType) null);
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			Object value = super.deserialize(parser, context);
			return (value instanceof PythonText text) ? text.toObject() : value;
		}

	}

}
