package io.redisimnest.registry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.redisimnest.Cluster;

import org.springframework.context.annotation.Import;

/**
 * Registers trees as beans: each root, and each cluster that is reached from it without
 * arguments. The name of a bean is the path of its cluster, such as {@code root.app};
 * where two clusters of a tree have the same interface, it tells them apart. Use it on a
 * {@link org.springframework.context.annotation.Configuration @Configuration} class:
 * <pre class="code">
 * &#64;Configuration(proxyBeanMethods = false)
 * &#64;ImportClusters(Root.class)
 * class RedisTrees { }
 * </pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(ImportClustersRegistrar.class)
public @interface ImportClusters {

	/**
	 * The interfaces of the root clusters.
	 * @return the interfaces
	 */
	Class<? extends Cluster>[] value();

}
