package io.redisimnest.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Param;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.model.DeclaredMethods.Declared;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Parses how a method opens a node: its parameters, and the node's own part of the
 * template.
 */
final class AccessorParser {

	private final Annotations annotations;

	private final ArgumentTypes argumentTypes;

	private final Problems problems;

	/** Templates that take the place of those with problems. */
	private final Set<KeyTemplate> standIns = new HashSet<>();

	AccessorParser(Annotations annotations, ArgumentTypes argumentTypes, Problems problems) {
		this.annotations = annotations;
		this.argumentTypes = argumentTypes;
		this.problems = problems;
	}

	/**
	 * Parses the accessor of a key.
	 */
	Accessor ofKey(Declared declared, DeclaredTypes types) {
		Map<String, Parameter> parameters = new LinkedHashMap<>();
		KeyTemplate template = template(declared, types, "key", parameters, declared.method());
		return accessor(declared, template, parameters);
	}

	/**
	 * Parses the accessor of a cluster.
	 * @param sources where its annotations stand, the winner first
	 */
	Accessor ofCluster(Declared declared, DeclaredTypes types, AnnotatedElement... sources) {
		Map<String, Parameter> parameters = new LinkedHashMap<>();
		KeyTemplate template = template(declared, types, "cluster", parameters, sources);
		return accessor(declared, tagged(template, this.problems.at(declared.method()), sources), parameters);
	}

	private static Accessor accessor(Declared declared, KeyTemplate template, Map<String, Parameter> parameters) {
		List<String> order = List.copyOf(parameters.keySet());
		return new Accessor(declared.method(), declared.forms(), template,
				template.parameters().stream().map((parameter) -> order.indexOf(parameter.name())).toList());
	}

	private KeyTemplate template(Declared declared, DeclaredTypes types, String what, Map<String, Parameter> parameters,
			AnnotatedElement... sources) {
		Method method = declared.method();
		Site site = this.problems.at(method);
		boolean complete = true;
		for (int i = 0; i < method.getParameterCount(); i++) {
			Parameter parameter = parameter(method, i, types);
			if (parameter == null) {
				complete = false;
			}
			else if (parameters.put(parameter.name(), parameter) != null) {
				site.report("Two parameters are named '%s'. Give each a name of its own", parameter.name());
				complete = false;
			}
		}
		if (complete && !parameters.isEmpty() && Annotations.find(Prefix.class, sources).isEmpty()) {
			site.report("Parameters have no place in a name without @Prefix. Write @Prefix(\"%s:{%s}\")",
					declared.name(), String.join("}:{", parameters.keySet()));
			complete = false;
		}
		return complete ? template(this.annotations.prefix(declared.name(), site, sources), parameters, what, site)
				: standIn(declared.name());
	}

	private @Nullable Parameter parameter(Method method, int index, DeclaredTypes types) {
		java.lang.reflect.Parameter declared = method.getParameters()[index];
		Site site = this.problems.at(method);
		String name = Annotations.find(Param.class, declared)
			.map(Param::value)
			.orElse(declared.isNamePresent() ? declared.getName() : null);
		if (name == null) {
			site.report("Parameter %d has no name. Annotate it with @Param(\"...\") or compile with '-parameters'",
					index);
			return null;
		}
		ResolvableType resolved = types.resolve(declared.getParameterizedType());
		Class<?> type = (resolved != null) ? resolved.toClass() : declared.getType();
		ArgumentType argumentType = this.argumentTypes.get(type);
		if (argumentType == null) {
			site.report("Parameter '%s' of type %s cannot stand in a key. Use %s, or declare a KeyArgument<%s> bean",
					name, type.getTypeName(), ArgumentTypes.SUPPORTED,
					ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName());
			return null;
		}
		return new Parameter(name, type, argumentType, isHashTag(declared));
	}

	/**
	 * Parses a prefix.
	 * @return the template, or what takes its place
	 */
	KeyTemplate template(String prefix, Map<String, Parameter> parameters, String what, Site site) {
		KeyTemplate template = TemplateParser.parse(prefix, parameters, what, site);
		return (template != null) ? template : standIn("invalid");
	}

	/**
	 * The template of a cluster, with its last segment as the hash tag if that is
	 * declared.
	 */
	KeyTemplate tagged(KeyTemplate template, Site site, AnnotatedElement... sources) {
		if (!isHashTag(sources) || isStandIn(template)) {
			return template;
		}
		if (!template.isLiteral()) {
			site.report("@HashTag stands on a cluster whose prefix '%s' has a parameter. Put it on the parameter",
					template);
			return template;
		}
		return template.tagged();
	}

	private static boolean isHashTag(AnnotatedElement... sources) {
		return Annotations.find(HashTag.class, sources).map(HashTag::value).orElse(false);
	}

	/**
	 * Takes the place of a template that has problems, so that the rest is parsed.
	 */
	private KeyTemplate standIn(String name) {
		KeyTemplate template = new KeyTemplate(List.of(new SegmentTemplate(List.of(name), List.of())));
		this.standIns.add(template);
		return template;
	}

	boolean isStandIn(KeyTemplate template) {
		return this.standIns.contains(template);
	}

}
