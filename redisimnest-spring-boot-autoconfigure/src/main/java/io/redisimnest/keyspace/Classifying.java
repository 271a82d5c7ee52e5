package io.redisimnest.keyspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.redis.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * Counts the keys of a pass by their templates.
 */
final class Classifying implements Pass.Visitor {

	private final KeyMatcher matcher;

	private final Map<KeyScan, Map<String, Long>> counts = new HashMap<>();

	private long left;

	/**
	 * Create a classification.
	 * @param matcher finds the templates
	 * @param limit how many keys to count at most
	 */
	Classifying(KeyMatcher matcher, long limit) {
		this.matcher = matcher;
		this.left = limit;
	}

	@Override
	public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
		Map<String, Long> counted = this.counts.computeIfAbsent(scan, (key) -> new HashMap<>());
		keys.stream()
			.limit(this.left)
			.forEach((key) -> counted.merge(template(this.matcher.match(key)), 1L, Long::sum));
		this.left -= Math.min(this.left, keys.size());
		return this.left > 0;
	}

	private static String template(@Nullable Match match) {
		if (match == null) {
			return "*";
		}
		return (match.key() != null) ? match.key().template().toString() : match.cluster().template() + ":*";
	}

	@Override
	public void forget(KeyScan scan) {
		this.counts.remove(scan);
	}

	/**
	 * The counts, those of keys that match no template under that of their deepest
	 * cluster.
	 */
	Map<String, Long> byTemplate() {
		Map<String, Long> all = new TreeMap<>();
		this.counts.values()
			.forEach((counted) -> counted.forEach((template, count) -> all.merge(template, count, Long::sum)));
		return all;
	}

}
