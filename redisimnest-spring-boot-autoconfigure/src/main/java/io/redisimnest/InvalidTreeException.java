package io.redisimnest;

import java.util.List;

/**
 * Thrown when a tree is created whose declaration breaks a rule, with all its problems.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class InvalidTreeException extends RuntimeException {

	private final Class<?> root;

	private final List<String> problems;

	/**
	 * Create an exception.
	 * @param root the interface of the root cluster
	 * @param problems what is wrong, where, and what to do about it
	 */
	public InvalidTreeException(Class<?> root, List<String> problems) {
		super("The tree of %s is not valid:%n%s".formatted(root.getName(), list(problems)));
		this.root = root;
		this.problems = List.copyOf(problems);
	}

	private static String list(List<String> problems) {
		return String.join(System.lineSeparator(), problems.stream().map((problem) -> "- " + problem).toList());
	}

	/**
	 * The interface of the root cluster.
	 * @return the interface
	 */
	public Class<?> getRoot() {
		return this.root;
	}

	/**
	 * The problems: what is wrong, where, and what to do about it.
	 * @return one text a problem
	 */
	public List<String> getProblems() {
		return this.problems;
	}

}
