package io.redisimnest.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;
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
	COUNTER(CounterKey.class, DataType.STRING);

	private final Class<? extends Key> type;

	private final DataType dataType;

	KeyKind(Class<? extends Key> type, DataType dataType) {
		this.type = type;
		this.dataType = dataType;
	}

	static Optional<KeyKind> of(Class<?> type) {
		return Arrays.stream(values()).filter((kind) -> kind.type == type).findFirst();
	}

	static String names() {
		return Arrays.stream(values()).map(KeyKind::displayName).collect(Collectors.joining(", "));
	}

	/**
	 * The name by which users know the kind.
	 * @return the simple name of its interface
	 */
	public String displayName() {
		return this.type.getSimpleName();
	}

	/**
	 * The Redis type that the kind works on.
	 * @return the type
	 */
	public DataType dataType() {
		return this.dataType;
	}

	/**
	 * Whether the kind holds values of a declared type, which need a codec.
	 * @return whether the interface has a type parameter
	 */
	public boolean isTyped() {
		return this.type.getTypeParameters().length > 0;
	}

}
