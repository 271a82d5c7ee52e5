package io.redisimnest.redis;

import java.util.Collection;
import java.util.List;

import io.redisimnest.key.MovableKey;

/**
 * What is stored as a Redis sorted set, whatever the scores mean.
 *
 * @param <T> the type of the elements
 * @param <K> the kind of key
 */
abstract class ScoredKey<T, K extends MovableKey<K>> extends CollectionKey<T, K> {

	ScoredKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	public final long size() {
		return read(command("ZCARD"), Replies.COUNT);
	}

	public final boolean remove(T element) {
		return writeIf(command("ZREM").value(encode(element)), Replies.IS_ONE);
	}

	public final long removeAll(Collection<? extends T> elements) {
		return removeEach("ZREM", elements);
	}

	/**
	 * Reads something of each element.
	 * @param name the command
	 * @param elements the elements
	 * @param decoder decodes what there is of one
	 */
	final <R> List<R> readEach(String name, Collection<? extends T> elements, Decoder<R> decoder) {
		if (elements.isEmpty()) {
			return nothing((none) -> List.of());
		}
		return read(command(name).each(Replies::concat).values(encodeAll(elements)),
				(reply) -> Replies.toList(reply, decoder));
	}

}
