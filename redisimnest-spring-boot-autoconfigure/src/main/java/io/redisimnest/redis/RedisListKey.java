package io.redisimnest.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.redisimnest.key.ListKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisListCommands.Direction;

/**
 * {@link ListKey} on a Redis list.
 *
 * @param <T> the type of the elements
 */
final class RedisListKey<T> extends CollectionKey<T, ListKey<T>> implements ListKey<T> {

	RedisListKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public long leftPush(T element) {
		return push("LPUSH", element);
	}

	@Override
	public long leftPush(T pivot, T element) {
		return insert("BEFORE", pivot, element);
	}

	@Override
	public long leftPushAll(Collection<? extends T> elements) {
		return pushAll("LPUSH", elements);
	}

	@Override
	public long leftPushIfPresent(T element) {
		return pushIfPresent("LPUSHX", element);
	}

	@Override
	public long rightPush(T element) {
		return push("RPUSH", element);
	}

	@Override
	public long rightPush(T pivot, T element) {
		return insert("AFTER", pivot, element);
	}

	@Override
	public long rightPushAll(Collection<? extends T> elements) {
		return pushAll("RPUSH", elements);
	}

	@Override
	public long rightPushIfPresent(T element) {
		return pushIfPresent("RPUSHX", element);
	}

	@Override
	public @Nullable T leftPop() {
		return exchange(command("LPOP"), this::decode);
	}

	@Override
	public List<T> leftPop(long count) {
		return exchange(command("LPOP").count(count), this::decodeAll);
	}

	@Override
	public @Nullable T leftPop(Duration timeout) {
		return pop("BLPOP", timeout);
	}

	@Override
	public @Nullable T rightPop() {
		return exchange(command("RPOP"), this::decode);
	}

	@Override
	public List<T> rightPop(long count) {
		return exchange(command("RPOP").count(count), this::decodeAll);
	}

	@Override
	public @Nullable T rightPop(Duration timeout) {
		return pop("BRPOP", timeout);
	}

	@Override
	public @Nullable T move(Direction from, ListKey<T> destination, Direction to) {
		RedisKey other = peer(destination);
		return move(other, command("LMOVE").key(other).option(from.name()).option(to.name()), Access.EXCHANGE,
				this::decode);
	}

	@Override
	public @Nullable T index(long index) {
		return read(command("LINDEX").option(index), this::decode);
	}

	@Override
	public List<T> range(long start, long end) {
		return read(command("LRANGE").option(start).option(end), this::decodeAll);
	}

	@Override
	public @Nullable Long indexOf(T element) {
		return read(command("LPOS").value(encode(element)), (reply) -> (Long) reply);
	}

	@Override
	public @Nullable Long lastIndexOf(T element) {
		return read(command("LPOS").value(encode(element)).option("RANK").option(-1), (reply) -> (Long) reply);
	}

	@Override
	public long size() {
		return read(command("LLEN"), Replies.COUNT);
	}

	@Override
	public void set(long index, T element) {
		write(command("LSET").option(index).value(encode(element)), Replies.NOTHING);
	}

	@Override
	public void trim(long start, long end) {
		write(command("LTRIM").option(start).option(end), Replies.NOTHING);
	}

	@Override
	public long remove(long count, T element) {
		return writeIf(command("LREM").option(count).value(encode(element)), Replies.COUNT);
	}

	private long push(String name, T element) {
		return write(command(name).value(encode(element)), Replies.COUNT);
	}

	private long pushAll(String name, Collection<? extends T> elements) {
		return elements.isEmpty() ? size()
				: write(command(name).each(Replies::last).values(encodeAll(elements)), Replies.COUNT);
	}

	private long pushIfPresent(String name, T element) {
		return writeIf(command(name).value(encode(element)), Replies.COUNT);
	}

	private long insert(String where, T pivot, T element) {
		return writeIf(command("LINSERT").option(where).value(encode(pivot)).value(encode(element)), Replies.COUNT);
	}

	private @Nullable T pop(String name, Duration timeout) {
		return Blocking.await(this, name, timeout, (time) -> command(name).option(Blocking.seconds(time)),
				(reply) -> (reply != null) ? decode(Replies.toList(reply).get(1)) : null, written());
	}

}
