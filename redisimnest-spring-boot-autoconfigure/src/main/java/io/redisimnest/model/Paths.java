package io.redisimnest.model;

import java.beans.Introspector;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import io.redisimnest.annotation.Tree;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The dotted names by which configuration, the endpoint and beans know nodes.
 */
public final class Paths {

	private Paths() {
	}

	/**
	 * The name of a tree, which is the path of its root.
	 * @param root the interface of the root cluster
	 * @return the name
	 */
	public static String treeName(Class<?> root) {
		Tree tree = AnnotatedElementUtils.findMergedAnnotation(root, Tree.class);
		return (tree != null) ? tree.value() : Introspector.decapitalize(root.getSimpleName());
	}

	/**
	 * The path of a child.
	 * @param parent the path of a cluster
	 * @param name the name of an accessor
	 * @return its path
	 */
	public static String child(String parent, String name) {
		return parent + "." + name;
	}

	/**
	 * The name of a node within its cluster.
	 * @param path its path
	 * @return the last part
	 */
	public static String name(String path) {
		return path.substring(path.lastIndexOf('.') + 1);
	}

	/**
	 * The form in which configuration compares names: without case, {@code -} and
	 * {@code _}.
	 * @param name a name or path
	 * @return its canonical form
	 */
	public static String canonical(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * The most similar of some names.
	 * @param name a name
	 * @param candidates the names to choose from
	 * @return the one with the fewest edits, {@code null} if there are none
	 */
	public static @Nullable String nearest(String name, Collection<String> candidates) {
		return candidates.stream().min(Comparator.comparingInt((candidate) -> distance(name, candidate))).orElse(null);
	}

	/**
	 * How many edits make one name of another, as configuration compares them.
	 */
	static int distance(String first, String second) {
		return edits(canonical(first), canonical(second));
	}

	/**
	 * The Levenshtein distance.
	 */
	private static int edits(String first, String second) {
		int[] row = new int[second.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int substitution = diagonal + ((first.charAt(i - 1) == second.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[second.length()];
	}

}
