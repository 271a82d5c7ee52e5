package io.redisimnest.redis;

import java.lang.reflect.InaccessibleObjectException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.redisimnest.model.KeyModel;
import io.redisimnest.model.Problems.Site;
import io.redisimnest.python.PythonSerializer;
import io.redisimnest.secret.AesGcmCipher;
import io.redisimnest.secret.FernetCipher;
import io.redisimnest.secret.KeyRing;
import io.redisimnest.secret.PasswordHashing;
import io.redisimnest.secret.SecretCipher;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Chooses the serializer of a key's values, and checks that it can do its work.
 */
public final class Codecs {

	private final JsonMapper mapper;

	private final Function<JavaType, PythonSerializer> python;

	private final ValueFormat format;

	private final @Nullable KeyRing keyRing;

	private final Function<ValueFormat, @Nullable PasswordHashing> passwords;

	private final Function<Class<? extends RedisSerializer<?>>, RedisSerializer<?>> instances;

	/**
	 * Create the codecs.
	 * @param format how values are stored where no serializer is declared
	 * @param keyRing the keys for secrets, {@code null} if there are none
	 * @param passwords how passwords are hashed in a format, {@code null} if that needs
	 * something which is not there
	 * @param modules further modules for JSON
	 * @param instances gives the instance of a declared serializer class, or throws
	 */
	public Codecs(ValueFormat format, @Nullable KeyRing keyRing,
			Function<ValueFormat, @Nullable PasswordHashing> passwords, Collection<? extends JacksonModule> modules,
			Function<Class<? extends RedisSerializer<?>>, RedisSerializer<?>> instances) {
		this.format = format;
		this.keyRing = keyRing;
		this.passwords = passwords;
		this.mapper = Json.mapper(modules);
		this.python = PythonSerializer.factory(this.mapper);
		this.instances = instances;
	}

	/**
	 * The codec of values.
	 * @param type their type
	 * @param declared the declared serializer, {@code null} for the one of the type
	 * @param site where to report problems
	 * @return the codec, {@code null} if there is a problem
	 */
	@Nullable ValueCodec<Object> codec(ResolvableType type, @Nullable Class<? extends RedisSerializer<?>> declared, Site site) {
		if (declared == null) {
			return codec(this.mapper.constructType(type.getType()), type.toString(), site);
		}
		RedisSerializer<?> serializer = (declared == PythonSerializer.class)
				? python(this.mapper.constructType(type.getType()), type.toString(), site)
				: declared(declared, type, site);
		return codec(serializer, type.toClass(), type.toString());
	}

	private @Nullable ValueCodec<Object> codec(JavaType type, String name, Site site) {
		Class<?> raw = type.getRawClass();
		if (this.format == ValueFormat.PYTHON) {
			return codec(python(type, name, site), raw, name);
		}
		RedisSerializer<?> serializer = (raw == String.class) ? new TextSerializer()
				: (raw == byte[].class) ? RedisSerializer.byteArray() : json(type, name, site);
		return codec(serializer, raw, name);
	}

	@SuppressWarnings("unchecked")
	private static @Nullable ValueCodec<Object> codec(@Nullable RedisSerializer<?> serializer, Class<?> raw,
			String name) {
		return (serializer != null) ? new ValueCodec<>((RedisSerializer<Object>) serializer, raw, name) : null;
	}

	/**
	 * The codec of secrets.
	 * @param type their type
	 * @param declared the declared serializer, {@code null} for the one of the type
	 * @param site where to report problems
	 * @return the codec, {@code null} if there is a problem
	 */
	@Nullable SecretCodec<Object> secretCodec(ResolvableType type, @Nullable Class<? extends RedisSerializer<?>> declared,
			Site site) {
		if (this.keyRing == null) {
			site.report("SecretKey has no key to encrypt with. Set redisimnest.secrets.keys.<id> to 32 random bytes "
					+ "in Base64, such as 'openssl rand -base64 32' makes them");
			return null;
		}
		if (!isPython(declared)) {
			ValueCodec<Object> codec = codec(type, declared, site);
			return (codec != null) ? new SecretCodec<>(codec, new AesGcmCipher(this.keyRing)) : null;
		}
		if (type.toClass() != String.class) {
			site.report("SecretKey<%s> cannot be stored as Python does, which encrypts texts only. "
					+ "Use SecretKey<String>, or another @Codec", type);
			return null;
		}
		try {
			SecretCipher cipher = new EnvelopedCipher(new FernetCipher(this.keyRing, Clock.systemUTC()), pythonText());
			return new SecretCodec<>(Objects.requireNonNull(codec(new TextSerializer(), String.class, "a secret")),
					cipher);
		}
		catch (IllegalArgumentException ex) {
			site.report("%s. Change redisimnest.secrets.keys, or use another @Codec", ex.getMessage());
			return null;
		}
	}

	/**
	 * The codec of passwords. A serializer other than that of Python has no meaning for
	 * them.
	 * @param declared the declared serializer, {@code null} for none
	 * @param site where to report problems
	 * @return the codec, {@code null} if there is a problem
	 */
	@Nullable PasswordCodec passwordCodec(@Nullable Class<? extends RedisSerializer<?>> declared, Site site) {
		boolean python = isPython(declared);
		PasswordHashing hashing = this.passwords.apply(python ? ValueFormat.PYTHON : ValueFormat.JSON);
		if (hashing == null) {
			site.report("PasswordKey needs a PasswordEncoder of Spring Security. "
					+ "Add org.springframework.security:spring-security-crypto");
			return null;
		}
		@SuppressWarnings("unchecked")
		RedisSerializer<String> serializer = python ? (RedisSerializer<String>) (RedisSerializer<?>) pythonText()
				: new TextSerializer();
		return new PasswordCodec(new ValueCodec<>(serializer, String.class, "the hash of a password"), hashing);
	}

	private boolean isPython(@Nullable Class<? extends RedisSerializer<?>> declared) {
		return (declared != null) ? declared == PythonSerializer.class : this.format == ValueFormat.PYTHON;
	}

	private PythonSerializer pythonText() {
		return this.python.apply(this.mapper.constructType(String.class));
	}

	/**
	 * The codec of objects whose properties are stored one by one.
	 * @param type their type
	 * @param site where to report problems
	 * @return the codec, {@code null} if there is a problem
	 */
	@Nullable RecordCodec<Object> recordCodec(ResolvableType type, Site site) {
		RecordType<Object> recordType = recordType(type, site);
		if (recordType == null) {
			return null;
		}
		List<ValueCodec<Object>> codecs = new ArrayList<>();
		for (RecordType.Property property : recordType.properties()) {
			ValueCodec<Object> codec = codec(property.type(),
					"%s in field '%s'".formatted(property.type().toCanonical(), property.name()), site);
			if (codec == null) {
				return null;
			}
			codecs.add(codec);
		}
		return new RecordCodec<>(recordType, codecs);
	}

	private static @Nullable RecordType<Object> recordType(ResolvableType type, Site site) {
		if (!RecordType.isMadeOfProperties(type)) {
			site.report("Type %s cannot be stored by its properties. Use a record, or a class with a constructor "
					+ "without parameters, getters and setters, and no annotations of Jackson's", type);
			return null;
		}
		try {
			return RecordType.of(type);
		}
		catch (IllegalArgumentException | InaccessibleObjectException ex) {
			site.report("Type %s cannot be stored by its properties: %s. Change it, or use a record", type,
					ex.getMessage());
			return null;
		}
	}

	private @Nullable RedisSerializer<?> declared(Class<? extends RedisSerializer<?>> declared, ResolvableType type,
			Site site) {
		RedisSerializer<?> serializer;
		try {
			serializer = this.instances.apply(declared);
		}
		catch (RuntimeException ex) {
			site.report(
					"Codec %s cannot be created: %s. Give it a constructor without parameters or declare it as a bean",
					declared.getName(), ex.getMessage());
			return null;
		}
		Class<?> target = ResolvableType.forClass(declared).as(RedisSerializer.class).getGeneric().toClass();
		if (!serializer.canSerialize(type.toClass()) || !target.isAssignableFrom(type.toClass())) {
			site.report("Codec %s does not serialize %s. Choose another one, or change the type of the key",
					declared.getName(), type);
			return null;
		}
		return serializer;
	}

	private @Nullable JsonSerializer json(JavaType type, String name, Site site) {
		try {
			return new JsonSerializer(this.mapper, type);
		}
		catch (JacksonException ex) {
			site.report("Type %s cannot be written and read as JSON: %s. Change the type, or declare a @Codec", name,
					ex.getOriginalMessage());
			return null;
		}
	}

	private @Nullable PythonSerializer python(JavaType type, String name, Site site) {
		if (Stream.iterate(type, Objects::nonNull, JavaType::getContentType)
			.anyMatch((part) -> part.hasRawClass(byte[].class))) {
			site.report("Type byte[] cannot be stored as Python does. Change the type, or declare another @Codec");
			return null;
		}
		return (json(type, name, site) != null) ? this.python.apply(type) : null;
	}

	private JsonSerializer json(ResolvableType type) {
		return new JsonSerializer(this.mapper, this.mapper.constructType(type.getType()));
	}

	/**
	 * The stored form of a declared default value, which is JSON whatever the codec.
	 * @param text the declared text
	 * @param key the key
	 * @param codec the codec of the key
	 * @param site where to report problems
	 * @return the bytes, {@code null} if there is a problem
	 */
	byte @Nullable [] defaultValue(String text, KeyModel key, ValueCodec<Object> codec, Site site) {
		Object value = parseDefault(text, key.valueType());
		if (value == null) {
			site.report("Default '%s' is not a value of type %s. %s", text, key.valueType(), remedy(key.valueType()));
			return null;
		}
		Subject subject = new Subject(key.path(), key.template().toString(), key.kind().displayName(), key.path());
		try {
			byte[] bytes = codec.encode(value, subject);
			if (codec.decode(bytes, subject) != null) {
				return bytes;
			}
		}
		catch (RuntimeException ex) {
			// Reported below.
		}
		site.report("Default '%s' cannot be read back after it was written. Change it, or the codec", text);
		return null;
	}

	private String remedy(ResolvableType type) {
		Object[] constants = type.toClass().getEnumConstants();
		return (constants == null) ? "Write JSON for that type"
				: "Use one of " + Stream.of(constants).map(this::textOf).toList();
	}

	/**
	 * The JSON of a constant, with the quotes left out as they may be.
	 */
	private String textOf(Object constant) {
		JsonNode json = this.mapper.valueToTree(constant);
		return json.isString() ? json.stringValue() : json.toString();
	}

	private @Nullable Object parseDefault(String text, ResolvableType type) {
		JsonSerializer json;
		try {
			json = json(type);
		}
		catch (JacksonException ex) {
			return null;
		}
		if (type.toClass() != String.class || text.startsWith("\"")) {
			try {
				return json.read(text);
			}
			catch (JacksonException ex) {
				// Perhaps the quotes were left out.
			}
		}
		try {
			return json.read(this.mapper.writeValueAsString(text));
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
