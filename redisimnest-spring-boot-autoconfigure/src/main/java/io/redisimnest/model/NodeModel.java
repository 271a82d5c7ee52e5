package io.redisimnest.model;

/**
 * A node of a tree: a cluster or a key.
 */
public sealed interface NodeModel permits ClusterModel, KeyModel {

	/**
	 * The dotted names of the accessors that lead here, from the tree's name.
	 * @return the path, such as {@code root.user.age}
	 */
	String path();

	/**
	 * The full template.
	 * @return the template
	 */
	KeyTemplate template();

	/**
	 * The node's own part of the template; the whole for a root.
	 * @return the template
	 */
	KeyTemplate ownTemplate();

}
