package io.redisimnest.proxy;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
import io.redisimnest.ProtectedClusterException;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.redis.RedisBatch;
import io.redisimnest.redis.RedisTransaction;

/**
 * What the methods of {@link Cluster} and {@link Object} do.
 */
final class ClusterMethods {

	private ClusterMethods() {
	}

	static Map<Method, Invoker> of(ClusterModel model) {
		Map<String, Invoker> bySignature = new HashMap<>();
		ClusterDescription description = model.describe();
		List<String> protectedPaths = model.protectedPaths();
		bySignature.put("prefix()", (cluster, proxy, arguments) -> cluster.prefix());
		bySignature.put("describe()", (cluster, proxy, arguments) -> description);
		bySignature.put("subkeys()", (cluster, proxy, arguments) -> cluster.subtree().list());
		bySignature.put("countKeys()", (cluster, proxy, arguments) -> cluster.subtree().count());
		bySignature.put("clear()",
				(cluster, proxy, arguments) -> clear(cluster, ClearOptions.defaults(), protectedPaths));
		bySignature.put("clear(ClearOptions)",
				(cluster, proxy, arguments) -> clear(cluster, (ClearOptions) arguments[0], protectedPaths));
		bySignature.put("batch()", (cluster, proxy, arguments) -> new RedisBatch(cluster.dispatcher()));
		bySignature.put("transaction()", (cluster, proxy, arguments) -> new RedisTransaction(cluster.dispatcher()));
		bySignature.put("toString()", (cluster, proxy, arguments) -> cluster.prefix());
		bySignature.put("hashCode()", (cluster, proxy, arguments) -> cluster.prefix().hashCode());
		bySignature.put("equals(Object)", (cluster, proxy, arguments) -> cluster.isBehind(arguments[0]));
		Map<Method, Invoker> result = new HashMap<>();
		// An interface may declare them anew, for the sake of its documentation.
		for (Class<?> type : List.of(model.type(), Cluster.class, Object.class)) {
			for (Method method : type.getMethods()) {
				Invoker invoker = bySignature.get(signature(method));
				if (invoker != null) {
					result.put(method, invoker);
				}
			}
		}
		return result;
	}

	private static String signature(Method method) {
		StringBuilder signature = new StringBuilder(method.getName()).append('(');
		for (Class<?> type : method.getParameterTypes()) {
			signature.append(type.getSimpleName());
		}
		return signature.append(')').toString();
	}

	private static long clear(BoundCluster cluster, ClearOptions options, List<String> protectedPaths) {
		if (!protectedPaths.isEmpty() && !options.isProtectedIncluded()) {
			throw new ProtectedClusterException(cluster.prefix(), protectedPaths);
		}
		return cluster.subtree().clear();
	}

}
