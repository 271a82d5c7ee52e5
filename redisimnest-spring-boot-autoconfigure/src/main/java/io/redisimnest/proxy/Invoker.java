package io.redisimnest.proxy;

import org.jspecify.annotations.Nullable;

/**
 * What one method of a cluster does, prepared once.
 */
@FunctionalInterface
interface Invoker {

	/**
	 * Calls the method.
	 * @param cluster the cluster that it is called on
	 * @param proxy its proxy
	 * @param arguments the arguments
	 * @return its result
	 * @throws Throwable what the body of a default method throws
	 */
	@Nullable Object invoke(BoundCluster cluster, Object proxy, @Nullable Object[] arguments) throws Throwable;

}
