package io.redisimnest.keyspace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyTemplate;

/**
 * What undeclared keys look like, without what may be an argument: a segment behind the
 * template of the deepest cluster is shown if it is a word, and unless there are so many
 * words that they are no names of keys.
 */
final class Shapes {

	private static final int MAXIMUM_KEYS = 10_000;

	private static final int MAXIMUM_SHAPES = 20;

	private static final int EXAMPLES = 5;

	private static final String MASK = "*";

	/** Such as {@code user}, {@code pendingUsers} and {@code project_name}; no token. */
	private static final Pattern WORD = Pattern.compile("(?=.{1,32}$)[a-z]+([A-Z][a-z]{3,}|Ids?)*([_-][a-z]+)*");

	private final Map<String, Long> counts = new HashMap<>();

	private int keys;

	/**
	 * Adds a key.
	 * @param cluster the deepest cluster that it is below
	 * @param name its name
	 */
	void add(ClusterModel cluster, String name) {
		if (this.keys++ < MAXIMUM_KEYS) {
			String shown = shape(cluster, name, false);
			boolean known = this.counts.containsKey(shown) || this.counts.size() < MAXIMUM_SHAPES;
			this.counts.merge(known ? shown : shape(cluster, name, true), 1L, Long::sum);
		}
	}

	private static String shape(ClusterModel cluster, String name, boolean masked) {
		String template = cluster.template().toString();
		String[] segments = name.split(String.valueOf(KeyTemplate.SEPARATOR), -1);
		StringBuilder shape = new StringBuilder(template);
		for (int i = cluster.template().length(); i < segments.length; i++) {
			shape.append(KeyTemplate.SEPARATOR)
				.append((!masked && WORD.matcher(segments[i]).matches()) ? segments[i] : MASK);
		}
		return shape.toString();
	}

	void addAll(Shapes other) {
		other.counts.forEach((shape, count) -> this.counts.merge(shape, count, Long::sum));
	}

	/**
	 * The most frequent ones.
	 */
	List<String> examples() {
		boolean many = this.counts.size() > MAXIMUM_SHAPES;
		long sum = this.counts.values().stream().mapToLong(Long::longValue).sum();
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> !many || entry.getValue() * MAXIMUM_SHAPES >= sum)
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(EXAMPLES)
			.map(Map.Entry::getKey)
			.toList();
	}

}
