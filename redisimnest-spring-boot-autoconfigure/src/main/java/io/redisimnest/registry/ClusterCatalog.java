package io.redisimnest.registry;

import java.util.List;
import java.util.Optional;

import io.redisimnest.ClusterDescription;

/**
 * All trees of the application. Inject it as a bean to document a keyspace, or to tell
 * what a key is that was found in Redis. It sends nothing to Redis.
 *
 * @since 0.1
 */
public interface ClusterCatalog {

	/**
	 * The trees, in the order in which they were created.
	 * @return the descriptions of their roots
	 */
	List<ClusterDescription> trees();

	/**
	 * Finds what a concrete key is.
	 * @param name the name of a key, such as {@code root:user:1:age}
	 * @return its path and arguments; empty if no tree declares it. If trees on several
	 * Redis servers do, that of the tree that was created first
	 */
	Optional<BoundKey> find(String name);

}
