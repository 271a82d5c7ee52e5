package io.redisimnest.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.model.Accessor;
import io.redisimnest.model.ArgumentTypes;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.Problems;
import io.redisimnest.model.TreeParser;
import io.redisimnest.model.TtlOverrides;
import io.redisimnest.model.ValuesModel;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.core.ResolvableType;

/**
 * Tells a native image what is done with the types of a tree by reflection: clusters are
 * JDK proxies whose methods are looked up, values are bound to JSON and to fields, and
 * declared serializers are made.
 * <p>
 * A broken declaration is no matter here. It stops the application when it starts, with
 * all that is wrong; what configuration and beans have to say is not known before.
 */
class ClusterHints {

	/** What stands for a placeholder is not known yet, so its name is taken instead. */
	private static final TreeParser PARSER = new TreeParser("", (text) -> text.contains("${") ? null : text,
			new TtlOverrides(Map.of()), new ArgumentTypes(List.of()));

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private final RuntimeHints hints;

	ClusterHints(RuntimeHints hints) {
		this.hints = hints;
	}

	/**
	 * Registers a cluster and all below it.
	 * @param root the interface of the cluster
	 */
	void register(Class<? extends Cluster> root) {
		this.hints.reflection().registerType(Object.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		PARSER.parse(root, new Problems()).clustersOfSubtree().forEach(this::registerCluster);
	}

	private void registerCluster(ClusterModel cluster) {
		this.hints.proxies().registerJdkProxy(cluster.type());
		registerMethods(cluster.type());
		if (cluster.accessor() != null) {
			registerArguments(cluster.accessor());
		}
		cluster.keys().forEach(this::registerKey);
		cluster.values().stream().map(ValuesModel::type).forEach(this::bind);
	}

	private void registerMethods(Class<?> type) {
		this.hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
		Stream.of(type.getInterfaces()).forEach(this::registerMethods);
	}

	private void registerKey(KeyModel key) {
		registerArguments(key.accessor());
		bind(key.valueType());
		registerInterfaces(key.valueType().toClass());
		if (key.fieldType() != null) {
			registerArgument(key.fieldType().type());
		}
		if (key.codec() != null) {
			registerCodec(key.codec());
		}
	}

	private void registerArguments(Accessor accessor) {
		Stream.of(accessor.method().getParameterTypes()).forEach(this::registerArgument);
	}

	/**
	 * All other types are turned into text and back by their own methods.
	 */
	private void registerArgument(Class<?> type) {
		if (type.isEnum()) {
			bind(ResolvableType.forClass(type));
		}
	}

	private void bind(ResolvableType type) {
		this.binding.registerReflectionHints(this.hints.reflection(), type.getType());
	}

	/**
	 * Before an object is taken apart, annotations of Jackson's are looked for in all
	 * that it inherits.
	 */
	private void registerInterfaces(Class<?> valueType) {
		if (!valueType.getName().startsWith("java.")) {
			this.hints.reflection()
				.registerForInterfaces(valueType, (type) -> type.withMembers(MemberCategory.INVOKE_PUBLIC_METHODS));
		}
	}

	/**
	 * A serializer is made, and its super-types tell what it serializes.
	 */
	private void registerCodec(Class<?> codec) {
		ReflectionHints reflection = this.hints.reflection();
		for (Class<?> type = codec; type != null; type = type.getSuperclass()) {
			reflection.registerType(type);
		}
		reflection.registerType(codec, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		reflection.registerForInterfaces(codec, TypeHint.Builder::withMembers);
	}

}
