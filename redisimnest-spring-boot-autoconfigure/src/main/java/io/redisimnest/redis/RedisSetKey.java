package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.redisimnest.key.SetKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link SetKey} on a Redis set.
 *
 * @param <T> the type of the members
 */
final class RedisSetKey<T> extends CollectionKey<T, SetKey<T>> implements SetKey<T> {

	RedisSetKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public boolean add(T member) {
		return write(command("SADD").value(encode(member)), Replies.IS_ONE);
	}

	@Override
	public long addAll(Collection<? extends T> members) {
		if (members.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		return write(command("SADD").each(Replies::sum).values(encodeAll(members)), Replies.COUNT);
	}

	@Override
	public boolean remove(T member) {
		return writeIf(command("SREM").value(encode(member)), Replies.IS_ONE);
	}

	@Override
	public long removeAll(Collection<? extends T> members) {
		return removeEach("SREM", members);
	}

	@Override
	public @Nullable T pop() {
		return exchange(command("SPOP"), this::decode);
	}

	@Override
	public Set<T> pop(long count) {
		return exchange(command("SPOP").count(count), this::decodeSet);
	}

	@Override
	public boolean move(T member, SetKey<T> destination) {
		RedisKey other = peer(destination);
		return move(other, command("SMOVE").key(other).value(encode(member)), Access.WRITE, Replies.IS_ONE);
	}

	@Override
	public Set<T> members() {
		return read(command("SMEMBERS"), this::decodeSet);
	}

	@Override
	public Stream<T> scan() {
		return scan("SSCAN", this::decodeAll);
	}

	@Override
	public long size() {
		return read(command("SCARD"), Replies.COUNT);
	}

	@Override
	public boolean isMember(T member) {
		return read(command("SISMEMBER").value(encode(member)), Replies.IS_ONE);
	}

	@Override
	public Map<T, Boolean> isMember(Collection<? extends T> members) {
		if (members.isEmpty()) {
			return nothing((none) -> Map.of());
		}
		List<T> asked = new ArrayList<>(members);
		return read(command("SMISMEMBER").each(Replies::concat).values(encodeAll(asked)), (reply) -> {
			List<Boolean> answers = Replies.toList(reply, Replies.IS_ONE);
			Map<T, Boolean> result = new LinkedHashMap<>();
			for (int i = 0; i < answers.size(); i++) {
				result.put(asked.get(i), answers.get(i));
			}
			return result;
		});
	}

	@Override
	public @Nullable T randomMember() {
		return read(command("SRANDMEMBER"), this::decode);
	}

	@Override
	public List<T> randomMembers(long count) {
		return read(command("SRANDMEMBER").repeatedly(count), this::decodeAll);
	}

	@Override
	public Set<T> distinctRandomMembers(long count) {
		return read(command("SRANDMEMBER").count(count), this::decodeSet);
	}

	@Override
	public Set<T> union(Collection<? extends SetKey<T>> others) {
		return combine("SUNION", others);
	}

	@Override
	public long unionAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination) {
		return combineAndStore("SUNIONSTORE", others, destination);
	}

	@Override
	public Set<T> intersect(Collection<? extends SetKey<T>> others) {
		return combine("SINTER", others);
	}

	@Override
	public long intersectAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination) {
		return combineAndStore("SINTERSTORE", others, destination);
	}

	@Override
	public long intersectSize(Collection<? extends SetKey<T>> others) {
		List<RedisKey> keys = with(others);
		return readAll(keys, Command.of("SINTERCARD").needing("7.0").option(keys.size()).keys(keys), Replies.COUNT);
	}

	@Override
	public Set<T> difference(Collection<? extends SetKey<T>> others) {
		return combine("SDIFF", others);
	}

	@Override
	public long differenceAndStore(Collection<? extends SetKey<T>> others, SetKey<T> destination) {
		return combineAndStore("SDIFFSTORE", others, destination);
	}

	private Set<T> combine(String name, Collection<? extends SetKey<T>> others) {
		List<RedisKey> keys = with(others);
		return readAll(keys, Command.of(name).keys(keys), this::decodeSet);
	}

	private long combineAndStore(String name, Collection<? extends SetKey<T>> others, SetKey<T> destination) {
		List<RedisKey> keys = with(others);
		RedisKey other = peer(destination);
		return store(keys, other, Command.of(name).key(other).keys(keys));
	}

	private Set<T> decodeSet(@Nullable Object reply) {
		return new LinkedHashSet<>(decodeAll(reply));
	}

}
