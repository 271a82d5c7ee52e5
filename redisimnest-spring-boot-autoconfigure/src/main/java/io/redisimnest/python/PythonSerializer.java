package io.redisimnest.python;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * The form in which the Python package {@code redisimnest} stores values, so that
 * applications in both languages use the same keys: a JSON object with the name of the
 * Python type and the value, such as <code>{"__type__": "int", "value": 30}</code>, byte
 * for byte as Python's {@code json.dumps} writes it. Name it in
 * {@link io.redisimnest.annotation.Codec @Codec}, or set {@code redisimnest.codec=python}
 * for all keys. The library makes the instances.
 * <p>
 * What the declared type is in Python:
 * <table>
 * <caption>Types</caption>
 * <tr>
 * <th>Java</th>
 * <th>Python</th>
 * </tr>
 * <tr>
 * <td>{@code String}, enumerations, and whatever is a text in JSON</td>
 * <td>{@code str}</td>
 * </tr>
 * <tr>
 * <td>{@code int}, {@code long}, {@code BigInteger}, ...</td>
 * <td>{@code int}</td>
 * </tr>
 * <tr>
 * <td>{@code double}, {@code float}, {@code BigDecimal} as far as a {@code float} holds
 * it</td>
 * <td>{@code float}</td>
 * </tr>
 * <tr>
 * <td>{@code boolean}</td>
 * <td>{@code bool}</td>
 * </tr>
 * <tr>
 * <td>{@code UUID}</td>
 * <td>{@code uuid}</td>
 * </tr>
 * <tr>
 * <td>{@code LocalDateTime}</td>
 * <td>{@code datetime} without offset</td>
 * </tr>
 * <tr>
 * <td>{@code OffsetDateTime}, {@code Instant}, {@code ZonedDateTime} with an offset for
 * zone</td>
 * <td>{@code datetime} with offset</td>
 * </tr>
 * <tr>
 * <td>{@code List}, {@code Set}</td>
 * <td>{@code list}; a {@code tuple} is read as well</td>
 * </tr>
 * <tr>
 * <td>arrays, and records that are arrays in JSON
 * ({@code @JsonFormat(shape = ARRAY)})</td>
 * <td>{@code tuple}; a {@code list} is read as well</td>
 * </tr>
 * <tr>
 * <td>{@code Map}, records, beans</td>
 * <td>{@code dict}</td>
 * </tr>
 * </table>
 * The type that is stored and the declared one must agree; where that can be many, such
 * as {@code Object} or {@code Number}, the value tells. Times have microseconds, as
 * Python's have: a value with more is refused, as is {@code byte[]}. A stored
 * {@code None} reads as absent.
 *
 * @since 0.1
 */
public final class PythonSerializer implements RedisSerializer<Object> {

	private static final String TYPE = "__type__";

	private static final String VALUE = "value";

	private final JsonMapper mapper;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final PythonType type;

	private PythonSerializer(JsonMapper mapper, JavaType type) {
		this.mapper = mapper;
		this.writer = mapper.writerFor(type);
		this.reader = mapper.readerFor(type).with(new PythonTree.ValueNodes());
		Object[] constants = type.getRawClass().getEnumConstants();
		this.type = (constants != null && constants.length > 0) ? PythonType.of(tree(constants[0]))
				: PythonType.of(mapper, type);
	}

	/**
	 * Makes the serializers of an application.
	 * @param mapper how its types are written as JSON
	 * @return makes the serializer of a type
	 * @throws JacksonException (by the function) if values of a type cannot be written
	 * and read
	 */
	public static Function<JavaType, PythonSerializer> factory(JsonMapper mapper) {
		JsonMapper python = PythonMapper.of(mapper);
		return (type) -> new PythonSerializer(python, type);
	}

	/**
	 * Why a value could not be written or read, without the value.
	 * @param ex what was thrown
	 * @return the reason, {@code null} if it is not known to hold no value
	 */
	public static @Nullable String reason(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof PythonException) {
				return cause.getMessage();
			}
		}
		return null;
	}

	/**
	 * The stored form of a value.
	 * @return the bytes, {@code null} if the value is none, such as an empty
	 * {@code Optional}
	 */
	@Override
	public byte @Nullable [] serialize(@Nullable Object value) {
		JsonNode tree = tree(value);
		if (tree.isNull()) {
			return null;
		}
		PythonWriter text = new PythonWriter();
		String name = (this.type == PythonType.TUPLE) ? this.type.toString() : PythonType.of(tree).toString();
		text.writeEnvelope(name, tree);
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private JsonNode tree(@Nullable Object value) {
		try (TokenBuffer buffer = TokenBuffer.forGeneration()) {
			this.writer.writeValue(buffer, value);
			return this.mapper.readTree(buffer.asParser());
		}
	}

	@Override
	public @Nullable Object deserialize(byte @Nullable [] bytes) {
		if (bytes == null) {
			return null;
		}
		JsonNode envelope = this.mapper.readTree(bytes);
		if (!envelope.isObject() || envelope.size() != 2 || !envelope.path(TYPE).isString() || !envelope.has(VALUE)) {
			throw new PythonException("JSON that is no envelope of Python");
		}
		String name = envelope.get(TYPE).stringValue();
		JsonNode value = envelope.get(VALUE);
		PythonType found = PythonType.named(name);
		if (found == null) {
			throw new PythonException("an envelope of an unknown type");
		}
		if (found == PythonType.NONE) {
			return null;
		}
		if (!this.type.agreesWith(found)) {
			throw new PythonException("an envelope of type '%s'".formatted(name));
		}
		Object result = this.reader.readValue(PythonTree.read(found, value));
		if (result == null) {
			throw new PythonException("an envelope of type '%s' without a value".formatted(name));
		}
		return result;
	}

}
