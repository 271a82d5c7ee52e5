package io.redisimnest;

import java.util.stream.Stream;

/**
 * All instances of a cluster with parameters: those of which there are keys. Declare it
 * beside the accessor that opens one of them: <pre class="code">
 * interface Root extends Cluster {
 *     User user(long userId);
 *     Instances&lt;User&gt; users();
 * }
 *
 * root.users().stream().forEach((user) -&gt; user.age().set(0));
 * </pre>
 * <p>
 * What does not fit together stops the application when it starts.
 *
 * @param <C> the cluster
 * @since 0.1
 */
public interface Instances<C extends Cluster> {

	/**
	 * The instances that have at least one key, each once, with their arguments: the
	 * clusters that the accessor would open. They are found as {@link Subtree#keys()}
	 * tells the keys, page by page as the stream is consumed; a fingerprint of each is
	 * kept in memory, of 64 bits.
	 * @return the clusters
	 */
	Stream<C> stream();

	/**
	 * Counts the instances that have at least one key, as {@link #stream()} finds them.
	 * For many, {@link io.redisimnest.census.ClusterInspector} estimates their number in
	 * bounded memory.
	 * @return the number of instances
	 */
	long count();

	/**
	 * Deletes all keys of all instances, as {@link Cluster#clear()} does.
	 * @return the number of keys deleted
	 * @throws ProtectedClusterException if the cluster, or one below it, is
	 * {@link io.redisimnest.annotation.Protected @Protected}; nothing is sent then
	 */
	long clear();

	/**
	 * All keys of all instances. Sends nothing.
	 * @return the subtree
	 */
	Subtree subtree();

}
