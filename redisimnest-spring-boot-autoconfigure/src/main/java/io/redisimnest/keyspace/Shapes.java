package io.redisimnest.keyspace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What undeclared keys look like, without what may be an argument. Where nothing is
 * declared, a segment is shown if it is a word, and unless there are so many words that
 * they are no names of keys.
 */
final class Shapes {

	private static final int MAXIMUM_KEYS = 10_000;

	private static final int MAXIMUM_SHAPES = 20;

	private static final int EXAMPLES = 5;

	/** Such as {@code user}, {@code pendingUsers} and {@code project_name}; no token. */
	private static final Pattern WORD = Pattern.compile("(?=.{1,32}$)[a-z]+([A-Z][a-z]{3,}|Ids?)*([_-][a-z]+)*");

	private final Map<String, Long> counts = new HashMap<>();

	private int keys;

	/**
	 * Adds a key.
	 * @param shape makes its shape, given which words may be shown
	 */
	void add(Function<Predicate<String>, String> shape) {
		if (this.keys++ < MAXIMUM_KEYS) {
			String shown = shape.apply(WORD.asMatchPredicate());
			boolean known = this.counts.containsKey(shown) || this.counts.size() < MAXIMUM_SHAPES;
			this.counts.merge(known ? shown : shape.apply((word) -> false), 1L, Long::sum);
		}
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
