package io.redisimnest.redis;

import java.util.Collection;
import java.util.function.Function;

import io.redisimnest.model.KeyModel;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Chooses the serializer of a key's values, and checks that it can do its work.
 */
public final class Codecs {

	private final JsonMapper mapper;

	private final Function<Class<? extends RedisSerializer<?>>, RedisSerializer<?>> instances;

	/**
	 * Create the codecs.
	 * @param modules further modules for JSON
	 * @param instances gives the instance of a declared serializer class, or throws
	 */
	public Codecs(Collection<? extends JacksonModule> modules,
			Function<Class<? extends RedisSerializer<?>>, RedisSerializer<?>> instances) {
		this.mapper = Json.mapper(modules);
		this.instances = instances;
	}

	/**
	 * The codec of a key.
	 * @param key the key
	 * @param site where to report problems
	 * @return the codec, {@code null} if there is a problem
	 */
	@SuppressWarnings("unchecked")
	@Nullable ValueCodec<Object> codec(KeyModel key, Site site) {
		ResolvableType type = key.valueType();
		RedisSerializer<?> serializer;
		if (key.codec() != null) {
			serializer = declared(key.codec(), type, site);
		}
		else if (type.toClass() == String.class) {
			serializer = new TextSerializer();
		}
		else if (type.toClass() == byte[].class) {
			serializer = RedisSerializer.byteArray();
		}
		else {
			serializer = json(type, site);
		}
		return (serializer != null)
				? new ValueCodec<>((RedisSerializer<Object>) serializer, type.toClass(), type.toString()) : null;
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

	private @Nullable JsonSerializer json(ResolvableType type, Site site) {
		try {
			return json(type);
		}
		catch (JacksonException ex) {
			site.report("Type %s cannot be written and read as JSON: %s. Change the type, or declare a @Codec", type,
					ex.getOriginalMessage());
			return null;
		}
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
			site.report("Default '%s' is not a value of type %s. Write JSON for that type", text, key.valueType());
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
