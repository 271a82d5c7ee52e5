package io.redisimnest;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Makes trees by hand, where
 * {@link io.redisimnest.registry.ImportClusters @ImportClusters} does not serve. Inject
 * it as a bean: <pre class="code">
 * &#64;Bean
 * Root root(ClusterFactory clusters) {
 *     return clusters.create(Root.class);
 * }
 * </pre>
 *
 * @since 0.1
 */
public interface ClusterFactory {

	/**
	 * Parses, checks and creates a tree. Opens no connection. The same interface created
	 * twice is the same tree.
	 * <p>
	 * For a native image it has to be known when the image is built. It is, if a bean is
	 * declared with the interface as its type, by {@code @ImportClusters} or by a method.
	 * @param <T> the type of the root
	 * @param root the interface of the root cluster
	 * @return the root
	 * @throws InvalidTreeException with all problems, if the declaration breaks a rule
	 */
	<T extends Cluster> T create(Class<T> root);

	/**
	 * A factory of trees on another Redis. For a tree that is on both, extend its root by
	 * an interface with a {@link io.redisimnest.annotation.Tree @Tree} name of its own.
	 * @param connectionFactory where the trees have their keys
	 * @return the factory
	 */
	ClusterFactory using(RedisConnectionFactory connectionFactory);

}
