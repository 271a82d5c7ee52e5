package io.redisimnest.key;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisListCommands.Direction;

/**
 * A key with elements in the order of their insertion, a Redis list: a queue, a stack,
 * the latest news. Left is the first element, right the last one. Elements are stored as
 * values in a {@link ValueKey}, and are compared by their stored form. Indexes count from
 * 0, negative ones from the end: -1 is the last element.
 * <p>
 * Every write carries the declared time-to-live of the key, as in a {@link HashKey}. A
 * conditional write that is refused, and a removal that finds nothing, leave it.
 * <p>
 * {@code null} is refused by every write with an {@link IllegalArgumentException}. A
 * stored element that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type a {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @param <T> the type of the elements
 * @since 0.1
 */
public interface ListKey<T> extends MovableKey<ListKey<T>> {

	/**
	 * {@code LPUSH key element}.
	 * @param element the new first element
	 * @return the number of elements afterwards
	 */
	long leftPush(T element);

	/**
	 * {@code LINSERT key BEFORE pivot element}.
	 * @param pivot the first element equal to it is meant
	 * @param element what to insert before that
	 * @return the number of elements afterwards; -1 if there is no such pivot, 0 if the
	 * key does not exist
	 */
	long leftPush(T pivot, T element);

	/**
	 * {@code LPUSH key element...}: one after the other, so that the last one comes
	 * first. Without elements it is {@code LLEN key}.
	 * @param elements the elements
	 * @return the number of elements afterwards
	 */
	long leftPushAll(Collection<? extends T> elements);

	/**
	 * {@code LPUSHX key element}.
	 * @param element the new first element, if the key exists
	 * @return the number of elements afterwards, 0 if the key does not exist
	 */
	long leftPushIfPresent(T element);

	/**
	 * {@code RPUSH key element}.
	 * @param element the new last element
	 * @return the number of elements afterwards
	 */
	long rightPush(T element);

	/**
	 * {@code LINSERT key AFTER pivot element}.
	 * @param pivot the first element equal to it is meant
	 * @param element what to insert after that
	 * @return the number of elements afterwards; -1 if there is no such pivot, 0 if the
	 * key does not exist
	 */
	long rightPush(T pivot, T element);

	/**
	 * {@code RPUSH key element...}. Without elements it is {@code LLEN key}.
	 * @param elements the elements
	 * @return the number of elements afterwards
	 */
	long rightPushAll(Collection<? extends T> elements);

	/**
	 * {@code RPUSHX key element}.
	 * @param element the new last element, if the key exists
	 * @return the number of elements afterwards, 0 if the key does not exist
	 */
	long rightPushIfPresent(T element);

	/**
	 * {@code LPOP key}: takes the first element away. The key goes with its only element.
	 * @return the element, {@code null} if the key does not exist
	 */
	@Nullable T leftPop();

	/**
	 * {@code LPOP key count}.
	 * @param count how many, at most
	 * @return the elements, the first one first; empty if the key does not exist
	 */
	List<T> leftPop(long count);

	/**
	 * {@code BLPOP key seconds}: waits for an element on a connection of its own, in
	 * parts of half of the client's time-out (a conversation). The clock is set in the
	 * same round trip, not in the same step: until then the key has the time-to-live that
	 * it had. {@code CLIENT UNBLOCK} ends the wait of a thread that is interrupted.
	 * @param timeout how long to wait, at least a millisecond
	 * @return the element, {@code null} if none came
	 */
	@Nullable T leftPop(Duration timeout);

	/**
	 * {@code RPOP key}: takes the last element away. The key goes with its only element.
	 * @return the element, {@code null} if the key does not exist
	 */
	@Nullable T rightPop();

	/**
	 * {@code RPOP key count}.
	 * @param count how many, at most
	 * @return the elements, the last one first; empty if the key does not exist
	 */
	List<T> rightPop(long count);

	/**
	 * {@code BRPOP key seconds}, otherwise like {@link #leftPop(Duration)}.
	 */
	@Nullable T rightPop(Duration timeout);

	/**
	 * {@code LMOVE key destination LEFT | RIGHT LEFT | RIGHT}. Both keys are written to.
	 * In Redis Cluster they must be in one slot, else an
	 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
	 * InvalidDataAccessApiUsageException} is thrown before anything is sent.
	 * @param from from which end of this key an element is taken
	 * @param destination the key to which it is taken, of the same type of elements,
	 * codec and Redis, else an {@link IllegalArgumentException} is thrown; it may be this
	 * one
	 * @param to to which end of it
	 * @return the element, {@code null} if this key does not exist
	 */
	@Nullable T move(Direction from, ListKey<T> destination, Direction to);

	/**
	 * {@code LINDEX key index}.
	 * @param index the index
	 * @return the element, {@code null} if there is none
	 */
	@Nullable T index(long index);

	/**
	 * {@code LRANGE key start end}.
	 * @param start the index of the first element
	 * @param end the index of the last one
	 * @return the elements, empty if the key does not exist
	 */
	List<T> range(long start, long end);

	/**
	 * {@code LPOS key element}.
	 * @param element the element
	 * @return the index of the first one equal to it, {@code null} if there is none
	 */
	@Nullable Long indexOf(T element);

	/**
	 * {@code LPOS key element RANK -1}.
	 * @param element the element
	 * @return the index of the last one equal to it, {@code null} if there is none
	 */
	@Nullable Long lastIndexOf(T element);

	/**
	 * {@code LLEN key}.
	 * @return the number of elements, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code LSET key index element}. If there is no element at the index, the server
	 * refuses, which is thrown as
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param index the index
	 * @param element what takes the place of the element there
	 */
	void set(long index, T element);

	/**
	 * {@code LTRIM key start end}: removes all other elements.
	 * @param start the index of the first element that stays
	 * @param end the index of the last one
	 */
	void trim(long start, long end);

	/**
	 * {@code LREM key count element}.
	 * @param count how many at most, from the left; from the right if negative; all of
	 * them if 0
	 * @param element the element
	 * @return how many were removed
	 */
	long remove(long count, T element);

}
