package io.redisimnest.model;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.redisimnest.InvalidTreeException;

/**
 * Collects what is wrong with a tree, so that all of it is told at once.
 */
public final class Problems {

	private final Set<String> messages = new LinkedHashSet<>();

	/**
	 * Where a problem is.
	 */
	@FunctionalInterface
	public interface Site {

		/**
		 * Adds a problem.
		 * @param message the rule broken and what to do: a format for the arguments
		 * @param arguments the arguments of the format
		 */
		void report(String message, Object... arguments);

	}

	/**
	 * Problems of a method.
	 * @param method the method
	 * @return where to report
	 */
	public Site at(Method method) {
		return (message, arguments) -> this.messages.add(message.formatted(arguments) + ", for method " + name(method));
	}

	/**
	 * Problems of a cluster.
	 * @param cluster the interface
	 * @return where to report
	 */
	public Site at(Class<?> cluster) {
		return (message, arguments) -> this.messages
			.add(message.formatted(arguments) + ", for cluster " + cluster.getSimpleName());
	}

	/**
	 * Problems of configuration.
	 * @param property the name of the property
	 * @return where to report
	 */
	Site at(String property) {
		return (message, arguments) -> this.messages.add(message.formatted(arguments) + ", for property " + property);
	}

	int size() {
		return this.messages.size();
	}

	/**
	 * Throws the one exception that tells all problems, if there are any.
	 * @param root the root of the tree
	 */
	public void throwIfAny(Class<?> root) {
		if (!this.messages.isEmpty()) {
			throw new InvalidTreeException(root, List.copyOf(this.messages));
		}
	}

	/**
	 * The name of a method in messages.
	 * @param method the method
	 * @return its name, such as {@code Root.user}
	 */
	public static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

}
