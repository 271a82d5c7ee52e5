package io.redisimnest.model;

import io.redisimnest.key.KeyDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A key of a tree, as declared.
 *
 * @param accessor how it is reached from its cluster
 * @param path the dotted names of the accessors
 * @param template the full template
 * @param kind the kind
 * @param fieldType how fields are named, {@code null} for kinds without fields
 * @param valueType the type of the values
 * @param expiry the time-to-live
 * @param codec the declared serializer, {@code null} for the one of the value's type
 * @param defaultValue the declared default value, {@code null} for none
 */
public record KeyModel(Accessor accessor, String path, KeyTemplate template, KeyKind kind,
		@Nullable ArgumentType fieldType, ResolvableType valueType, Expiry expiry,
		@Nullable Class<? extends RedisSerializer<?>> codec, @Nullable String defaultValue) implements NodeModel {

	@Override
	public KeyTemplate ownTemplate() {
		return this.accessor.template();
	}

	/**
	 * What users see of it.
	 * @return the description
	 */
	public KeyDescription describe() {
		return new KeyDescription(this.path, this.template.toString(), this.template.describeParameters(),
				this.kind.displayName(), (this.fieldType != null) ? this.fieldType.type().getName() : null,
				this.valueType.toString(), this.expiry.timeToLive(), this.expiry.renewal());
	}

}
