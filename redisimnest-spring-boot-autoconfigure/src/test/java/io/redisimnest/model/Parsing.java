package io.redisimnest.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Trees that are parsed and go no further.
 */
final class Parsing {

	private Parsing() {
	}

	/**
	 * The model of a tree that has no problem.
	 * @param root the root
	 * @return its model
	 */
	static ClusterModel parse(Class<? extends Cluster> root) {
		return parse(parser(), root);
	}

	static ClusterModel parse(TreeParser parser, Class<? extends Cluster> root) {
		Problems problems = new Problems();
		ClusterModel model = parser.parse(root, problems);
		problems.throwIfAny(root);
		return model;
	}

	static TreeParser parser() {
		return Trees.parser("", Map.of(), UnaryOperator.identity());
	}

	/**
	 * A parser with times-to-live from properties.
	 * @param ttl the values by path
	 * @return the parser
	 */
	static TreeParser overriding(Map<String, String> ttl) {
		return Trees.parser("", ttl, UnaryOperator.identity());
	}

	static TreeParser namespace(String namespace) {
		return Trees.parser(namespace, Map.of(), UnaryOperator.identity());
	}

	static ClusterModel cluster(ClusterModel root, String path) {
		assertThat(root.find(path)).isInstanceOf(ClusterModel.class);
		return (ClusterModel) root.find(path);
	}

	static KeyModel key(ClusterModel root, String path) {
		assertThat(root.find(path)).isInstanceOf(KeyModel.class);
		return (KeyModel) root.find(path);
	}

	static Collection<String> templates(ClusterModel root) {
		return root.nodesOfSubtree().map((node) -> node.template().toString()).toList();
	}

	/**
	 * Checks that a tree is refused.
	 * @param root the root
	 * @param problems all of its problems
	 */
	static void assertProblems(Class<? extends Cluster> root, String... problems) {
		assertProblems(parser(), root, problems);
	}

	static void assertProblems(TreeParser parser, Class<? extends Cluster> root, String... problems) {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> parse(parser, root)).satisfies((ex) -> {
			assertThat(ex.getRoot()).isEqualTo(root);
			assertThat(ex.getProblems()).containsExactly(problems);
			assertThat(ex).hasMessage("The tree of %s is not valid:%n%s", root.getName(), String
				.join(System.lineSeparator(), List.of(problems).stream().map((text) -> "- " + text).toList()));
		});
	}

}
