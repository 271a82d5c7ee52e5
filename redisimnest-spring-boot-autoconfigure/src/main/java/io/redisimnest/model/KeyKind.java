package io.redisimnest.model;

import java.util.Arrays;
import java.util.Optional;

import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;

/**
 * The kinds of key.
 */
public enum KeyKind {

	/**
	 * One value.
	 */
	VALUE(ValueKey.class),

	/**
	 * An integer that the server counts.
	 */
	COUNTER(CounterKey.class);

	private final Class<? extends Key> type;

	KeyKind(Class<? extends Key> type) {
		this.type = type;
	}

	static Optional<KeyKind> of(Class<?> type) {
		return Arrays.stream(values()).filter((kind) -> kind.type == type).findFirst();
	}

	/**
	 * The name by which users know the kind.
	 * @return the simple name of its interface
	 */
	public String displayName() {
		return this.type.getSimpleName();
	}

	/**
	 * Whether the kind holds values of a declared type, which need a codec.
	 * @return whether the interface has a type parameter
	 */
	public boolean isTyped() {
		return this.type.getTypeParameters().length > 0;
	}

}
