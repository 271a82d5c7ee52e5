package io.redisimnest.redis;

import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The library's own JSON: stored bytes do not change with the application's settings, no
 * class name is written or read, and what is read equals what was written.
 */
final class Json {

	private Json() {
	}

	static JsonMapper mapper(Collection<? extends JacksonModule> modules) {
		return JsonMapper.builder()
			.findAndAddModules(Json.class.getClassLoader())
			.addModules(modules)
			.annotationIntrospector(new NoClassNames())
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.defaultLeniency(false)
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID,
					DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE,
					DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.build();
	}

	/**
	 * Refuses types that ask for class names in their JSON: whoever can write to Redis
	 * could choose the class that is loaded.
	 */
	@SuppressWarnings("serial")
	private static final class NoClassNames extends JacksonAnnotationIntrospector {

		@Override
		public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
			JsonTypeInfo.Value info = super.findPolymorphicTypeInfo(config, annotated);
			if (info != null && (info.getIdType() == JsonTypeInfo.Id.CLASS
					|| info.getIdType() == JsonTypeInfo.Id.MINIMAL_CLASS)) {
				throw InvalidDefinitionException.from((JsonParser) null,
						"@JsonTypeInfo of '%s' puts class names into JSON".formatted(annotated.getName()),
						config.constructType(annotated.getRawType()));
			}
			return info;
		}

	}

}
