package io.redisimnest.proxy;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
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
		bySignature.put("prefix()", (cluster, proxy, arguments) -> cluster.prefix());
		bySignature.put("describe()", (cluster, proxy, arguments) -> description);
		bySignature.put("subtree()", (cluster, proxy, arguments) -> cluster.subtree());
		bySignature.put("subkeys()", (cluster, proxy, arguments) -> cluster.subtree().keys());
		bySignature.put("countKeys()", (cluster, proxy, arguments) -> cluster.subtree().count());
		bySignature.put("clear()",
				(cluster, proxy, arguments) -> cluster.subtree().clear(ClearOptions.defaults()).deleted());
		bySignature.put("clear(ClearOptions)",
				(cluster, proxy, arguments) -> cluster.subtree().clear((ClearOptions) arguments[0]).deleted());
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

}
