package io.redisimnest.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.ProtectedClusterException;
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
import io.redisimnest.registry.Branch;
import io.redisimnest.registry.ClusterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint} that tells how the trees are built, how many keys there are, and what
 * is not as it is declared. It lists the keys of a cluster with arguments, such as those
 * of one user, and clears it where access is {@link Access#UNRESTRICTED UNRESTRICTED}. It
 * never reads a value.
 * <p>
 * It tells the latest census of {@link ClusterInspector}, if that is young enough.
 *
 * @since 0.1
 */
@Endpoint(id = "redisimnest", defaultAccess = Access.READ_ONLY)
public class RedisimnestEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(RedisimnestEndpoint.class);

	private static final int DEFAULT_SIZE = 100;

	private static final int MAXIMUM_SIZE = 1000;

	private static final Duration LONGEST_CLEAR = Duration.ofSeconds(5);

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

	/**
	 * Lists the keys of a cluster with arguments: {@code SCAN}, then {@code TYPE},
	 * {@code PTTL} and {@code MEMORY USAGE} of each. As long as Redis answers, it takes
	 * about a second at most.
	 * @param path the path of the cluster, such as {@code root.user}
	 * @param part {@code keys}
	 * @param argument the arguments of the cluster, in order
	 * @param cursor that of the page before, to get the next one
	 * @param size about how many keys, from 1 to 1000; 100 if it is not given
	 * @return a page of keys, {@code null} if there is no such cluster
	 * @throws IllegalArgumentException if the arguments are not those of the cluster, or
	 * the cursor cannot be used any more
	 */
	@ReadOperation
	public @Nullable KeysDescriptor keys(@Selector String path, @Selector String part,
			@Nullable EndpointArguments argument, @Nullable String cursor, @Nullable Integer size) {
		int pageSize = (size != null) ? size : DEFAULT_SIZE;
		if (pageSize < 1 || pageSize > MAXIMUM_SIZE) {
			throw new IllegalArgumentException(
					"Size '%d' is out of range. Use 1 to %d".formatted(pageSize, MAXIMUM_SIZE));
		}
		Branch branch = branch(path, part, argument);
		return (branch != null) ? KeysDescriptor.of(branch, branch.page(cursor, pageSize)) : null;
	}

	/**
	 * Deletes the keys of a cluster with arguments, for some seconds at most:
	 * {@code SCAN} and {@code UNLINK}.
	 * @param path the path of the cluster, such as {@code root.user}
	 * @param part {@code keys}
	 * @param argument the arguments of the cluster, in order
	 * @return what was deleted, {@code null} if there is no such cluster
	 * @throws IllegalArgumentException if the arguments are not those of the cluster
	 * @throws ProtectedClusterException if something below is protected
	 * @throws IncompleteClearException if Redis failed in the middle of it
	 */
	@DeleteOperation
	public @Nullable ClearDescriptor clear(@Selector String path, @Selector String part,
			@Nullable EndpointArguments argument) {
		Branch branch = branch(path, part, argument);
		if (branch == null) {
			return null;
		}
		long end = System.nanoTime() + LONGEST_CLEAR.toNanos();
		ClearReport report = branch.subtree().clear(ClearOptions.defaults().onProgress((progress) -> {
			if (System.nanoTime() >= end) {
				progress.cancel();
			}
		}));
		logger.info("The endpoint deleted {} keys below '{}'", report.deleted(), branch.prefix());
		return ClearDescriptor.of(branch, report);
	}

	private @Nullable Branch branch(String path, String part, @Nullable EndpointArguments argument) {
		return part.equals("keys")
				? this.registry.branch(path, Objects.requireNonNullElse(argument, EndpointArguments.NONE).texts())
				: null;
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
