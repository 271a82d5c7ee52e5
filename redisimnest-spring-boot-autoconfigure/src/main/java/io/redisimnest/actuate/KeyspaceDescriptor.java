package io.redisimnest.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.redisimnest.key.KeyDescription;
import io.redisimnest.keyspace.Census;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of all trees.
 *
 * @param trees the roots by the name of their tree
 */
public record KeyspaceDescriptor(Map<String, ClusterDescriptor> trees) implements OperationResponseBody {

	/**
	 * What the endpoint tells of a node.
	 */
	public sealed interface NodeDescriptor extends OperationResponseBody {

	}

	/**
	 * What the endpoint tells of a cluster.
	 *
	 * @param path its path
	 * @param prefix the full template
	 * @param parameters the names of the parameters with their Java types
	 * @param ttl the time-to-live that its keys inherit, {@code null} for none
	 * @param isProtected whether it is guarded against clearing
	 * @param keyCount the number of keys in its subtree
	 * @param undeclaredCount for a root, the number of keys that match no template
	 * @param keys its keys by name
	 * @param clusters its clusters by name
	 */
	public record ClusterDescriptor(String path, String prefix, Map<String, String> parameters, @Nullable Duration ttl,
			boolean isProtected, long keyCount, @Nullable Long undeclaredCount, Map<String, KeyDescriptor> keys,
			Map<String, ClusterDescriptor> clusters) implements NodeDescriptor {

		static ClusterDescriptor of(ClusterModel cluster, Census census) {
			Map<String, KeyDescriptor> keys = new LinkedHashMap<>();
			cluster.keys().forEach((key) -> keys.put(key.accessor().name(), KeyDescriptor.of(key, census)));
			Map<String, ClusterDescriptor> clusters = new LinkedHashMap<>();
			cluster.clusters().forEach((child) -> clusters.put(Paths.name(child.path()), of(child, census)));
			Long undeclared = (cluster.accessor() == null) ? census.undeclaredCount(cluster.path()) : null;
			return new ClusterDescriptor(cluster.path(), cluster.template().toString(),
					cluster.template().describeParameters(), cluster.expiry().timeToLive(), cluster.isProtected(),
					census.count(cluster.path()), undeclared, keys, clusters);
		}

	}

	/**
	 * What the endpoint tells of a key.
	 *
	 * @param path its path
	 * @param template the full template
	 * @param parameters the names of the parameters with their Java types
	 * @param kind the kind, such as {@code ValueKey}
	 * @param fieldType the Java type of the fields of a hash, {@code null} for other
	 * kinds
	 * @param valueType the Java type of the values
	 * @param ttl the time-to-live, {@code null} for none
	 * @param count the number of keys
	 */
	public record KeyDescriptor(String path, String template, Map<String, String> parameters, String kind,
			@Nullable String fieldType, String valueType, @Nullable Duration ttl,
			long count) implements NodeDescriptor {

		static KeyDescriptor of(KeyModel key, Census census) {
			KeyDescription description = key.describe();
			return new KeyDescriptor(description.path(), description.template(), description.parameters(),
					description.kind(), description.fieldType(), description.valueType(), description.timeToLive(),
					census.count(key.path()));
		}

	}

}
