package io.redisimnest.census;

import java.util.List;

/**
 * Something in the keyspace that is not as it is declared.
 *
 * @param type what it is
 * @param path the path of the key that it is about; of the tree, for undeclared keys
 * @param keys how many keys it is about
 * @param examples what they look like, with arguments masked: shapes of keys, or the
 * types that were found
 * @param message what was found, for people
 * @since 0.1
 */
public record Finding(Type type, String path, Estimate keys, List<String> examples, String message) {

	/**
	 * What can be wrong.
	 */
	public enum Type {

		/**
		 * Keys below the prefix of a tree match no template of it: they are left over, or
		 * another program writes there. Nobody declares their time-to-live, and clearing
		 * a cluster above deletes them.
		 */
		UNDECLARED,

		/**
		 * Keys have no time-to-live though one is declared: they were written by others,
		 * before it was declared, or {@code persist()} was called. They never expire.
		 */
		WITHOUT_TTL,

		/**
		 * Keys are of another Redis type than that of their kind: reading them fails.
		 */
		WRONG_KIND

	}

}
