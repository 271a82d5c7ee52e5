package io.redisimnest.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.ClusterModel;
import org.jspecify.annotations.Nullable;

/**
 * What the live clusters of one declared cluster have in common: the class of their
 * proxies and what each method does.
 */
public final class ClusterBlueprint {

	private final ClusterModel model;

	private final Keyspace keyspace;

	private final Map<Method, Invoker> invokers;

	private final MethodHandle constructor;

	/**
	 * Create a blueprint.
	 * @param model the declared cluster
	 * @param keyspace where its keys are
	 * @param invokers what each method does
	 * @throws IllegalArgumentException if there can be no proxy for the interface
	 */
	ClusterBlueprint(ClusterModel model, Keyspace keyspace, Map<Method, Invoker> invokers) {
		this.model = model;
		this.keyspace = keyspace;
		this.invokers = Map.copyOf(invokers);
		this.constructor = constructor(model.type());
	}

	/**
	 * A handle costs half of what {@link Proxy#newProxyInstance} does for each cluster.
	 */
	private static MethodHandle constructor(Class<?> type) {
		Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(any, method, arguments) -> null);
		try {
			Constructor<?> constructor = proxy.getClass().getConstructor(InvocationHandler.class);
			constructor.setAccessible(true);
			return MethodHandles.lookup()
				.unreflectConstructor(constructor)
				.asType(MethodType.methodType(Object.class, InvocationHandler.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	ClusterModel model() {
		return this.model;
	}

	Keyspace keyspace() {
		return this.keyspace;
	}

	Invoker invoker(Method method) {
		Invoker invoker = this.invokers.get(method);
		if (invoker == null) {
			throw new IllegalStateException("No invoker for " + method);
		}
		return invoker;
	}

	Cluster create(String prefix, Object[] arguments) {
		try {
			return (Cluster) (Object) this.constructor
				.invokeExact((InvocationHandler) new BoundCluster(this, prefix, arguments));
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Creates the root of the tree.
	 * @return the root
	 */
	public Cluster createRoot() {
		return create(this.model.template().toString(), new Object[0]);
	}

}
