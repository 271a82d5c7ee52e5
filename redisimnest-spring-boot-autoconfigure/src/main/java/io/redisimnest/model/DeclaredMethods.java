package io.redisimnest.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.annotation.Ttl;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ReflectionUtils;

/**
 * The methods that an interface adds to {@link Cluster}, inherited ones included: each
 * with all forms in which super-interfaces declare it, and its bridges.
 */
final class DeclaredMethods {

	/** Names of methods of {@link Cluster}, those to come included. */
	private static final Set<String> RESERVED = Set.of("prefix", "subkeys", "countKeys", "clear", "describe", "batch",
			"transaction", "subtree");

	static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(Prefix.class, Ttl.class, Default.class,
			Codec.class, Protected.class, HashTag.class);

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

		private boolean isAbstract() {
			return Modifier.isAbstract(this.method.getModifiers());
		}

		private boolean isContradictory() {
			return this.forms.stream()
				.filter((form) -> !form.isBridge())
				.map(Declared::annotations)
				.distinct()
				.count() > 1;
		}

		/**
		 * All that is declared of a form, but for the names of its parameters.
		 */
		private static List<Optional<? extends Annotation>> annotations(Method form) {
			return Stream
				.<Optional<? extends Annotation>>concat(
						ANNOTATIONS.stream().map((type) -> Annotations.find(type, form)),
						Stream.of(form.getParameters()).map((parameter) -> Annotations.find(HashTag.class, parameter)))
				.toList();
		}

	}

	/**
	 * The methods of an interface by name.
	 * @param type the interface
	 * @param problems where to report reserved, overloaded and contradictory names
	 * @return the methods that have no problem
	 */
	static List<Declared> of(Class<?> type, Problems problems) {
		List<Declared> result = new ArrayList<>();
		byName(type).forEach((name, methods) -> {
			Collection<Declared> declared = bySignature(methods);
			List<Declared> accessors = declared.stream().filter(Declared::isAbstract).toList();
			if (RESERVED.contains(name)) {
				if (methods.stream().anyMatch((form) -> form.isDefault() || !isDeclaredByCluster(form))) {
					problems.at(methods.get(0)).report("'%s' is a name of Cluster's own. Use another name", name);
				}
			}
			else if (accessors.size() > 1) {
				problems.at(accessors.get(0).method())
					.report("'%s' is declared more than once with different parameters. "
							+ "Names are paths, so give each method a name of its own", name);
			}
			else if (accessors.size() == 1 && accessors.get(0).isContradictory()) {
				problems.at(type)
					.report("'%s' is inherited more than once with different annotations. Declare it again", name);
			}
			else {
				result.addAll(declared);
			}
		});
		return result;
	}

	private static Map<String, List<Method>> byName(Class<?> type) {
		Map<String, List<Method>> methods = new TreeMap<>();
		for (Method method : type.getMethods()) {
			if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Cluster.class
					&& !ReflectionUtils.isObjectMethod(method)) {
				methods.computeIfAbsent(method.getName(), (name) -> new ArrayList<>()).add(method);
			}
		}
		return methods;
	}

	private static Collection<Declared> bySignature(List<Method> methods) {
		Map<List<Class<?>>, List<Method>> forms = new LinkedHashMap<>();
		for (Method method : methods) {
			Class<?>[] signature = BridgeMethodResolver.findBridgedMethod(method).getParameterTypes();
			forms.computeIfAbsent(Arrays.asList(signature), (key) -> new ArrayList<>()).add(method);
		}
		return forms.values().stream().map((group) -> new Declared(mostSpecific(group), List.copyOf(group))).toList();
	}

	private static Method mostSpecific(List<Method> methods) {
		return methods.stream()
			.filter((method) -> !method.isBridge())
			.min(Comparator.<Method>comparingInt((method) -> countNarrower(method.getReturnType(), methods))
				.thenComparing((method) -> method.getDeclaringClass().getName()))
			.orElse(methods.get(0));
	}

	private static int countNarrower(Class<?> returned, List<Method> methods) {
		return (int) methods.stream()
			.map(Method::getReturnType)
			.filter((other) -> other != returned && returned.isAssignableFrom(other))
			.count();
	}

	private static boolean isDeclaredByCluster(Method method) {
		return ReflectionUtils.findMethod(Cluster.class, method.getName(), method.getParameterTypes()) != null;
	}

}
