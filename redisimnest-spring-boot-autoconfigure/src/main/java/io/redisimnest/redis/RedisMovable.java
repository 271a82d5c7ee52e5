package io.redisimnest.redis;

import io.redisimnest.key.MovableKey;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RedisKey} whose stored form may be taken to another key.
 *
 * @param <K> the kind of key
 */
interface RedisMovable<K extends MovableKey<K>> extends MovableKey<K> {

	@Override
	default byte @Nullable [] dump() {
		return RedisKey.of(this).dumpValue();
	}

	@Override
	default void restore(byte[] dump, boolean replace) {
		RedisKey.of(this).restoreValue(dump, replace);
	}

	@Override
	default void renameTo(K destination) {
		RedisKey.of(this).rename("RENAME", destination, Replies.NOTHING);
	}

	@Override
	default boolean renameToIfAbsent(K destination) {
		return RedisKey.of(this).rename("RENAMENX", destination, Replies.IS_ONE);
	}

}
