package io.redisimnest.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.Key;
import io.redisimnest.key.Values;
import io.redisimnest.model.DeclaredMethods.Declared;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * Parses the interfaces of a tree into its model, and collects what is wrong with them.
 * Nobody else reads their annotations.
 */
public final class TreeParser {

	private final String namespace;

	private final Annotations annotations;

	private final TtlOverrides ttlOverrides;

	private final ArgumentTypes argumentTypes;

	/**
	 * Create a parser.
	 * @param namespace the prefix before every tree, empty for none
	 * @param placeholders resolves placeholders, and throws if it cannot
	 * @param ttlOverrides the times-to-live that replace the declared ones
	 * @param argumentTypes the types that parameters can have
	 */
	public TreeParser(String namespace, StringValueResolver placeholders, TtlOverrides ttlOverrides,
			ArgumentTypes argumentTypes) {
		this.namespace = namespace;
		this.annotations = new Annotations(placeholders);
		this.ttlOverrides = ttlOverrides;
		this.argumentTypes = argumentTypes;
	}

	/**
	 * Parses a tree.
	 * @param root the interface of the root cluster
	 * @param problems where to report problems
	 * @return the root; what has a problem may be missing or be as if it were not
	 * declared
	 */
	public ClusterModel parse(Class<? extends Cluster> root, Problems problems) {
		ClusterModel model = new Parse(problems).root(root);
		if (problems.size() == 0) {
			OverlapCheck.within(model, problems);
		}
		this.ttlOverrides.checkPaths(model, problems);
		return model;
	}

	/**
	 * What a node takes from its parent.
	 *
	 * @param complete whether the template has all its parameters
	 */
	private record Inherited(String path, KeyTemplate template, boolean complete, Expiry expiry,
			@Nullable Class<? extends RedisSerializer<?>> codec) {

	}

	/**
	 * What was found in an interface.
	 */
	private static final class Members {

		/** The names of accessors by the form in which configuration compares them. */
		private final Map<String, String> names = new HashMap<>();

		private final List<KeyModel> keys = new ArrayList<>();

		private final List<ClusterModel> clusters = new ArrayList<>();

		private final Map<Method, Integer> readers = new HashMap<>();

		private final List<Method> defaultMethods = new ArrayList<>();

		private final List<Declared> values = new ArrayList<>();

		private final List<Declared> instances = new ArrayList<>();

	}

	private final class Parse {

		private final Problems problems;

		private final Deque<Class<?>> ancestors = new ArrayDeque<>();

		private final AccessorParser accessors;

		private Parse(Problems problems) {
			this.problems = problems;
			this.accessors = new AccessorParser(TreeParser.this.annotations, TreeParser.this.argumentTypes, problems);
		}

		private ClusterModel root(Class<? extends Cluster> type) {
			Site site = this.problems.at(type);
			if (!type.isInterface() || type == Cluster.class) {
				site.report("%s is not an interface that extends Cluster. Declare the root as one", type.getName());
			}
			String name = Paths.treeName(type);
			if (!name.matches("[\\p{L}\\p{N}_-]+")) {
				site.report("Tree name '%s' is not a name. Use letters, digits, '-' and '_'", name);
			}
			String prefix = TreeParser.this.annotations.prefix(name, site, type);
			if (prefix.contains("{")) {
				site.report("Prefix '%s' of a root has a parameter. Move it to a nested cluster", prefix);
				prefix = name;
			}
			KeyTemplate template = this.accessors.tagged(this.accessors.template(prefix, Map.of(), "cluster", site),
					site, type);
			return cluster(null, type, new Inherited(name, inNamespace(template), true, Expiry.NEVER, null), type);
		}

		private KeyTemplate inNamespace(KeyTemplate template) {
			String namespace = TreeParser.this.namespace;
			if (namespace.isEmpty()) {
				return template;
			}
			Site site = this.problems.at("redisimnest.namespace");
			if (namespace.contains("{") || namespace.contains("}")) {
				site.report("Namespace '%s' cannot have parameters. Write it without braces", namespace);
				return template;
			}
			return this.accessors.template(namespace, Map.of(), "cluster", site).append(template);
		}

		/**
		 * Parses a cluster.
		 * @param accessor how it is reached, {@code null} for the root
		 * @param here its path and template, and what it inherits
		 * @param sources where its annotations stand, the winner first
		 */
		private ClusterModel cluster(@Nullable Accessor accessor, Class<? extends Cluster> type, Inherited here,
				AnnotatedElement... sources) {
			Site site = (accessor != null) ? this.problems.at(accessor.method()) : this.problems.at(type);
			boolean isTtlOfAccessor = accessor != null && Annotations.find(Ttl.class, accessor.method()).isPresent();
			Expiry expiry = expiry(here.path(), here.expiry(), isTtlOfAccessor ? site : this.problems.at(type),
					sources);
			Inherited inherited = new Inherited(here.path(), here.template(), here.complete(), expiry,
					TreeParser.this.annotations.codec(here.codec(), sources));
			Members members = new Members();
			List<ValuesModel> values = new ArrayList<>();
			List<InstancesModel> instances = new ArrayList<>();
			if (this.ancestors.contains(type)) {
				site.report("Cluster '%s' reaches itself. Remove the way back, for a tree must end",
						type.getSimpleName());
			}
			else {
				this.ancestors.push(type);
				DeclaredTypes types = new DeclaredTypes(type);
				for (Declared declared : DeclaredMethods.of(type, this.problems)) {
					member(declared, types, inherited, members);
				}
				ValuesParser valuesParser = new ValuesParser(types, members.keys);
				InstancesParser instancesParser = new InstancesParser(types, members.clusters);
				parse(members.values, valuesParser::parse, values);
				parse(members.instances, instancesParser::parse, instances);
				this.ancestors.pop();
			}
			boolean isProtected = Annotations.find(Protected.class, sources).map(Protected::value).orElse(false);
			return new ClusterModel(accessor, type, here.path(), here.template(), expiry, isProtected,
					List.copyOf(members.keys), List.copyOf(members.clusters), List.copyOf(values),
					List.copyOf(instances), Map.copyOf(members.readers), List.copyOf(members.defaultMethods));
		}

		private <T> void parse(List<Declared> all, BiFunction<Declared, Site, @Nullable T> parser, List<T> target) {
			for (Declared declared : all) {
				T parsed = parser.apply(declared, this.problems.at(declared.method()));
				if (parsed != null) {
					target.add(parsed);
				}
			}
		}

		private void member(Declared declared, DeclaredTypes types, Inherited parent, Members members) {
			Method method = declared.method();
			if (method.isDefault()) {
				members.defaultMethods.addAll(declared.forms());
				return;
			}
			Class<?> returned = types.returnType(method, this.problems.at(method));
			if (returned == null) {
				return;
			}
			if (returned == Values.class) {
				members.values.add(declared);
				return;
			}
			if (returned == Instances.class) {
				members.instances.add(declared);
				return;
			}
			Optional<KeyKind> kind = KeyKind.of(returned);
			boolean isCluster = Cluster.class.isAssignableFrom(returned) && returned != Cluster.class;
			if (isCluster || kind.isPresent()) {
				String other = members.names.put(Paths.canonical(declared.name()), declared.name());
				if (other != null) {
					this.problems.at(method)
						.report("Accessors '%s' and '%s' are the same name for configuration. Rename one", other,
								declared.name());
				}
				node(declared, returned, types, parent, kind.orElse(null), members);
			}
			else {
				reader(declared, returned, parent, members.readers);
			}
		}

		/**
		 * Parses a cluster or a key.
		 * @param kind the kind of key, {@code null} for a cluster
		 */
		private void node(Declared declared, Class<?> returned, DeclaredTypes types, Inherited parent,
				@Nullable KeyKind kind, Members members) {
			Method method = declared.method();
			AnnotatedElement[] sources = (kind == null) ? new AnnotatedElement[] { method, returned }
					: new AnnotatedElement[] { method };
			Accessor accessor = (kind == null) ? this.accessors.ofCluster(declared, types, sources)
					: this.accessors.ofKey(declared, types);
			String path = Paths.child(parent.path(), declared.name());
			KeyTemplate template = parent.template().append(accessor.template());
			checkUnique(parent.template(), accessor.template(), this.problems.at(method));
			if (kind == null) {
				if (Annotations.find(Default.class, method).isPresent()) {
					this.problems.at(method).report("@Default has no meaning for a cluster. Use it on a ValueKey");
				}
				boolean complete = parent.complete() && !this.accessors.isStandIn(accessor.template());
				members.clusters.add(cluster(accessor, returned.asSubclass(Cluster.class),
						new Inherited(path, template, complete, parent.expiry(), parent.codec()), sources));
				return;
			}
			List<ResolvableType> contentTypes = types.contentTypes(kind, method, this.problems.at(method));
			if (!contentTypes.isEmpty()) {
				members.keys.add(key(accessor, kind, contentTypes, path, template, parent));
			}
		}

		private KeyModel key(Accessor accessor, KeyKind kind, List<ResolvableType> contentTypes, String path,
				KeyTemplate template, Inherited parent) {
			Method method = accessor.method();
			Site site = this.problems.at(method);
			if (Annotations.find(Protected.class, method).isPresent()) {
				site.report("A key cannot be protected. Put @Protected on a cluster");
			}
			if (Annotations.find(HashTag.class, method).isPresent()) {
				site.report("@HashTag has no meaning for a %s. Put it on the cluster or on a parameter",
						kind.displayName());
			}
			String defaultValue = Annotations.find(Default.class, method).map(Default::value).orElse(null);
			if (defaultValue != null && kind != KeyKind.VALUE) {
				site.report("@Default has no meaning for a %s. Use it on a ValueKey", kind.displayName());
			}
			if (!kind.isCodecAllowed() && Annotations.find(Codec.class, method).isPresent()) {
				site.report("@Codec has no meaning for a %s. Remove it", kind.displayName());
			}
			ArgumentType fieldType = kind.hasFields() ? fieldType(contentTypes.get(0).toClass(), site) : null;
			return new KeyModel(accessor, path, template, kind, fieldType, contentTypes.get(contentTypes.size() - 1),
					expiry(kind, path, parent.expiry(), site, method),
					kind.isCodecAllowed() ? TreeParser.this.annotations.codec(parent.codec(), method) : null,
					defaultValue);
		}

		private Expiry expiry(KeyKind kind, String path, Expiry inherited, Site site, Method method) {
			int problems = this.problems.size();
			Expiry expiry = expiry(path, inherited, site, method);
			if (kind == KeyKind.LOCK && expiry.timeToLive() == null && problems == this.problems.size()) {
				site.report("LockKey '%s' has no time-to-live, so a holder that crashes would keep it for ever. "
						+ "Declare @Ttl on it", path);
			}
			return expiry;
		}

		private @Nullable ArgumentType fieldType(Class<?> type, Site site) {
			ArgumentType fieldType = TreeParser.this.argumentTypes.get(type);
			if (fieldType == null) {
				site.report("Type %s cannot name fields. Use %s, or declare a KeyArgument<%s> bean", type.getTypeName(),
						ArgumentTypes.SUPPORTED, type.getSimpleName());
			}
			return fieldType;
		}

		private void reader(Declared declared, Class<?> returned, Inherited parent, Map<Method, Integer> readers) {
			Method method = declared.method();
			Site site = this.problems.at(method);
			List<Parameter> parameters = parent.template().parameters();
			for (int i = 0; i < parameters.size(); i++) {
				Parameter parameter = parameters.get(i);
				if (parameter.name().equals(declared.name()) && method.getParameterCount() == 0) {
					if (parameter.type().type() != ClassUtils.resolvePrimitiveIfNecessary(returned)) {
						site.report("Reader '%s' returns %s, but the parameter is of type %s. Return that type",
								declared.name(), returned.getTypeName(), parameter.declaredType().getTypeName());
					}
					int index = i;
					declared.forms().forEach((form) -> readers.put(form, index));
					return;
				}
			}
			if (!parent.complete() && method.getParameterCount() == 0
					&& TreeParser.this.argumentTypes.get(returned) != null) {
				// Perhaps it reads a parameter that has a problem.
				return;
			}
			boolean isValue = returned != void.class && !Cluster.class.isAssignableFrom(returned)
					&& !Key.class.isAssignableFrom(returned);
			String hint = isValue ? ". Did you mean ValueKey<%s>?".formatted(DeclaredTypes.shortName(method)) : "";
			site.report("Return type must be a kind of Key or an interface that extends Cluster. Found: %s%s",
					returned.getTypeName(), hint);
		}

		private static void checkUnique(KeyTemplate parent, KeyTemplate child, Site site) {
			List<String> names = parent.parameters().stream().map(Parameter::name).collect(Collectors.toList());
			names.retainAll(child.parameters().stream().map(Parameter::name).toList());
			names.forEach((name) -> site
				.report("Parameter '%s' is already in the prefix '%s' above. Give it another name", name, parent));
			if (parent.isPinned() && child.isPinned()) {
				site.report("Prefix '%s' has a hash tag, but so has the prefix '%s' above, and Redis uses the first. "
						+ "Remove one @HashTag", child, parent);
			}
		}

		private Expiry expiry(String path, Expiry inherited, Site site, AnnotatedElement... sources) {
			return TreeParser.this.ttlOverrides.apply(path,
					TreeParser.this.annotations.expiry(inherited, site, sources), this.problems);
		}

	}

}
