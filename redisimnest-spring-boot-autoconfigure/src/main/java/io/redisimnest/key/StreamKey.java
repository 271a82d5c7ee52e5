package io.redisimnest.key;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XTrimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.PendingMessages;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoConsumers;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoGroups;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoStream;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * A key with an append-only log of entries, a Redis stream. An entry is an object, and
 * has an id by which the log is ordered: records and beans are stored by their
 * properties, as in a {@link RecordKey}, anything else, and whatever has a declared
 * codec, whole in a field {@code payload}, as Spring Data does.
 * <p>
 * Every write carries the declared time-to-live of the key in one atomic step, as in a
 * {@link HashKey}. Consumer groups are how a stream is read: what is done with them is a
 * read, but for {@link #createGroup}, a write as it can create the key. A key stays when
 * its last entry goes.
 * <p>
 * {@code null} and an object with all properties {@code null} are refused with an
 * {@link IllegalArgumentException}. Entries that were deleted, but are still pending in a
 * group, are left out wherever entries are returned; only {@link #pending} shows their
 * ids. An entry that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type an {@link io.redisimnest.WrongKindException WrongKindException}, a
 * group that does not exist a {@link org.springframework.data.redis.RedisSystemException
 * RedisSystemException}.
 *
 * @param <T> the type of the entries
 * @since 0.1
 */
public interface StreamKey<T> extends MovableKey<StreamKey<T>> {

	/**
	 * {@code XADD key * field value...}.
	 * @param entry the entry
	 * @return its id
	 */
	RecordId add(T entry);

	/**
	 * {@code XADD key id field value...}. An id that is not greater than all before is a
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param id the id
	 * @param entry the entry
	 * @return its id
	 */
	RecordId add(RecordId id, T entry);

	/**
	 * {@code XADD key [NOMKSTREAM] [MAXLEN | MINID [~] threshold [LIMIT count]] * field
	 * value...}. A deletion policy needs Redis 8.2.
	 * @param entry the entry
	 * @param options whether to create the key, and which old entries to delete
	 * @return its id, {@code null} if the key does not exist and must not be created
	 */
	@Nullable RecordId add(T entry, XAddOptions options);

	/**
	 * {@code XDEL key id}.
	 * @param id the id of an entry
	 * @return whether it existed
	 */
	boolean remove(RecordId id);

	/**
	 * {@code XDEL key id...}. Sends nothing if there are none.
	 * @param ids the ids of entries
	 * @return how many of them existed
	 */
	long removeAll(Collection<RecordId> ids);

	/**
	 * {@code XTRIM key MAXLEN length}: deletes the oldest entries.
	 * @param maxLength how many entries to keep
	 * @return how many were deleted
	 */
	long trim(long maxLength);

	/**
	 * {@code XTRIM key MAXLEN [~] length}: deletes the oldest entries.
	 * @param maxLength how many entries to keep
	 * @param approximate whether some more may be kept, which is much faster
	 * @return how many were deleted
	 */
	long trim(long maxLength, boolean approximate);

	/**
	 * {@code XTRIM key MAXLEN | MINID [~] threshold [LIMIT count]}. A deletion policy
	 * needs Redis 8.2.
	 * @param options which entries to delete
	 * @return how many were deleted
	 */
	long trim(XTrimOptions options);

	/**
	 * {@code XLEN key}.
	 * @return the number of entries, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code XRANGE key start end}.
	 * @param ids the ids, exclusive bounds too; without the part behind the {@code -} the
	 * first or last of their millisecond
	 * @return the entries in the order of their ids
	 */
	List<ObjectRecord<String, T>> range(Range<String> ids);

	/**
	 * {@code XRANGE key start end COUNT count}.
	 * @param ids the ids, as in {@link #range(Range)}
	 * @param limit how many entries, at most; an offset is refused with an
	 * {@link IllegalArgumentException}
	 * @return the first entries in the order of their ids
	 */
	List<ObjectRecord<String, T>> range(Range<String> ids, Limit limit);

	/**
	 * {@code XREVRANGE key end start}.
	 * @param ids the ids, as in {@link #range(Range)}
	 * @return the entries, the latest first
	 */
	List<ObjectRecord<String, T>> reverseRange(Range<String> ids);

	/**
	 * {@code XREVRANGE key end start COUNT count}.
	 * @param ids the ids, as in {@link #range(Range)}
	 * @param limit how many entries, at most; an offset is refused with an
	 * {@link IllegalArgumentException}
	 * @return the last entries, the latest first
	 */
	List<ObjectRecord<String, T>> reverseRange(Range<String> ids, Limit limit);

	/**
	 * {@code XREAD STREAMS key offset}.
	 * @param offset the id behind which to read
	 * @return the entries
	 */
	List<ObjectRecord<String, T>> read(ReadOffset offset);

	/**
	 * {@code XREAD [COUNT count] STREAMS key offset}.
	 * <p>
	 * With {@link StreamReadOptions#block block}, {@code XREAD [COUNT count] BLOCK
	 * milliseconds STREAMS key offset} on a connection of its own (a conversation), in
	 * parts if that takes longer than half the client's command time-out;
	 * {@link ReadOffset#latest()} is where the stream ends when the call begins, asked by
	 * {@code XREVRANGE key + - COUNT 1}. Less than a millisecond, which is for ever in
	 * Redis, is refused with an {@link IllegalArgumentException}.
	 * @param offset the id behind which to read
	 * @param options how many entries, at most, and how long to wait for the first
	 * @return the entries, empty if none came in time
	 */
	List<ObjectRecord<String, T>> read(ReadOffset offset, StreamReadOptions options);

	/**
	 * {@code XREADGROUP GROUP group consumer STREAMS key offset}.
	 * @param consumer the consumer of a group
	 * @param offset {@link ReadOffset#lastConsumed()} for entries that nobody in the
	 * group has read, which are then pending until {@link #acknowledge acknowledged}; an
	 * id for those behind it that are pending with this consumer
	 * @return the entries
	 */
	List<ObjectRecord<String, T>> read(Consumer consumer, ReadOffset offset);

	/**
	 * {@code XREADGROUP GROUP group consumer [NOACK] [COUNT count] STREAMS key offset},
	 * like {@link #read(Consumer, ReadOffset)}; with {@link StreamReadOptions#block
	 * block}, {@code BLOCK milliseconds} too (a conversation), like
	 * {@link #read(ReadOffset, StreamReadOptions)}.
	 * @param consumer the consumer of a group
	 * @param offset where to read
	 * @param options how many entries, at most, how long to wait for the first, and
	 * whether they need no acknowledgement
	 * @return the entries, empty if none came in time
	 */
	List<ObjectRecord<String, T>> read(Consumer consumer, ReadOffset offset, StreamReadOptions options);

	/**
	 * {@code XGROUP CREATE key group offset MKSTREAM}. If there is such a group, that is
	 * a {@link org.springframework.data.redis.RedisSystemException RedisSystemException}
	 * (Redis answers {@code BUSYGROUP}).
	 * @param offset the id behind which the group reads, {@link ReadOffset#latest()} for
	 * entries to come
	 * @param group the name of the group
	 */
	void createGroup(ReadOffset offset, String group);

	/**
	 * {@code XGROUP DESTROY key group}. If the key does not exist, that is a
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param group the name of a group
	 * @return whether it existed
	 */
	boolean destroyGroup(String group);

	/**
	 * {@code XGROUP DELCONSUMER key group consumer}.
	 * @param consumer the consumer of a group
	 * @return how many entries were pending with it, and are now with nobody
	 */
	long deleteConsumer(Consumer consumer);

	/**
	 * {@code XACK key group id}.
	 * @param group the name of a group
	 * @param id the id of an entry
	 * @return whether it was pending
	 */
	boolean acknowledge(String group, RecordId id);

	/**
	 * {@code XACK key group id...}. Sends nothing if there are none.
	 * @param group the name of a group
	 * @param ids the ids of entries
	 * @return how many of them were pending
	 */
	long acknowledgeAll(String group, Collection<RecordId> ids);

	/**
	 * {@code XPENDING key group}.
	 * @param group the name of a group
	 * @return how many entries are pending, and with whom; where there are none, the
	 * range of their ids is that of {@code 0-0}
	 */
	PendingMessagesSummary pending(String group);

	/**
	 * {@code XPENDING key group start end count}.
	 * @param group the name of a group
	 * @param ids the ids, as in {@link #range(Range)}
	 * @param count how many, at most
	 * @return what is pending, in the order of the ids
	 */
	PendingMessages pending(String group, Range<?> ids, long count);

	/**
	 * {@code XPENDING key group start end count consumer}.
	 * @param consumer the consumer of a group
	 * @param ids the ids, as in {@link #range(Range)}
	 * @param count how many, at most
	 * @return what is pending with the consumer, in the order of the ids
	 */
	PendingMessages pending(Consumer consumer, Range<?> ids, long count);

	/**
	 * {@code XCLAIM key group consumer milliseconds id...}: takes over what is pending
	 * with others. Sends nothing if there are no ids.
	 * @param consumer the consumer of a group that takes over
	 * @param minIdle since when an entry must not have been read or claimed
	 * @param ids the ids of entries
	 * @return the entries that it has now
	 */
	List<ObjectRecord<String, T>> claim(Consumer consumer, Duration minIdle, Collection<RecordId> ids);

	/**
	 * {@code XAUTOCLAIM key group consumer milliseconds start COUNT count}: takes over
	 * whatever is pending with others.
	 * @param consumer the consumer of a group that takes over
	 * @param minIdle since when an entry must not have been read or claimed
	 * @param start the id from which to look, such as {@code 0-0} at first and then
	 * {@link Claim#next()}
	 * @param count how many entries, at most
	 * @return the entries that it has now, and where to go on
	 */
	Claim<T> autoClaim(Consumer consumer, Duration minIdle, RecordId start, long count);

	/**
	 * {@code XINFO STREAM key}. If the key does not exist, that is a
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @return what the server tells about the stream, with stored values as text
	 */
	XInfoStream info();

	/**
	 * {@code XINFO GROUPS key}. If the key does not exist, that is a
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @return what the server tells about the groups
	 */
	XInfoGroups groups();

	/**
	 * {@code XINFO CONSUMERS key group}. If the key does not exist, that is a
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param group the name of a group
	 * @return what the server tells about its consumers
	 */
	XInfoConsumers consumers(String group);

	/**
	 * What {@link #autoClaim} took over.
	 *
	 * @param <T> the type of the entries
	 * @param next the id from which to go on, {@code 0-0} if everything was looked at
	 * @param entries the entries
	 */
	record Claim<T>(RecordId next, List<ObjectRecord<String, T>> entries) {

	}

}
