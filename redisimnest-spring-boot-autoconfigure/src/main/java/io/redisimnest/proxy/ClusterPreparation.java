package io.redisimnest.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.Accessor;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.InstancesModel;
import io.redisimnest.model.KeyKind;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.KeyTemplate;
import io.redisimnest.model.Problems;
import io.redisimnest.model.ValuesModel;
import io.redisimnest.redis.Codecs;
import io.redisimnest.redis.KeyFactory;
import io.redisimnest.redis.ValuesFactory;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the clusters of a tree: finds what each method does, once, and what would fail
 * when it is called.
 */
public final class ClusterPreparation {

	private final Keyspace keyspace;

	private final Codecs codecs;

	private final Problems problems;

	private final List<KeyFactory> secrets = new ArrayList<>();

	/**
	 * Create a preparation.
	 * @param keyspace where the keys of the tree are
	 * @param codecs chooses the codecs of values
	 * @param problems where to report problems
	 */
	public ClusterPreparation(Keyspace keyspace, Codecs codecs, Problems problems) {
		this.keyspace = keyspace;
		this.codecs = codecs;
		this.problems = problems;
	}

	/**
	 * Prepares a cluster and all below it.
	 * @param model the declared cluster
	 * @return the blueprint, {@code null} if there can be no proxy
	 */
	public @Nullable ClusterBlueprint prepare(ClusterModel model) {
		Map<Method, Invoker> invokers = new HashMap<>(ClusterMethods.of(model));
		Map<KeyModel, KeyFactory> factories = new HashMap<>();
		for (KeyModel key : model.keys()) {
			KeyFactory factory = KeyFactory.prepare(key, this.keyspace.dispatcher(), this.codecs, this.problems);
			factories.put(key, factory);
			if (key.kind() == KeyKind.SECRET) {
				this.secrets.add(factory);
			}
			add(invokers, key.accessor(), opener(key.accessor(), (parent, own, name) -> factory.create(name)));
		}
		Map<ClusterModel, ClusterBlueprint> children = new IdentityHashMap<>();
		for (ClusterModel child : model.clusters()) {
			ClusterBlueprint blueprint = prepare(child);
			Accessor accessor = child.accessor();
			if (blueprint != null && accessor != null) {
				children.put(child, blueprint);
				add(invokers, accessor, opener(accessor, (parent, own, name) -> blueprint.create(name,
						(own.length > 0) ? concat(parent.arguments(), own) : parent.arguments())));
			}
		}
		for (ValuesModel values : model.values()) {
			ValuesFactory factory = new ValuesFactory(values.type(),
					values.keys().stream().map(factories::get).toList());
			values.methods()
				.forEach((method) -> invokers.put(method,
						(cluster, proxy, arguments) -> factory.create(cluster.prefix())));
		}
		for (InstancesModel instances : model.instances()) {
			ClusterBlueprint blueprint = children.get(instances.cluster());
			if (blueprint != null) {
				instances.methods().forEach((method) -> invokers.put(method, instances(model, blueprint)));
			}
		}
		model.readers()
			.forEach(
					(method, index) -> invokers.put(method, (cluster, proxy, arguments) -> cluster.arguments()[index]));
		checkAccess(model.type());
		try {
			for (Method method : model.defaultMethods()) {
				invokers.put(method, body(method));
			}
			return new ClusterBlueprint(model, this.keyspace, invokers);
		}
		catch (IllegalAccessException | IllegalArgumentException ex) {
			this.problems.at(model.type())
				.report("%s cannot be implemented at run time: %s. Declare it as a plain interface",
						model.type().getName(), ex.getMessage());
			return null;
		}
	}

	/**
	 * What makes the keys of the secrets in the clusters that were prepared.
	 * @return the factories
	 */
	public List<KeyFactory> secrets() {
		return this.secrets;
	}

	private static void add(Map<Method, Invoker> invokers, Accessor accessor, Invoker invoker) {
		accessor.methods().forEach((method) -> invokers.put(method, invoker));
	}

	/**
	 * Makes a child from its cluster, the arguments of its own part of the template, and
	 * its name.
	 */
	private interface ChildFactory {

		Object create(BoundCluster parent, Object[] own, String name);

	}

	/**
	 * Opens a child: renders its part of the name behind the prefix of its cluster.
	 */
	private static Invoker opener(Accessor accessor, ChildFactory factory) {
		KeyTemplate template = accessor.template();
		if (template.isLiteral()) {
			String suffix = KeyTemplate.SEPARATOR + template.toString();
			return (cluster, proxy, arguments) -> factory.create(cluster, arguments, cluster.prefix().concat(suffix));
		}
		return (cluster, proxy, arguments) -> {
			Object[] own = accessor.arrange(arguments);
			String name;
			try {
				name = template.render(cluster.prefix(), own);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("%s. Prefix '%s' needs a value that identifies a key, for method %s"
					.formatted(ex.getMessage(), template, Problems.name(accessor.method())), ex);
			}
			return factory.create(cluster, own, name);
		};
	}

	/**
	 * Finds the instances of a child of a cluster.
	 */
	private Invoker instances(ClusterModel parent, ClusterBlueprint child) {
		return (cluster, proxy, arguments) -> this.keyspace.instances(child.model(), parent, cluster.prefix(),
				(found) -> child.create(cluster.prefix() + KeyTemplate.SEPARATOR + found.text(),
						concat(cluster.arguments(), found.arguments())));
	}

	private static Object[] concat(Object[] first, Object[] second) {
		Object[] all = new Object[first.length + second.length];
		System.arraycopy(first, 0, all, 0, first.length);
		System.arraycopy(second, 0, all, first.length, second.length);
		return all;
	}

	/**
	 * The body of a default method. {@link InvocationHandler#invokeDefault} fails on
	 * interfaces that are not public, and a handle on those of modules that are not open,
	 * such as the JDK's.
	 */
	private static Invoker body(Method method) throws IllegalAccessException {
		Class<?> type = method.getDeclaringClass();
		if (type.getModule().isNamed()
				&& !type.getModule().isOpen(type.getPackageName(), BoundCluster.class.getModule())) {
			return (cluster, proxy, arguments) -> InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		MethodHandle handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
			.unreflectSpecial(method, type)
			.asFixedArity();
		MethodHandle spread = handle.asType(handle.type().generic())
			.asSpreader(Object[].class, method.getParameterCount());
		return (cluster, proxy, arguments) -> spread.invoke(proxy, arguments);
	}

	/**
	 * The proxy of a public interface lives in a module of its own, where a return type
	 * that is not public would fail when the method is called.
	 */
	private void checkAccess(Class<?> type) {
		Stream.of(type.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()))
			.filter((method) -> !isAccessible(method.getReturnType(), type))
			.sorted(Comparator.comparing(Method::getName))
			.forEach((method) -> this.problems.at(method)
				.report("Return type %s is not public, but %s is. "
						+ "Make %s public; an interface nested in another one always is",
						method.getReturnType().getSimpleName(), type.getSimpleName(),
						method.getReturnType().getSimpleName()));
	}

	private static boolean isAccessible(Class<?> returned, Class<?> type) {
		return returned.isPrimitive() || Modifier.isPublic(returned.getModifiers())
				|| (!Modifier.isPublic(type.getModifiers()) && returned.getPackageName().equals(type.getPackageName()));
	}

}
