package io.redisimnest.redis;

import java.util.Collection;
import java.util.List;

import io.redisimnest.key.HyperLogLogKey;
import io.redisimnest.redis.Operation.Access;

/**
 * {@link HyperLogLogKey} on a Redis string.
 *
 * @param <T> the type of the elements
 */
final class RedisHyperLogLogKey<T> extends CollectionKey<T, HyperLogLogKey<T>> implements HyperLogLogKey<T> {

	RedisHyperLogLogKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public boolean add(T element) {
		return write(command("PFADD").value(encode(element)), Replies.IS_ONE);
	}

	@Override
	public boolean addAll(Collection<? extends T> elements) {
		if (elements.isEmpty()) {
			return nothing(Decoder.ofBoolean((none) -> false));
		}
		return write(command("PFADD").each(Replies::sum).values(encodeAll(elements)), Replies.IS_POSITIVE);
	}

	@Override
	public long size() {
		return read(command("PFCOUNT"), Replies.COUNT);
	}

	@Override
	public long size(Collection<? extends HyperLogLogKey<T>> others) {
		List<RedisKey> keys = with(others);
		return readAll(keys, Command.of("PFCOUNT").keys(keys), Replies.COUNT);
	}

	@Override
	public void union(Collection<? extends HyperLogLogKey<T>> sources) {
		if (sources.isEmpty()) {
			nothing(Replies.NOTHING);
			return;
		}
		List<RedisKey> keys = with(sources);
		List<KeyUse> uses = keys.stream().map((key) -> (key == this) ? written() : key.read()).toList();
		run(Operation.of(subject(), Access.WRITE, Replies.NOTHING, Command.of("PFMERGE").keys(keys), true, uses));
	}

}
