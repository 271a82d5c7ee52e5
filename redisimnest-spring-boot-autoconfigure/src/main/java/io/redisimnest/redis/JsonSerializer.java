package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;

import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * JSON of one declared type.
 */
final class JsonSerializer implements RedisSerializer<Object> {

	private final ObjectWriter writer;

	private final ObjectReader reader;

	/**
	 * Create a serializer.
	 * @param mapper the mapper
	 * @param type the declared type
	 * @throws JacksonException if values of that type cannot be written and read
	 */
	JsonSerializer(JsonMapper mapper, JavaType type) {
		mapper.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base());
		this.writer = mapper.writerFor(type);
		this.reader = mapper.readerFor(type);
		this.reader.readValue("null");
		checkConstruction(mapper, type);
	}

	/**
	 * Jackson notices only when it reads an object that it cannot make one.
	 */
	private static void checkConstruction(JsonMapper mapper, JavaType type) {
		if (type.getContentType() != null) {
			checkConstruction(mapper, type.getContentType());
		}
		try {
			mapper.readerFor(type).readValue("{}");
		}
		catch (InvalidDefinitionException ex) {
			throw ex;
		}
		catch (JacksonException ex) {
			// This type has no objects without properties, which says nothing of others.
		}
	}

	@Override
	public byte[] serialize(@Nullable Object value) {
		return this.writer.writeValueAsBytes(value);
	}

	@Override
	public @Nullable Object deserialize(byte @Nullable [] bytes) {
		if (isNull(bytes)) {
			return null;
		}
		Object value = this.reader.readValue(bytes);
		if (value == null) {
			// Jackson takes some JSON for absent that is not null, such as "" for a UUID.
			throw new SerializationException("Not a value of the type");
		}
		return value;
	}

	/**
	 * Whether the JSON is {@code null}, which some types would read as a value.
	 */
	static boolean isNull(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length < 4 || bytes.length > 64 || (bytes[0] > ' ' && bytes[0] != 'n')) {
			return false;
		}
		return new String(bytes, StandardCharsets.US_ASCII).trim().equals("null");
	}

	Object read(String json) {
		return this.reader.readValue(json);
	}

}
