package io.redisimnest.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.ClusterModel;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

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
		this.invokers = byIdentity(model.type(), invokers);
		this.constructor = constructor(model.type());
	}

	/**
	 * What each method does, by the very objects with which a proxy tells its methods: to
	 * compare them by their parts would take as long as all the rest of a call.
	 */
	private static Map<Method, Invoker> byIdentity(Class<?> type, Map<Method, Invoker> invokers) {
		Map<Method, Invoker> result = new IdentityHashMap<>();
		IllegalStateException seen = new IllegalStateException();
		Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(any, method, arguments) -> {
					result.put(method, invokers.get(method));
					throw seen;
				});
		for (Method method : invokers.keySet()) {
			Object[] arguments = Stream.of(method.getParameterTypes()).map(ClusterBlueprint::anyValue).toArray();
			try {
				ReflectionUtils.makeAccessible(method);
				ReflectionUtils.invokeMethod(method, proxy, arguments);
			}
			catch (IllegalStateException ex) {
				// It was told.
			}
		}
		return result;
	}

	private static @Nullable Object anyValue(Class<?> type) {
		return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
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
