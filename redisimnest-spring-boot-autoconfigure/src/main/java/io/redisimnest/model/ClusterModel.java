package io.redisimnest.model;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of a tree, as declared.
 *
 * @param accessor how it is reached from its parent, {@code null} for the root
 * @param type the interface
 * @param path the dotted names of the accessors
 * @param template the full template
 * @param expiry the time-to-live that keys inherit
 * @param isProtected whether it is guarded against clearing
 * @param keys its keys, by name
 * @param clusters its clusters, by name
 * @param values what is read of several keys at once
 * @param instances of which clusters all instances are found
 * @param readers the methods that return an argument, with the index of the parameter in
 * the full template
 * @param defaultMethods the methods that have a body
 */
public record ClusterModel(@Nullable Accessor accessor, Class<? extends Cluster> type, String path,
		KeyTemplate template, Expiry expiry, boolean isProtected, List<KeyModel> keys, List<ClusterModel> clusters,
		List<ValuesModel> values, List<InstancesModel> instances, Map<Method, Integer> readers,
		List<Method> defaultMethods) implements NodeModel {

	/**
	 * The protected clusters of this subtree, itself included.
	 * @return their paths
	 */
	public List<String> protectedPaths() {
		return clustersOfSubtree().filter(ClusterModel::isProtected).map(ClusterModel::path).toList();
	}

	/**
	 * The clusters of this subtree, itself first.
	 * @return the clusters
	 */
	public Stream<ClusterModel> clustersOfSubtree() {
		return Stream.concat(Stream.of(this), this.clusters.stream().flatMap(ClusterModel::clustersOfSubtree));
	}

	/**
	 * The nodes of this subtree, itself first.
	 * @return clusters and keys
	 */
	Stream<NodeModel> nodesOfSubtree() {
		return clustersOfSubtree().flatMap((cluster) -> Stream.concat(Stream.of(cluster), cluster.keys.stream()));
	}

	/**
	 * Finds a node of this subtree.
	 * @param path its path
	 * @return the node, {@code null} if there is none
	 */
	public @Nullable NodeModel find(String path) {
		return nodesOfSubtree().filter((node) -> node.path().equals(path)).findFirst().orElse(null);
	}

	/**
	 * Whether there is an instance for each argument.
	 * @return whether its own part of the template has parameters
	 */
	public boolean isParameterized() {
		return !ownTemplate().isLiteral();
	}

	Stream<NodeModel> children() {
		return Stream.concat(this.clusters.stream(), this.keys.stream());
	}

	@Override
	public KeyTemplate ownTemplate() {
		return (this.accessor != null) ? this.accessor.template() : this.template;
	}

	/**
	 * What users see of it.
	 * @return the description
	 */
	public ClusterDescription describe() {
		return new ClusterDescription(this.path, this.template.toString(), this.template.describeParameters(),
				this.expiry.timeToLive(), this.expiry.renewal(), this.isProtected,
				this.keys.stream().map(KeyModel::describe).toList(),
				this.clusters.stream().map(ClusterModel::describe).toList());
	}

}
