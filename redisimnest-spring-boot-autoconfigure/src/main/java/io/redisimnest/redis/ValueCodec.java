package io.redisimnest.redis;

import java.util.stream.Stream;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.model.KeyKind;
import io.redisimnest.python.PythonSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Values of one declared type as bytes, with errors that tell everything but the value.
 *
 * @param <T> the type of the values
 * @param serializer their form
 * @param rawType the class of the values
 * @param type the name of the declared type
 */
record ValueCodec<T>(RedisSerializer<T> serializer, Class<?> rawType, String type) implements WholeCodec<T> {

	/**
	 * The stored form of a value.
	 * @param value the value
	 * @param subject the key
	 * @return its bytes
	 * @throws IllegalArgumentException if the value is {@code null}
	 * @throws InvalidDataAccessApiUsageException if the value has no stored form
	 */
	@Override
	public byte[] encode(@Nullable T value, Subject subject) {
		if (value == null) {
			throw absent(subject);
		}
		byte[] bytes;
		try {
			bytes = this.serializer.serialize(value);
		}
		catch (RuntimeException ex) {
			throw unwritable(subject, this.type, cause(ex));
		}
		if (isAbsent(bytes)) {
			throw absent(subject);
		}
		if (bytes == null) {
			throw unwritable(subject, this.type, "nothing was written");
		}
		return bytes;
	}

	private boolean isAbsent(byte @Nullable [] bytes) {
		return (this.serializer instanceof PythonSerializer) ? bytes == null
				: this.serializer instanceof JsonSerializer && JsonSerializer.isNull(bytes);
	}

	static IllegalArgumentException absent(Subject subject) {
		boolean isWhole = Stream.of(KeyKind.VALUE, KeyKind.RECORD, KeyKind.SECRET, KeyKind.PASSWORD)
			.anyMatch((kind) -> subject.kind().equals(kind.displayName()));
		return new IllegalArgumentException(
				"%s of key '%s' must not be null. %s".formatted(isWhole ? "Value" : "Element", subject.name(),
						isWhole ? "Use delete() to remove it" : "Leave it out, or remove the one that is there"));
	}

	static InvalidDataAccessApiUsageException unwritable(Subject subject, String type, String reason) {
		return new InvalidDataAccessApiUsageException("Value of key '%s' (template '%s') cannot be written as %s: %s"
			.formatted(subject.name(), subject.template(), type, reason));
	}

	/**
	 * The value of a stored form.
	 * @param bytes the bytes, {@code null} if there is none
	 * @param subject the key
	 * @return the value, {@code null} if there is none
	 * @throws UnreadableValueException if the bytes are no value of the type
	 */
	@Override
	public @Nullable T decode(byte @Nullable [] bytes, Subject subject) {
		if (bytes == null) {
			return null;
		}
		T value;
		try {
			value = this.serializer.deserialize(bytes);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw unreadable(subject, "%d bytes that are no such value (%s)".formatted(bytes.length, cause(ex)));
		}
		if (value != null && !this.rawType.isInstance(value)) {
			throw unreadable(subject, "a value of type " + value.getClass().getName());
		}
		return value;
	}

	private UnreadableValueException unreadable(Subject subject, String found) {
		return new UnreadableValueException(subject.name(), subject.template(), this.type, found);
	}

	/**
	 * Why it failed. The message of an exception may hold the value, or a part of it.
	 */
	private String cause(Throwable ex) {
		if (this.serializer instanceof TextSerializer) {
			return ex.getMessage();
		}
		String reason = PythonSerializer.reason(ex);
		if (reason != null) {
			return reason;
		}
		String name = ex.getClass().getSimpleName();
		TokenStreamLocation location = (ex instanceof JacksonException jackson) ? jackson.getLocation() : null;
		return (location != null && location.getByteOffset() >= 0)
				? "%s at byte %d".formatted(name, location.getByteOffset()) : name;
	}

}
