package io.redisimnest.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.census.Census;
import io.redisimnest.census.Census.ClusterCensus;
import io.redisimnest.census.Census.KeyCensus;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.key.KeyDescription;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.NodeModel;
import io.redisimnest.model.Paths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of all trees.
 *
 * @param census how the keys were counted
 * @param trees the roots by the name of their tree
 * @param findings what is not as it is declared
 */
public record KeyspaceDescriptor(CensusDescriptor census, Map<String, ClusterDescriptor> trees,
		List<Finding> findings) implements OperationResponseBody {

	/**
	 * How the keys were counted.
	 *
	 * @param takenAt when that was begun
	 * @param took how long it took
	 * @param exact whether all keys were visited; else all numbers are estimates
	 * @param coverage the share of the databases that was visited, from 0 to 1
	 */
	public record CensusDescriptor(Instant takenAt, Duration took, boolean exact, double coverage) {

		static CensusDescriptor of(Census census) {
			return new CensusDescriptor(census.takenAt(), census.took(), census.exact(), census.coverage());
		}

	}

	/**
	 * What the endpoint tells of a node.
	 */
	public sealed interface NodeDescriptor {

		static NodeDescriptor of(NodeModel node, Census census) {
			return (node instanceof ClusterModel cluster) ? ClusterDescriptor.of(cluster, census)
					: KeyDescriptor.of((KeyModel) node, census);
		}

	}

	/**
	 * What the endpoint tells of one node alone.
	 *
	 * @param census how the keys were counted
	 * @param node the node
	 * @param findings what is not as it is declared, there and below
	 */
	public record SingleNodeDescriptor(CensusDescriptor census, NodeDescriptor node,
			List<Finding> findings) implements OperationResponseBody {

	}

	/**
	 * The 95 % interval of an estimated number.
	 *
	 * @param low its lower end
	 * @param high its upper end
	 */
	public record Interval(long low, long high) {

		static @Nullable Interval of(Estimate estimate) {
			return estimate.isExact() ? null : new Interval(estimate.low(), estimate.high());
		}

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
	 * @param keyCountInterval its interval, {@code null} if it is exact
	 * @param instanceCount for a cluster with parameters of its own, how many instances
	 * have keys
	 * @param instanceCountInterval its interval, {@code null} if it is exact
	 * @param undeclaredCount for a root, the number of keys that match no template
	 * @param keys its keys by name
	 * @param clusters its clusters by name
	 */
	public record ClusterDescriptor(String path, String prefix, Map<String, String> parameters, @Nullable Duration ttl,
			boolean isProtected, long keyCount, @Nullable Interval keyCountInterval, @Nullable Long instanceCount,
			@Nullable Interval instanceCountInterval, @Nullable Long undeclaredCount, Map<String, KeyDescriptor> keys,
			Map<String, ClusterDescriptor> clusters) implements NodeDescriptor {

		static ClusterDescriptor of(ClusterModel cluster, Census census) {
			Map<String, KeyDescriptor> keys = new LinkedHashMap<>();
			cluster.keys().forEach((key) -> keys.put(key.accessor().name(), KeyDescriptor.of(key, census)));
			Map<String, ClusterDescriptor> clusters = new LinkedHashMap<>();
			cluster.clusters().forEach((child) -> clusters.put(Paths.name(child.path()), of(child, census)));
			ClusterCensus counted = census.cluster(cluster.path());
			Estimate instances = counted.instances();
			return new ClusterDescriptor(cluster.path(), cluster.template().toString(),
					cluster.template().describeParameters(), cluster.expiry().timeToLive(), cluster.isProtected(),
					counted.keys().value(), Interval.of(counted.keys()), (instances != null) ? instances.value() : null,
					(instances != null) ? Interval.of(instances) : null,
					(cluster.accessor() == null) ? counted.undeclared().value() : null, keys, clusters);
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
	 * @param countInterval its interval, {@code null} if it is exact
	 * @param sample what was found in a sample of them, {@code null} if there are none
	 */
	public record KeyDescriptor(String path, String template, Map<String, String> parameters, String kind,
			@Nullable String fieldType, String valueType, @Nullable Duration ttl, long count,
			@Nullable Interval countInterval, @Nullable Sample sample) implements NodeDescriptor {

		static KeyDescriptor of(KeyModel key, Census census) {
			KeyDescription description = key.describe();
			KeyCensus counted = census.key(key.path());
			return new KeyDescriptor(description.path(), description.template(), description.parameters(),
					description.kind(), description.fieldType(), description.valueType(), description.timeToLive(),
					counted.keys().value(), Interval.of(counted.keys()), counted.sample());
		}

	}

}
