package io.redisimnest.redis;

import java.util.Objects;

import io.redisimnest.key.Key;
import io.redisimnest.model.KeyKind;
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

	private final @Nullable FieldsCodec<Object> fieldsCodec;

	private final @Nullable SecretCodec<Object> secretCodec;

	private final @Nullable PasswordCodec passwordCodec;

	private final byte @Nullable [] defaultValue;

	private KeyFactory(KeyModel model, Dispatcher dispatcher, @Nullable ValueCodec<Object> codec,
			@Nullable FieldsCodec<Object> fieldsCodec, @Nullable SecretCodec<Object> secretCodec,
			@Nullable PasswordCodec passwordCodec, byte @Nullable [] defaultValue) {
		this.model = model;
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.fieldsCodec = fieldsCodec;
		this.secretCodec = secretCodec;
		this.passwordCodec = passwordCodec;
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
		boolean spread = isSpread(model);
		ValueCodec<Object> codec = (model.kind().isTyped() && !spread && model.kind() != KeyKind.SECRET)
				? codecs.codec(model.valueType(), model.codec(), site) : null;
		FieldsCodec<Object> fieldsCodec = null;
		if (spread) {
			fieldsCodec = codecs.recordCodec(model.valueType(), site);
		}
		else if (model.kind() == KeyKind.STREAM && codec != null) {
			fieldsCodec = new FieldsCodec.Whole<>(codec);
		}
		byte[] defaultValue = (model.defaultValue() != null && codec != null)
				? codecs.defaultValue(model.defaultValue(), model, codec, site) : null;
		SecretCodec<Object> secretCodec = (model.kind() == KeyKind.SECRET)
				? codecs.secretCodec(model.valueType(), model.codec(), site) : null;
		PasswordCodec passwordCodec = (model.kind() == KeyKind.PASSWORD) ? codecs.passwordCodec(model.codec(), site)
				: null;
		return new KeyFactory(model, dispatcher, codec, fieldsCodec, secretCodec, passwordCodec, defaultValue);
	}

	/**
	 * Whether the properties of a value are stored one by one.
	 */
	private static boolean isSpread(KeyModel model) {
		return model.kind() == KeyKind.RECORD || (model.kind() == KeyKind.STREAM && model.codec() == null
				&& RecordType.isMadeOfProperties(model.valueType()));
	}

	/**
	 * Makes a key.
	 * @param name its concrete name
	 * @return the key
	 */
	public Key create(String name) {
		return create(name, this.dispatcher);
	}

	Key create(String name, Runner runner) {
		return switch (this.model.kind()) {
			case VALUE -> new RedisValueKey<>(this, name, runner);
			case COUNTER -> new RedisCounterKey(this, name, runner);
			case HASH -> new RedisHashKey<>(this, name, runner);
			case RECORD -> new RedisRecordKey<>(this, name, runner);
			case LIST -> new RedisListKey<>(this, name, runner);
			case SET -> new RedisSetKey<>(this, name, runner);
			case SORTED_SET -> new RedisSortedSetKey<>(this, name, runner);
			case STREAM -> new RedisStreamKey<>(this, name, runner);
			case GEO -> new RedisGeoKey<>(this, name, runner);
			case BITMAP -> new RedisBitmapKey(this, name, runner);
			case HYPER_LOG_LOG -> new RedisHyperLogLogKey<>(this, name, runner);
			case SECRET -> new RedisSecretKey<>(this, name, runner);
			case PASSWORD -> new RedisPasswordKey(this, name, runner);
			case LOCK -> new RedisLockKey(this, name, runner);
		};
	}

	/**
	 * The declared key.
	 * @return the model
	 */
	public KeyModel model() {
		return this.model;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	@SuppressWarnings("unchecked")
	<T> ValueCodec<T> codec() {
		return (ValueCodec<T>) Objects.requireNonNull(this.codec);
	}

	@SuppressWarnings("unchecked")
	<T> FieldsCodec<T> fieldsCodec() {
		return (FieldsCodec<T>) Objects.requireNonNull(this.fieldsCodec);
	}

	@SuppressWarnings("unchecked")
	<T> SecretCodec<T> secretCodec() {
		return (SecretCodec<T>) Objects.requireNonNull(this.secretCodec);
	}

	PasswordCodec passwordCodec() {
		return Objects.requireNonNull(this.passwordCodec);
	}

	<F> FieldCodec<F> fieldCodec() {
		return new FieldCodec<>(Objects.requireNonNull(this.model.fieldType()));
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
				&& this.model.codec() == other.model.codec() && fieldClass() == other.fieldClass()
				&& this.model.valueType().toString().equals(other.model.valueType().toString());
	}

	private @Nullable Class<?> fieldClass() {
		return (this.model.fieldType() != null) ? this.model.fieldType().type() : null;
	}

}
