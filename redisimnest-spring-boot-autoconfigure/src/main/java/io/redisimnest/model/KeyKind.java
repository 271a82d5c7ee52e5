package io.redisimnest.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import io.redisimnest.key.BitmapKey;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.GeoKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.HyperLogLogKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.LockKey;
import io.redisimnest.key.PasswordKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.SecretKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.ValueKey;

import org.springframework.core.ResolvableType;
import org.springframework.data.redis.connection.DataType;

/**
 * The kinds of key.
 */
public enum KeyKind {

	/**
	 * One value.
	 */
	VALUE(ValueKey.class, DataType.STRING),

	/**
	 * An integer that the server counts.
	 */
	COUNTER(CounterKey.class, DataType.STRING),

	/**
	 * Values by field.
	 */
	HASH(HashKey.class, DataType.HASH),

	/**
	 * The properties of one object by field.
	 */
	RECORD(RecordKey.class, DataType.HASH),

	/**
	 * Values in the order of their insertion.
	 */
	LIST(ListKey.class, DataType.LIST),

	/**
	 * Distinct values.
	 */
	SET(SetKey.class, DataType.SET),

	/**
	 * Distinct values in the order of their scores.
	 */
	SORTED_SET(SortedSetKey.class, DataType.ZSET),

	/**
	 * An append-only log of entries.
	 */
	STREAM(StreamKey.class, DataType.STREAM),

	/**
	 * Places by name.
	 */
	GEO(GeoKey.class, DataType.ZSET),

	/**
	 * Bits by offset.
	 */
	BITMAP(BitmapKey.class, DataType.STRING),

	/**
	 * An estimate of how many distinct values there were.
	 */
	HYPER_LOG_LOG(HyperLogLogKey.class, DataType.STRING),

	/**
	 * One value, encrypted.
	 */
	SECRET(SecretKey.class, DataType.STRING),

	/**
	 * The hash of a password.
	 */
	PASSWORD(PasswordKey.class, DataType.STRING),

	/**
	 * A lock: who holds it, with the fencing token.
	 */
	LOCK(LockKey.class, DataType.STRING);

	private final Class<? extends Key> interfaceType;

	private final DataType type;

	KeyKind(Class<? extends Key> interfaceType, DataType type) {
		this.interfaceType = interfaceType;
		this.type = type;
	}

	static Optional<KeyKind> of(Class<?> type) {
		return Arrays.stream(values()).filter((kind) -> kind.interfaceType == type).findFirst();
	}

	/**
	 * The name by which users know the kind.
	 * @return the simple name of its interface
	 */
	public String displayName() {
		return this.interfaceType.getSimpleName();
	}

	/**
	 * What Redis stores for keys of the kind.
	 * @return the type
	 */
	public DataType type() {
		return this.type;
	}

	/**
	 * Whether the kind holds values of a declared type.
	 * @return whether the interface has a type parameter
	 */
	public boolean isTyped() {
		return this.interfaceType.getTypeParameters().length > 0;
	}

	/**
	 * Whether each value has one stored form, for which a codec can be declared.
	 * @return whether there may be a codec
	 */
	public boolean isCodecAllowed() {
		return (isTyped() && this != RECORD) || this == PASSWORD;
	}

	/**
	 * Whether what keys of the kind hold is never shown: who knows the holder of a lock
	 * could release it.
	 * @return whether it is secret
	 */
	public boolean isSecret() {
		return this == SECRET || this == PASSWORD || this == LOCK;
	}

	boolean hasFields() {
		return this == HASH;
	}

	/**
	 * What keys of the kind hold if the declaration does not tell.
	 */
	ResolvableType contentType() {
		return ResolvableType.forClass(switch (this) {
			case BITMAP -> Boolean.class;
			case PASSWORD -> CharSequence.class;
			case LOCK -> String.class;
			default -> Long.class;
		});
	}

	/**
	 * How one writes the kind with types.
	 */
	String example() {
		return displayName() + Arrays.stream(this.interfaceType.getTypeParameters())
			.map((variable) -> "String")
			.collect(Collectors.joining(", ", "<", ">"));
	}

}
