package io.redisimnest.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.model.DeclaredMethods.Declared;

/**
 * The clusters of a tree that are reached without arguments, found by following return
 * types only. Whether the declaration is sound is found when the tree is parsed.
 */
public final class InjectableClusters {

	/** Where nothing is reported, as the parser will report it. */
	private final Problems ignored = new Problems();

	private final Map<String, Class<? extends Cluster>> clusters = new LinkedHashMap<>();

	private final Deque<Class<?>> ancestors = new ArrayDeque<>();

	private InjectableClusters() {
	}

	/**
	 * The clusters of a tree.
	 * @param root the interface of the root
	 * @return the interfaces by path, the root first
	 */
	public static Map<String, Class<? extends Cluster>> of(Class<? extends Cluster> root) {
		InjectableClusters clusters = new InjectableClusters();
		clusters.add(Paths.treeName(root), root);
		return clusters.clusters;
	}

	private void add(String path, Class<? extends Cluster> type) {
		if (this.ancestors.contains(type)) {
			return;
		}
		this.clusters.put(path, type);
		this.ancestors.push(type);
		DeclaredTypes types = new DeclaredTypes(type);
		for (Declared declared : DeclaredMethods.of(type, this.ignored)) {
			Class<?> returned = types.returnType(declared.method(), this.ignored.at(type));
			if (!declared.method().isDefault() && declared.method().getParameterCount() == 0 && returned != null
					&& Cluster.class.isAssignableFrom(returned) && returned != Cluster.class) {
				add(Paths.child(path, declared.name()), returned.asSubclass(Cluster.class));
			}
		}
		this.ancestors.pop();
	}

}
