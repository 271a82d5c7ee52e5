package io.redisimnest.key;

import org.jspecify.annotations.Nullable;

/**
 * A key whose stored form may be taken to another key.
 *
 * @param <K> the kind of key to which this one can be renamed
 * @since 0.1
 */
public interface MovableKey<K extends MovableKey<K>> extends Key {

	/**
	 * {@code DUMP key}.
	 * @return the stored form, for {@link #restore}; {@code null} if the key does not
	 * exist
	 */
	byte @Nullable [] dump();

	/**
	 * {@code RESTORE key milliseconds dump [REPLACE]}, with the declared time-to-live.
	 * @param dump what {@link #dump()} gave, on a server of the same or an earlier
	 * version
	 * @param replace whether to replace the key if it exists; else that is an error
	 * (Redis answers {@code BUSYKEY})
	 */
	void restore(byte[] dump, boolean replace);

	/**
	 * {@code RENAME key destination} and {@code PEXPIRE}, or {@code PERSIST} where none
	 * is declared, in one script: the destination is replaced, and has its own declared
	 * time-to-live. If this key does not exist, that is an error (Redis answers
	 * {@code no such key}). In Redis Cluster both keys must be in one slot.
	 * @param destination a key of the same kind, type of values and codec, on the same
	 * Redis, else an {@link IllegalArgumentException} is thrown
	 */
	void renameTo(K destination);

	/**
	 * {@code RENAMENX key destination} and {@code PEXPIRE}, or {@code PERSIST}, in one
	 * script, like {@link #renameTo}, if the destination does not exist.
	 * @param destination a key of the same kind, type of values and codec, on the same
	 * Redis, else an {@link IllegalArgumentException} is thrown
	 * @return whether the key was renamed; {@code false} if the destination exists
	 */
	boolean renameToIfAbsent(K destination);

}
