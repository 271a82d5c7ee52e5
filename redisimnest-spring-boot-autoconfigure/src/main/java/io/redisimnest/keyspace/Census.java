package io.redisimnest.keyspace;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a keyspace counted.
 */
public final class Census {

	private final Map<String, Long> counts = new HashMap<>();

	private final Map<String, Long> undeclared = new HashMap<>();

	private Census() {
	}

	/**
	 * Counts the keys of all trees of one Redis in one pass.
	 * @param dispatcher the way to Redis
	 * @param settings how work is cut into pieces
	 * @param trees the roots of the trees
	 * @return the counts
	 */
	public static Census take(Dispatcher dispatcher, KeyspaceSettings settings, Collection<ClusterModel> trees) {
		KeyMatcher matcher = new KeyMatcher(trees);
		String names = String.join(",", trees.stream().map(ClusterModel::path).toList());
		Census census = new Census();
		new Pass(dispatcher, new Subject(names, "", "Cluster", names), KeyScope.ALL, settings.scanCount(), Pace.UNBOUND)
			.run(new Pass.Visitor() {

				@Override
				public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
					keys.forEach((key) -> census.add(matcher.match(key)));
					return true;
				}

				@Override
				public void forget(KeyScan scan) {
					census.counts.clear();
				}

			});
		return census;
	}

	private void add(@Nullable Match match) {
		if (match == null) {
			return;
		}
		List<ClusterModel> clusters = match.clusters();
		clusters.forEach((cluster) -> this.counts.merge(cluster.path(), 1L, Long::sum));
		if (match.key() != null) {
			this.counts.merge(match.key().path(), 1L, Long::sum);
		}
		else {
			this.undeclared.merge(clusters.get(0).path(), 1L, Long::sum);
		}
	}

	/**
	 * The keys of a declared key, or of the subtree of a cluster.
	 * @param path the path of the node
	 * @return the number of keys
	 */
	public long count(String path) {
		return this.counts.getOrDefault(path, 0L);
	}

	/**
	 * The keys under a root that match no template of its tree.
	 * @param tree the name of the tree
	 * @return the number of keys
	 */
	public long undeclaredCount(String tree) {
		return this.undeclared.getOrDefault(tree, 0L);
	}

}
