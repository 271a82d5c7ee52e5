package io.redisimnest.key;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A key with the properties of one object, a Redis hash: a field for each component of a
 * record, or for each property of a bean that can be read and written. Each is stored as
 * the value of a {@link ValueKey} of its type would be, so that other programs can read
 * and count them one by one; a property that is {@code null}, or an empty
 * {@code Optional}, has no field. Fields that are no property are left alone.
 * <p>
 * A property of a bean that has no field keeps the value that the constructor gives it.
 * Types with annotations of Jackson's are refused, for they would have no effect.
 * <p>
 * Every write carries the declared time-to-live of the key in one atomic step, as in a
 * {@link HashKey}.
 * <p>
 * A missing field of a primitive type, a stored value that cannot be read as the type of
 * its property, and values that the constructor refuses are an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}.
 *
 * @param <T> the type of the object
 * @since 0.1
 */
public interface RecordKey<T> extends MovableKey<RecordKey<T>> {

	/**
	 * {@code HMGET key field...} of all properties.
	 * @return the object, {@code null} if the key has none of the fields
	 */
	@Nullable T get();

	/**
	 * {@code HMGET key field...} of all properties.
	 * @return the object, if the key has one of the fields
	 */
	Optional<T> find();

	/**
	 * {@code HSET key field value...}, and {@code HDEL key field...} of the properties
	 * that are {@code null}, in one script.
	 * @param value the object; one with all properties {@code null} is refused with an
	 * {@link IllegalArgumentException}
	 */
	void set(T value);

	/**
	 * {@code HSET key field value...} of the properties that are not {@code null}; the
	 * others keep their values.
	 * @param value the object; one with all properties {@code null} is refused with an
	 * {@link IllegalArgumentException}
	 */
	void merge(T value);

}
