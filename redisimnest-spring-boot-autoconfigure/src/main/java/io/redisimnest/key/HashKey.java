package io.redisimnest.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A key with values by field, a Redis hash. Fields are named like arguments in a prefix:
 * text, numbers, enums, UUIDs and so on, as they are; values are stored as in a
 * {@link ValueKey}. Use {@link RecordKey} for the properties of one object.
 * <p>
 * Every write carries the declared time-to-live of the key in one atomic step: the
 * command and {@code PEXPIRE} in one script ({@code EVALSHA}), the command alone where no
 * time-to-live is declared. Under {@link io.redisimnest.annotation.Renewal#ON_CREATE
 * ON_CREATE} the clock starts with the first field; under
 * {@link io.redisimnest.annotation.Renewal#ON_ACCESS ON_ACCESS} reads restart it as well,
 * in a script. A removal that finds nothing, and a refused conditional write, leave it.
 * <p>
 * {@code null} is refused by every write with an {@link IllegalArgumentException}. A
 * stored value or field that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type an {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @param <F> the type of the fields
 * @param <V> the type of the values
 * @since 0.1
 */
public interface HashKey<F, V> extends MovableKey<HashKey<F, V>> {

	/**
	 * {@code HGET key field}.
	 * @param field the field
	 * @return its value, {@code null} if there is no such field
	 */
	@Nullable V get(F field);

	/**
	 * {@code HMGET key field...}.
	 * @param fields the fields
	 * @return their values in the order of the fields, {@code null} for those that do not
	 * exist
	 */
	List<@Nullable V> multiGet(Collection<? extends F> fields);

	/**
	 * {@code HGETALL key}: everything at once; see {@link #scan()} for big hashes.
	 * @return the values by field, empty if the key does not exist
	 */
	Map<F, V> entries();

	/**
	 * {@code HKEYS key}.
	 * @return the fields
	 */
	Set<F> keys();

	/**
	 * {@code HVALS key}.
	 * @return the values
	 */
	List<V> values();

	/**
	 * {@code HSCAN key cursor COUNT 1000}, page by page as the stream is consumed (a
	 * conversation). A field that exists all the while comes at least once, rarely twice;
	 * a field that comes or goes meanwhile may come or not. The stream need not be
	 * closed.
	 * @return the entries
	 */
	Stream<Map.Entry<F, V>> scan();

	/**
	 * {@code HEXISTS key field}.
	 * @param field the field
	 * @return whether it exists
	 */
	boolean hasKey(F field);

	/**
	 * {@code HLEN key}.
	 * @return the number of fields, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code HSTRLEN key field}.
	 * @param field the field
	 * @return the bytes of its stored value, 0 if there is no such field
	 */
	long lengthOfValue(F field);

	/**
	 * {@code HRANDFIELD key}.
	 * @return some field, {@code null} if the key does not exist
	 */
	@Nullable F randomKey();

	/**
	 * {@code HRANDFIELD key count}.
	 * @param count how many, at most
	 * @return distinct fields
	 */
	List<F> randomKeys(long count);

	/**
	 * {@code HRANDFIELD key count WITHVALUES}.
	 * @param count how many, at most
	 * @return entries with distinct fields
	 */
	Map<F, V> randomEntries(long count);

	/**
	 * {@code HSET key field value}.
	 * @param field the field
	 * @param value its value
	 */
	void put(F field, V value);

	/**
	 * {@code HSET key field value...}. Sends nothing for an empty map.
	 * @param entries the values by field
	 */
	void putAll(Map<? extends F, ? extends V> entries);

	/**
	 * {@code HSETNX key field value}.
	 * @param field the field
	 * @param value its value
	 * @return whether the value was set, as there was no such field
	 */
	boolean putIfAbsent(F field, V value);

	/**
	 * {@code HINCRBY key field delta}; where a time-to-live is declared, in a script that
	 * reads the number back by {@code HGET}. A missing field counts from 0. If the value
	 * is no 64-bit integer, or would overflow, the server refuses, which is thrown as
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param field the field
	 * @param delta what to add
	 * @return the number afterwards
	 * @throws UnsupportedOperationException if the values are stored as Python does,
	 * where no number stands as it is
	 */
	long increment(F field, long delta);

	/**
	 * {@code HINCRBYFLOAT key field delta}, otherwise like
	 * {@link #increment(Object, long)}.
	 * @param field the field
	 * @param delta what to add
	 * @return the number afterwards
	 */
	double increment(F field, double delta);

	/**
	 * {@code HDEL key field}. The key goes with its last field.
	 * @param field the field
	 * @return whether it existed
	 */
	boolean remove(F field);

	/**
	 * {@code HDEL key field...}. Sends nothing if there are none.
	 * @param fields the fields
	 * @return how many of them existed
	 */
	long removeAll(Collection<? extends F> fields);

}
