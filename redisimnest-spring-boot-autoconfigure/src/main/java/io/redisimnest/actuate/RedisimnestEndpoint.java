package io.redisimnest.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.redisimnest.actuate.KeyspaceDescriptor.ClusterDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.KeyDescriptor;
import io.redisimnest.actuate.KeyspaceDescriptor.NodeDescriptor;
import io.redisimnest.keyspace.Census;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.NodeModel;
import io.redisimnest.registry.ClusterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint} that tells how the trees are built and how many keys there are. It
 * never reads a value.
 * <p>
 * Each request walks the whole database once with {@code SCAN}, a page of
 * {@code redisimnest.scan-count} at a time.
 *
 * @since 0.1
 */
@Endpoint(id = "redisimnest", defaultAccess = Access.READ_ONLY)
public class RedisimnestEndpoint {

	private final ClusterRegistry registry;

	/**
	 * Create an endpoint.
	 * @param registry knows all trees
	 */
	public RedisimnestEndpoint(ClusterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Describes all trees.
	 * @return their structure with counts
	 */
	@ReadOperation
	public KeyspaceDescriptor trees() {
		Map<String, ClusterDescriptor> trees = new LinkedHashMap<>();
		for (Keyspace keyspace : this.registry.keyspaces()) {
			if (!keyspace.trees().isEmpty()) {
				Census census = keyspace.census();
				keyspace.trees().forEach((tree) -> trees.put(tree.path(), ClusterDescriptor.of(tree, census)));
			}
		}
		return new KeyspaceDescriptor(trees);
	}

	/**
	 * Describes one node.
	 * @param path its path
	 * @return its structure with counts, {@code null} if there is no such node
	 */
	@ReadOperation
	public @Nullable NodeDescriptor node(@Selector String path) {
		for (Keyspace keyspace : this.registry.keyspaces()) {
			for (ClusterModel tree : keyspace.trees()) {
				NodeModel node = tree.find(path);
				if (node != null) {
					return describe(node, keyspace.census());
				}
			}
		}
		return null;
	}

	private static NodeDescriptor describe(NodeModel node, Census census) {
		return (node instanceof ClusterModel cluster) ? ClusterDescriptor.of(cluster, census)
				: KeyDescriptor.of((KeyModel) node, census);
	}

}
