package io.redisimnest.redis;

import io.redisimnest.key.Key;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.Problems;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

/**
 * Makes the concrete keys of one declared key.
 */
public final class KeyFactory {

	private final KeyModel model;

	private final Dispatcher dispatcher;

	private final @Nullable ValueCodec<Object> codec;

	private final byte @Nullable [] defaultValue;

	private KeyFactory(KeyModel model, Dispatcher dispatcher, @Nullable ValueCodec<Object> codec,
			byte @Nullable [] defaultValue) {
		this.model = model;
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.defaultValue = defaultValue;
	}

	/**
	 * Prepares a declared key.
	 * @param model the key
	 * @param dispatcher the way to Redis
	 * @param codecs chooses the codec of its values
	 * @param problems where to report problems of codec and default value
	 * @return the factory
	 */
	public static KeyFactory prepare(KeyModel model, Dispatcher dispatcher, Codecs codecs, Problems problems) {
		Site site = problems.at(model.accessor().method());
		ValueCodec<Object> codec = model.kind().isTyped() ? codecs.codec(model, site) : null;
		byte[] defaultValue = (model.defaultValue() != null && codec != null)
				? codecs.defaultValue(model.defaultValue(), model, codec, site) : null;
		return new KeyFactory(model, dispatcher, codec, defaultValue);
	}

	/**
	 * Makes a key.
	 * @param name its concrete name
	 * @return the key
	 */
	public Key create(String name) {
		return switch (this.model.kind()) {
			case VALUE -> new RedisValueKey<>(this, name);
			case COUNTER -> new RedisCounterKey(this, name);
		};
	}

	KeyModel model() {
		return this.model;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	@SuppressWarnings("unchecked")
	<T> ValueCodec<T> codec() {
		if (this.codec == null) {
			throw new IllegalStateException("Key '%s' has no codec".formatted(this.model.path()));
		}
		return (ValueCodec<T>) this.codec;
	}

	byte @Nullable [] defaultValue() {
		return this.defaultValue;
	}

	Subject subject(String name) {
		return new Subject(this.model.path(), this.model.template().toString(), this.model.kind().displayName(), name);
	}

	/**
	 * Whether values of the two keys are stored alike, so that one can take the place of
	 * the other.
	 */
	boolean storesLike(KeyFactory other) {
		return this.dispatcher == other.dispatcher && this.model.kind() == other.model.kind()
				&& this.model.codec() == other.model.codec()
				&& this.model.valueType().toString().equals(other.model.valueType().toString());
	}

}
