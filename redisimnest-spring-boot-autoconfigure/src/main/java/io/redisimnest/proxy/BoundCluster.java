package io.redisimnest.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import io.redisimnest.Subtree;
import io.redisimnest.redis.Dispatcher;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with a concrete prefix: what stands behind its proxy.
 */
final class BoundCluster implements InvocationHandler {

	private static final Object[] NO_ARGUMENTS = {};

	private final ClusterBlueprint blueprint;

	private final String prefix;

	private final Object[] arguments;

	/**
	 * Create a cluster.
	 * @param blueprint what it has in common with others of its kind
	 * @param prefix the concrete prefix
	 * @param arguments the arguments of the full template
	 */
	BoundCluster(ClusterBlueprint blueprint, String prefix, Object[] arguments) {
		this.blueprint = blueprint;
		this.prefix = prefix;
		this.arguments = arguments;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		return this.blueprint.invoker(method).invoke(this, proxy, (arguments != null) ? arguments : NO_ARGUMENTS);
	}

	String prefix() {
		return this.prefix;
	}

	Object[] arguments() {
		return this.arguments;
	}

	Subtree subtree() {
		return this.blueprint.keyspace().subtree(this.blueprint.model(), this.prefix);
	}

	Dispatcher dispatcher() {
		return this.blueprint.keyspace().dispatcher();
	}

	boolean isBehind(@Nullable Object other) {
		return other != null && Proxy.isProxyClass(other.getClass())
				&& Proxy.getInvocationHandler(other) instanceof BoundCluster cluster
				&& this.blueprint.keyspace() == cluster.blueprint.keyspace()
				&& this.blueprint.model().type() == cluster.blueprint.model().type()
				&& this.prefix.equals(cluster.prefix);
	}

}
