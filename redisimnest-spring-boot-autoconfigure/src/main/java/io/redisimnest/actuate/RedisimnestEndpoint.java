package io.redisimnest.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.redisimnest.actuate.KeyspaceDescriptor.CensusDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.ClusterDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.NodeDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.SingleNodeDescriptor;
import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.census.Finding;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.NodeModel;
import io.redisimnest.registry.ClusterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint} that tells how the trees are built, how many keys there are, and what
 * is not as it is declared. It never reads a value.
 * <p>
 * It tells the latest census of {@link ClusterInspector}, if that is young enough.
 *
 * @since 0.1
 */
@Endpoint(id = "redisimnest", defaultAccess = Access.READ_ONLY)
public class RedisimnestEndpoint {

	private final ClusterRegistry registry;

	private final ClusterInspector inspector;

	/**
	 * Create an endpoint.
	 * @param registry knows all trees
	 * @param inspector counts their keys
	 */
	public RedisimnestEndpoint(ClusterRegistry registry, ClusterInspector inspector) {
		this.registry = registry;
		this.inspector = inspector;
	}

	/**
	 * Describes all trees.
	 * @param exact whether to visit all keys, however long it takes
	 * @return their structure with counts
	 */
	@ReadOperation
	public KeyspaceDescriptor trees(@Nullable Boolean exact) {
		Map<String, ClusterDescriptor> trees = new LinkedHashMap<>();
		Census census = census(exact);
		roots().filter((tree) -> census.clusters().containsKey(tree.path()))
			.forEach((tree) -> trees.put(tree.path(), ClusterDescriptor.of(tree, census)));
		return new KeyspaceDescriptor(CensusDescriptor.of(census), trees, census.findings());
	}

	/**
	 * Describes one node.
	 * @param path its path
	 * @param exact whether to visit all keys, however long it takes
	 * @return its structure with counts, {@code null} if there is no such node
	 */
	@ReadOperation
	public @Nullable SingleNodeDescriptor node(@Selector String path, @Nullable Boolean exact) {
		NodeModel node = roots().map((tree) -> tree.find(path)).filter(Objects::nonNull).findFirst().orElse(null);
		if (node == null) {
			return null;
		}
		Census census = census(exact);
		return new SingleNodeDescriptor(CensusDescriptor.of(census), NodeDescriptor.of(node, census),
				census.findings().stream().filter((finding) -> isBelow(finding, path)).toList());
	}

	private static boolean isBelow(Finding finding, String path) {
		return (finding.path() + ".").startsWith(path + ".");
	}

	private Stream<ClusterModel> roots() {
		return this.registry.keyspaces().stream().flatMap((keyspace) -> keyspace.trees().stream());
	}

	private Census census(@Nullable Boolean exact) {
		Census census = this.inspector.census();
		return (Boolean.TRUE.equals(exact) && !census.exact()) ? this.inspector.census(CensusOptions.defaults().exact())
				: census;
	}

}
