package io.redisimnest.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.redisimnest.Cluster;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ReflectionUtils;

/**
 * The methods that an interface adds to {@link Cluster}, inherited ones included: each
 * with all that it overrides and its bridges.
 */
final class DeclaredMethods {

	/** Names of methods of {@link Cluster}, those to come included. */
	private static final Set<String> RESERVED = Set.of("prefix", "subkeys", "countKeys", "clear", "describe", "batch",
			"transaction", "subtree");

	private DeclaredMethods() {
	}

	/**
	 * A method with its other forms.
	 *
	 * @param method the most specific form
	 * @param forms all forms
	 */
	record Declared(Method method, List<Method> forms) {

		String name() {
			return this.method.getName();
		}

	}

	/**
	 * The methods of an interface by name.
	 * @param type the interface
	 * @param problems where to report reserved and overloaded names
	 * @return the methods that have no problem
	 */
	static List<Declared> of(Class<?> type, Problems problems) {
		Map<String, List<Method>> forms = new TreeMap<>();
		for (Method method : type.getMethods()) {
			if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Cluster.class
					&& !ReflectionUtils.isObjectMethod(method)) {
				forms.computeIfAbsent(method.getName(), (name) -> new ArrayList<>()).add(method);
			}
		}
		List<Declared> result = new ArrayList<>();
		forms.forEach((name, methods) -> {
			Method method = mostSpecific(methods);
			if (RESERVED.contains(name)) {
				if (methods.stream().anyMatch((form) -> form.isDefault() || !isDeclaredByCluster(form))) {
					problems.at(method).report("'%s' is a name of Cluster's own. Use another name", name);
				}
			}
			else if (!haveOneSignature(methods)) {
				problems.at(method)
					.report("'%s' is declared more than once with different parameters. "
							+ "Names are paths, so give each method a name of its own", name);
			}
			else {
				result.add(new Declared(method, List.copyOf(methods)));
			}
		});
		return result;
	}

	private static Method mostSpecific(List<Method> methods) {
		return methods.stream()
			.filter((method) -> !method.isBridge())
			.min(Comparator.<Method>comparingInt((method) -> depthBelow(method, methods))
				.thenComparing((method) -> method.getDeclaringClass().getName()))
			.orElse(methods.get(0));
	}

	/**
	 * How many of the methods are declared by subtypes of a method's interface.
	 */
	private static int depthBelow(Method method, List<Method> methods) {
		Class<?> type = method.getDeclaringClass();
		return (int) methods.stream()
			.map(Method::getDeclaringClass)
			.filter((other) -> other != type && type.isAssignableFrom(other))
			.count();
	}

	private static boolean haveOneSignature(List<Method> methods) {
		return methods.stream()
			.map(BridgeMethodResolver::findBridgedMethod)
			.map((method) -> Arrays.asList(method.getParameterTypes()))
			.distinct()
			.count() == 1;
	}

	private static boolean isDeclaredByCluster(Method method) {
		return ReflectionUtils.findMethod(Cluster.class, method.getName(), method.getParameterTypes()) != null;
	}

}
