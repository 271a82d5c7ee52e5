package io.redisimnest.redis;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.redisimnest.key.Key;
import io.redisimnest.key.MovableKey;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * A key with elements of one type, which may be used together with others of its kind.
 *
 * @param <T> the type of the elements
 * @param <K> the kind of key
 */
abstract class CollectionKey<T, K extends MovableKey<K>> extends RedisKey implements RedisMovable<K> {

	private final ValueCodec<T> codec;

	CollectionKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
		this.codec = factory.codec();
	}

	final byte[] encode(@Nullable T element) {
		return this.codec.encode(element, subject());
	}

	final List<byte[]> encodeAll(Collection<? extends T> elements) {
		return elements.stream().map(this::encode).toList();
	}

	final @Nullable T decode(@Nullable Object stored) {
		return this.codec.decode((byte[]) stored, subject());
	}

	final List<T> decodeAll(@Nullable Object reply) {
		return Replies.toList(reply, this::decode);
	}

	/**
	 * Removes elements.
	 * @param name the command, which tells how many there were
	 * @param elements the elements
	 */
	final long removeEach(String name, Collection<? extends T> elements) {
		return elements.isEmpty() ? nothing(Replies.ZERO)
				: writeIf(command(name).each(Replies::sum).values(encodeAll(elements)), Replies.COUNT);
	}

	/**
	 * This key, and others that are used together with it.
	 */
	final List<RedisKey> with(Collection<? extends Key> others) {
		return Stream.concat(Stream.of(this), others.stream().map(this::peer)).toList();
	}

	/**
	 * Reads the values of several keys.
	 */
	final <R> R readAll(List<RedisKey> keys, Command command, Decoder<R> decoder) {
		List<KeyUse> uses = keys.stream().map(RedisKey::read).toList();
		boolean changes = uses.stream().anyMatch((use) -> use.clock() != Clock.LEAVE);
		return run(Operation.of(subject(), changes ? Access.EXCHANGE : Access.READ, decoder, command, true, uses));
	}

	/**
	 * Replaces a key by what is made of others. It comes last, for whatever it holds is
	 * never of the wrong kind.
	 */
	final long store(List<RedisKey> sources, RedisKey destination, Command command) {
		List<KeyUse> uses = Stream.concat(sources.stream().map(RedisKey::read), Stream.of(destination.replaced()))
			.toList();
		return run(Operation.of(subject(), Access.WRITE, Replies.COUNT, command, true, uses));
	}

	/**
	 * Takes an element to another key, if the reply tells so.
	 */
	final <R> R move(RedisKey destination, Command command, Access access, Decoder<R> decoder) {
		return run(Operation.of(subject(), access, decoder, command, false, List.of(written(), destination.written())));
	}

}
