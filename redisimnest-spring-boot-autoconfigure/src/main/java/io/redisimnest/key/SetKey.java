package io.redisimnest.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A key with distinct members in no order, a Redis set. Members are stored as values in a
 * {@link ValueKey}, and are told apart by their stored form.
 * <p>
 * Every write carries the declared time-to-live of the key, as in a {@link HashKey}. A
 * member that was there already is written all the same; a removal that finds nothing
 * leaves the clock.
 * <p>
 * Where several keys are used together they must be of the same type of members, codec
 * and Redis, else an {@link IllegalArgumentException} is thrown. In Redis Cluster all
 * keys must be in one slot, else an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
 * InvalidDataAccessApiUsageException} is thrown before anything is sent. A key that does
 * not exist is an empty set. A destination is replaced whatever it holds, and has its own
 * declared time-to-live; with nothing to store it is deleted.
 * <p>
 * {@code null} is refused by every write with an {@link IllegalArgumentException}. A
 * stored member that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type a {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @param <T> the type of the members
 * @since 0.1
 */
public interface SetKey<T> extends MovableKey<SetKey<T>> {

	/**
	 * {@code SADD key member}.
	 * @param member the member
	 * @return whether it is new
	 */
	boolean add(T member);

	/**
	 * {@code SADD key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return how many of them are new
	 */
	long addAll(Collection<? extends T> members);

	/**
	 * {@code SREM key member}. The key goes with its last member.
	 * @param member the member
	 * @return whether it existed
	 */
	boolean remove(T member);

	/**
	 * {@code SREM key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return how many of them existed
	 */
	long removeAll(Collection<? extends T> members);

	/**
	 * {@code SPOP key}: takes some member away.
	 * @return the member, {@code null} if the key does not exist
	 */
	@Nullable T pop();

	/**
	 * {@code SPOP key count}.
	 * @param count how many, at most
	 * @return the members that were taken away
	 */
	Set<T> pop(long count);

	/**
	 * {@code SMOVE key destination member}. Both keys are written to.
	 * @param member the member
	 * @param destination the key to which it is taken
	 * @return whether it existed in this key
	 */
	boolean move(T member, SetKey<T> destination);

	/**
	 * {@code SMEMBERS key}: everything at once; see {@link #scan()} for big sets.
	 * @return the members, empty if the key does not exist
	 */
	Set<T> members();

	/**
	 * {@code SSCAN key cursor COUNT 1000}, page by page as the stream is consumed (a
	 * conversation). A member that exists all the while comes at least once, rarely
	 * twice; one that comes or goes meanwhile may come or not. The stream need not be
	 * closed.
	 * @return the members
	 */
	Stream<T> scan();

	/**
	 * {@code SCARD key}.
	 * @return the number of members, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code SISMEMBER key member}.
	 * @param member the member
	 * @return whether it exists
	 */
	boolean isMember(T member);

	/**
	 * {@code SMISMEMBER key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return for each of them whether it exists, in the order given
	 */
	Map<T, Boolean> isMember(Collection<? extends T> members);

	/**
	 * {@code SRANDMEMBER key}.
	 * @return some member, {@code null} if the key does not exist
	 */
	@Nullable T randomMember();

	/**
	 * {@code SRANDMEMBER key -count}.
	 * @param count how many
	 * @return members of which some may be the same, none if the key does not exist
	 */
	List<T> randomMembers(long count);

	/**
	 * {@code SRANDMEMBER key count}.
	 * @param count how many, at most
	 * @return distinct members
	 */
	Set<T> distinctRandomMembers(long count);

	/**
	 * {@code SUNION key other...}.
	 * @param others the other keys
	 * @return the members of any of the keys
	 */
	Set<T> union(Collection<? extends SetKey<T>> others);

	/**
	 * {@code SUNIONSTORE destination key other...}.
	 * @param others the other keys
	 * @param destination where the members of any of the keys are stored
	 * @return how many they are
	 */
	long unionAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination);

	/**
	 * {@code SINTER key other...}.
	 * @param others the other keys
	 * @return the members of all of the keys
	 */
	Set<T> intersect(Collection<? extends SetKey<T>> others);

	/**
	 * {@code SINTERSTORE destination key other...}.
	 * @param others the other keys
	 * @param destination where the members of all of the keys are stored
	 * @return how many they are
	 */
	long intersectAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination);

	/**
	 * {@code SINTERCARD count key other...}. Needs Redis 7.0.
	 * @param others the other keys
	 * @return how many members are in all of the keys
	 */
	long intersectSize(Collection<? extends SetKey<T>> others);

	/**
	 * {@code SDIFF key other...}.
	 * @param others the other keys
	 * @return the members of this key that are in none of the others
	 */
	Set<T> difference(Collection<? extends SetKey<T>> others);

	/**
	 * {@code SDIFFSTORE destination key other...}.
	 * @param others the other keys
	 * @param destination where the members of this key that are in none of the others are
	 * stored
	 * @return how many they are
	 */
	long differenceAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination);

}
