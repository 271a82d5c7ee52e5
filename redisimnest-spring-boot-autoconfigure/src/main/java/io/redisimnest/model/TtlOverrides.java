package io.redisimnest.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The times-to-live of {@code redisimnest.ttl.<path>}, which replace the declared ones.
 */
public final class TtlOverrides {

	private static final String PROPERTY = "redisimnest.ttl.";

	private final Map<String, Override> overrides = new LinkedHashMap<>();

	private record Override(String path, String value) {

		String property() {
			return PROPERTY + this.path;
		}

	}

	/**
	 * Create the overrides.
	 * @param values the values by path
	 */
	public TtlOverrides(Map<String, String> values) {
		values.forEach((path, value) -> {
			Override override = new Override(path, value);
			Override other = this.overrides.put(Paths.canonical(path), override);
			if (other != null) {
				throw new InvalidConfigurationPropertyValueException(override.property(), value,
						"'%s' names the same node. Keep one of them.".formatted(other.property()));
			}
		});
	}

	Expiry apply(String path, Expiry declared, Problems problems) {
		Override override = this.overrides.get(Paths.canonical(path));
		if (override == null) {
			return declared;
		}
		return TtlParser.parse(override.value(), declared.renewal(), problems.at(override.property()));
	}

	/**
	 * Reports overrides that belong to a tree but name no node of it.
	 */
	void checkPaths(ClusterModel root, Problems problems) {
		List<String> known = root.nodesOfSubtree().map(NodeModel::path).toList();
		List<String> canonical = known.stream().map(Paths::canonical).toList();
		this.overrides.forEach((path, override) -> {
			if (treeOf(path).equals(Paths.canonical(root.path())) && !canonical.contains(path)) {
				problems.at(override.property())
					.report("Path '%s' names no cluster or key. Did you mean '%s'?", override.path(),
							Paths.nearest(override.path(), known));
			}
		});
	}

	/**
	 * Checks that each override belongs to a tree.
	 * @param trees the names of all trees
	 * @throws InvalidConfigurationPropertyValueException if one does not
	 */
	public void checkTrees(List<String> trees) {
		List<String> known = trees.stream().map(Paths::canonical).toList();
		this.overrides.forEach((path, override) -> {
			if (!known.contains(treeOf(path))) {
				throw new InvalidConfigurationPropertyValueException(override.property(), override.value(),
						"Path '%s' belongs to no tree. %s".formatted(override.path(),
								trees.isEmpty() ? "There are no trees; use @ImportClusters or a ClusterFactory."
										: "Did you mean '%s'?".formatted(nearestPath(override.path(), trees))));
			}
		});
	}

	/**
	 * The path without what stands before the name of a tree, such as the namespace; else
	 * with the most similar name of a tree.
	 */
	private static String nearestPath(String path, List<String> trees) {
		List<String> known = trees.stream().map(Paths::canonical).toList();
		for (String rest = path; !rest.isEmpty(); rest = rest.contains(".") ? rest.substring(rest.indexOf('.') + 1)
				: "") {
			if (known.contains(treeOf(Paths.canonical(rest)))) {
				return rest;
			}
		}
		int end = path.indexOf('.');
		return Paths.nearest(treeOf(path), trees) + ((end < 0) ? "" : path.substring(end));
	}

	private static String treeOf(String path) {
		return path.split("\\.", 2)[0];
	}

}
