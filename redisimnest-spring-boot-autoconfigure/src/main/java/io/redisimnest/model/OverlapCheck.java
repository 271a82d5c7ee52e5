package io.redisimnest.model;

import java.util.List;

import io.redisimnest.model.Problems.Site;

/**
 * Finds templates that could render the same key, and clusters whose subtree could hold
 * another branch's keys.
 * <p>
 * It compares siblings only: what lies below two siblings begins like them, so it cannot
 * overlap unless they do.
 */
public final class OverlapCheck {

	private OverlapCheck() {
	}

	static void within(ClusterModel root, Problems problems) {
		root.clustersOfSubtree().forEach((cluster) -> {
			List<NodeModel> children = cluster.children().toList();
			for (int i = 0; i < children.size(); i++) {
				for (int j = i + 1; j < children.size(); j++) {
					between(children.get(i), children.get(j), problems.at(cluster.type()));
				}
			}
		});
	}

	/**
	 * Checks two trees on one Redis against each other.
	 * @param tree the root of a new tree
	 * @param other the root of another tree
	 * @param problems where to report
	 */
	public static void between(ClusterModel tree, ClusterModel other, Problems problems) {
		between((NodeModel) other, tree, problems.at(tree.type()));
	}

	private static void between(NodeModel first, NodeModel second, Site site) {
		boolean firstIsShorter = first.template().segments().size() <= second.template().segments().size();
		NodeModel shorter = firstIsShorter ? first : second;
		NodeModel longer = firstIsShorter ? second : first;
		if (!longer.template().canBeginWith(shorter.template())) {
			return;
		}
		boolean sameLength = shorter.template().segments().size() == longer.template().segments().size();
		if (sameLength && first instanceof ClusterModel && second instanceof ClusterModel) {
			site.report(
					"Clusters '%s' and '%s' can produce the same key with %s. "
							+ "Give sibling clusters different prefixes",
					first.path(), second.path(), prefixes(first, second));
		}
		else if (sameLength && first instanceof KeyModel && second instanceof KeyModel) {
			site.report("Keys '%s' and '%s' can produce the same key with %s. Give sibling keys different prefixes",
					first.path(), second.path(), prefixes(first, second));
		}
		else if (!sameLength && shorter instanceof ClusterModel) {
			site.report(
					"Cluster '%s' with prefix '%s' can hold keys of '%s' with prefix '%s'. "
							+ "Begin one of them with a literal that the other cannot have there",
					shorter.path(), shorter.ownTemplate(), longer.path(), longer.ownTemplate());
		}
	}

	private static String prefixes(NodeModel first, NodeModel second) {
		String one = first.ownTemplate().toString();
		String other = second.ownTemplate().toString();
		return one.equals(other) ? "prefix '%s'".formatted(one) : "prefixes '%s' and '%s'".formatted(one, other);
	}

}
