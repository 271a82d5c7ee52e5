package io.redisimnest.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;

import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.StringValueResolver;

/**
 * Reads the annotations of clusters and keys. Where several elements can have one, the
 * first that has it wins.
 *
 * @param placeholders resolves placeholders, and throws if it cannot
 */
record Annotations(StringValueResolver placeholders) {

	/**
	 * The declared prefix, else a name.
	 */
	String prefix(String name, Site site, AnnotatedElement... sources) {
		return find(Prefix.class, sources).map((prefix) -> resolve(prefix.value(), name, site)).orElse(name);
	}

	/**
	 * The declared time-to-live, else the inherited one.
	 */
	Expiry expiry(Expiry inherited, Site site, AnnotatedElement... sources) {
		return find(Ttl.class, sources)
			.map((ttl) -> TtlParser.parse(resolve(ttl.value(), Ttl.NONE, site), ttl.renew(), site))
			.orElse(inherited);
	}

	/**
	 * The declared serializer, else the inherited one.
	 */
	@Nullable Class<? extends RedisSerializer<?>> codec(@Nullable Class<? extends RedisSerializer<?>> inherited,
			AnnotatedElement... sources) {
		Optional<Codec> codec = find(Codec.class, sources);
		return codec.isPresent() ? codec.get().value() : inherited;
	}

	private String resolve(String text, String fallback, Site site) {
		try {
			String resolved = this.placeholders.resolveStringValue(text);
			return (resolved != null) ? resolved : fallback;
		}
		catch (IllegalArgumentException ex) {
			site.report(
					"'%s' has a placeholder without a value. Set the property, or give a default as in '${name:default}'",
					text);
			return fallback;
		}
	}

	static <A extends Annotation> Optional<A> find(Class<A> type, AnnotatedElement... sources) {
		for (AnnotatedElement source : sources) {
			A annotation = AnnotatedElementUtils.findMergedAnnotation(source, type);
			if (annotation != null) {
				return Optional.of(annotation);
			}
		}
		return Optional.empty();
	}

}
