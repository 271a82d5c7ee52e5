package io.redisimnest.registry;

import io.redisimnest.Subtree;
import io.redisimnest.keyspace.KeyPage;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.ClusterModel;
import org.jspecify.annotations.Nullable;

/**
 * A declared cluster with arguments, where there is no proxy of it.
 *
 * @param cluster the cluster
 * @param prefix its concrete prefix
 * @param keyspace the Redis that has its keys
 */
public record Branch(ClusterModel cluster, String prefix, Keyspace keyspace) {

	/**
	 * Its keys.
	 * @return the subtree
	 */
	public Subtree subtree() {
		return this.keyspace.subtree(this.cluster, this.prefix);
	}

	/**
	 * Lists its keys in pages.
	 * @param cursor that of the page before, {@code null} for the first page
	 * @param size about how many keys
	 * @return the page
	 * @throws IllegalArgumentException if the cursor cannot be used any more
	 */
	public KeyPage page(@Nullable String cursor, int size) {
		return this.keyspace.page(this.cluster, this.prefix, cursor, size);
	}

}
