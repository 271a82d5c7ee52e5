package io.redisimnest.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the declared node of a concrete key, among all nodes of several trees at once: a
 * trie of the segments of their templates.
 */
public final class KeyMatcher {

	private static final String MASK = "*";

	private final Node top = new Node();

	private final List<Match> matches = new ArrayList<>();

	/**
	 * Create a matcher.
	 * @param trees the roots of the trees
	 */
	public KeyMatcher(Collection<ClusterModel> trees) {
		trees.forEach((tree) -> add(tree, List.of(), List.of()));
	}

	/**
	 * Where a key belongs.
	 *
	 * @param index the position among all {@link #matches() matches}
	 * @param clusters the clusters whose subtree it is in, from the root down
	 * @param key what it is declared as, {@code null} if it matches no template
	 * @param instances of the clusters those with parameters of their own, from the root
	 * down
	 */
	public record Match(int index, List<ClusterModel> clusters, @Nullable KeyModel key, List<Match> instances) {

		/**
		 * The deepest cluster.
		 * @return the cluster
		 */
		public ClusterModel cluster() {
			return this.clusters.get(this.clusters.size() - 1);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return this.index;
		}

		@Override
		public String toString() {
			return (this.key != null) ? this.key.path() : cluster().path();
		}

	}

	private static final class Node {

		private final Map<String, Node> literals = new HashMap<>();

		private final List<Pattern> patterns = new ArrayList<>();

		/** The cluster whose prefix ends here. */
		private @Nullable Match cluster;

		private @Nullable Match key;

	}

	private record Pattern(SegmentTemplate segment, Node next) {

	}

	private void add(ClusterModel cluster, List<ClusterModel> ancestors, List<Match> instances) {
		List<ClusterModel> clusters = append(ancestors, cluster);
		List<Match> ownInstances = new ArrayList<>(instances);
		Match match = add(clusters, null, ownInstances);
		if (cluster.isParameterized()) {
			ownInstances.add(match);
		}
		nodeOf(cluster.template()).cluster = match;
		cluster.keys().forEach((key) -> nodeOf(key.template()).key = add(clusters, key, ownInstances));
		cluster.clusters().forEach((child) -> add(child, clusters, ownInstances));
	}

	private Match add(List<ClusterModel> clusters, @Nullable KeyModel key, List<Match> instances) {
		Match match = new Match(this.matches.size(), clusters, key, instances);
		this.matches.add(match);
		return match;
	}

	private static <T> List<T> append(List<T> list, T last) {
		return Stream.concat(list.stream(), Stream.of(last)).toList();
	}

	/**
	 * All that can be found.
	 * @return the declared keys, and the clusters for keys that match no template
	 */
	public List<Match> matches() {
		return Collections.unmodifiableList(this.matches);
	}

	private Node nodeOf(KeyTemplate template) {
		Node node = this.top;
		for (SegmentTemplate segment : template.segments()) {
			node = child(node, segment);
		}
		return node;
	}

	private static Node child(Node node, SegmentTemplate segment) {
		if (segment.isLiteral()) {
			return node.literals.computeIfAbsent(segment.toString(), (literal) -> new Node());
		}
		for (Pattern pattern : node.patterns) {
			if (pattern.segment() == segment) {
				return pattern.next();
			}
		}
		Node next = new Node();
		node.patterns.add(new Pattern(segment, next));
		return next;
	}

	/**
	 * Finds where a key belongs.
	 * @param name the name of a key
	 * @return where it belongs, {@code null} if it is in no tree
	 */
	public @Nullable Match match(String name) {
		return match(this.top, KeyTemplate.split(name), 0);
	}

	/**
	 * Finds where a key belongs. Trees have no names that are not UTF-8.
	 * @param name the name of a key
	 * @return where it belongs, {@code null} if it is in no tree
	 */
	public @Nullable Match match(byte[] name) {
		return match(KeyTemplate.decode(name));
	}

	/**
	 * What a name looks like that need not match a template: declared literals as they
	 * are, parameters and what stands in their place masked, behind that what may be
	 * shown.
	 * @param name the name of a key
	 * @param shown whether to show a segment of which nothing is declared
	 * @return the name with {@code *} for what is masked
	 */
	public String shape(String name, Predicate<String> shown) {
		StringJoiner shape = new StringJoiner(String.valueOf(KeyTemplate.SEPARATOR));
		List<Node> ways = List.of(this.top);
		for (String segment : KeyTemplate.split(name)) {
			List<Node> literals = ways.stream()
				.map((way) -> way.literals.get(segment))
				.filter(Objects::nonNull)
				.toList();
			List<Pattern> all = ways.stream().flatMap((way) -> way.patterns.stream()).toList();
			List<Pattern> matching = all.stream().filter((pattern) -> pattern.segment().match(segment, null)).toList();
			if (!literals.isEmpty()) {
				shape.add(segment);
			}
			else if (all.isEmpty()) {
				shape.add(shown.test(segment) ? segment : MASK);
			}
			else {
				shape.add(matching.isEmpty() ? MASK : matching.get(0).segment().toString());
			}
			List<Pattern> followed = (matching.isEmpty() && literals.isEmpty()) ? all : matching;
			ways = Stream.concat(literals.stream(), followed.stream().map(Pattern::next)).toList();
		}
		return shape.toString();
	}

	/**
	 * The declared key, if there is one on some way down; else the deepest cluster.
	 */
	private @Nullable Match match(Node node, String[] segments, int index) {
		if (index == segments.length) {
			return node.key;
		}
		Match best = node.cluster;
		Node literal = node.literals.get(segments[index]);
		if (literal != null) {
			best = better(best, match(literal, segments, index + 1));
		}
		for (Pattern pattern : node.patterns) {
			if ((best == null || best.key() == null) && pattern.segment().match(segments[index], null)) {
				best = better(best, match(pattern.next(), segments, index + 1));
			}
		}
		return best;
	}

	private static @Nullable Match better(@Nullable Match first, @Nullable Match second) {
		if (first == null
				|| (second != null && (second.key() != null || second.clusters().size() > first.clusters().size()))) {
			return second;
		}
		return first;
	}

}
