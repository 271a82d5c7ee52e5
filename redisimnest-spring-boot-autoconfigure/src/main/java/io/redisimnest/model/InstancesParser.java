package io.redisimnest.model;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.redisimnest.model.DeclaredMethods.Declared;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Finds the cluster whose instances are declared, and collects what does not fit
 * together.
 */
final class InstancesParser {

	private final DeclaredTypes types;

	private final List<ClusterModel> clusters;

	/**
	 * Create a parser.
	 * @param types the types of the cluster that declares the instances
	 * @param clusters its clusters
	 */
	InstancesParser(DeclaredTypes types, List<ClusterModel> clusters) {
		this.types = types;
		this.clusters = clusters;
	}

	/**
	 * Parses a declaration.
	 * @param declared the method
	 * @param site where to report problems
	 * @return the instances, {@code null} if there is a problem
	 */
	@Nullable InstancesModel parse(Declared declared, Site site) {
		Method method = declared.method();
		if (DeclaredMethods.ANNOTATIONS.stream().anyMatch((type) -> Annotations.find(type, method).isPresent())) {
			site.report("Annotations have no meaning for Instances. Put them on the cluster");
			return null;
		}
		if (method.getParameterCount() > 0) {
			site.report("Instances have no parameters. Remove them");
			return null;
		}
		List<ResolvableType> arguments = this.types.typeArguments(method,
				"Instances does not tell the type of its clusters. Declare it, such as Instances<User>", site);
		if (arguments.isEmpty()) {
			return null;
		}
		ClusterModel cluster = find(arguments.get(0).toClass(), site);
		return (cluster != null) ? new InstancesModel(declared.forms(), cluster) : null;
	}

	private @Nullable ClusterModel find(Class<?> type, Site site) {
		List<ClusterModel> opened = opening(type);
		List<ClusterModel> found = opened.stream().filter(InstancesParser::hasParameters).toList();
		if (found.size() == 1) {
			return found.get(0);
		}
		String name = type.getSimpleName();
		if (found.size() > 1) {
			site.report(
					"Instances<%s> is ambiguous, for %s open one. "
							+ "Let each of them return an interface of its own that extends %s",
					name, names(found), name);
		}
		else if (!opened.isEmpty()) {
			site.report("Cluster '%s' has no parameters of its own, so it has one instance. Use that",
					opened.get(0).path());
		}
		else {
			site.report(
					"Instances<%s> has no accessor that opens one. "
							+ "Add it to the same interface, such as '@Prefix(\"%s:{id}\") %s %s(long id)'",
					name, Introspector.decapitalize(name), name, Introspector.decapitalize(name));
		}
		return null;
	}

	/**
	 * The clusters of a type, else of sub-types: an accessor may be overridden by one
	 * that returns more than was declared.
	 */
	private List<ClusterModel> opening(Class<?> type) {
		List<ClusterModel> exact = this.clusters.stream().filter((cluster) -> cluster.type() == type).toList();
		return !exact.isEmpty() ? exact
				: this.clusters.stream().filter((cluster) -> type.isAssignableFrom(cluster.type())).toList();
	}

	private static boolean hasParameters(ClusterModel cluster) {
		return Objects.requireNonNull(cluster.accessor()).method().getParameterCount() > 0;
	}

	private static String names(List<ClusterModel> clusters) {
		return clusters.stream().map((cluster) -> "'" + cluster.path() + "'").collect(Collectors.joining(" and "));
	}

}
