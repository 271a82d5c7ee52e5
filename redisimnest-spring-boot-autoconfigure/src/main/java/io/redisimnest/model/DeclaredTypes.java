package io.redisimnest.model;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The types in an interface, with the type variables that it binds in its
 * super-interfaces. Unlike {@link ResolvableType}, it tells a variable that is bound from
 * one that is not but has a bound.
 */
final class DeclaredTypes {

	private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

	DeclaredTypes(Class<?> type) {
		bind(type);
	}

	private void bind(Class<?> type) {
		for (Type parent : type.getGenericInterfaces()) {
			if (parent instanceof ParameterizedType parameterized) {
				Class<?> raw = (Class<?>) parameterized.getRawType();
				for (int i = 0; i < raw.getTypeParameters().length; i++) {
					this.bindings.put(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
				}
				bind(raw);
			}
			else {
				bind((Class<?>) parent);
			}
		}
	}

	/**
	 * The return type of a method, which may be a variable.
	 * @param method a method of the interface or of one of its super-interfaces
	 * @param site where to report problems
	 * @return the type, {@code null} if it is a variable that is not bound
	 */
	@Nullable Class<?> returnType(Method method, Site site) {
		if (!(method.getGenericReturnType() instanceof TypeVariable<?> variable)) {
			return method.getReturnType();
		}
		ResolvableType resolved = resolve(variable);
		if (resolved == null) {
			reportUnbound(method, site);
		}
		return (resolved != null) ? resolved.toClass() : null;
	}

	/**
	 * The types of what a key holds, as its kind declares them: the type of the values
	 * last.
	 * @param kind its kind
	 * @param method its accessor
	 * @param site where to report problems
	 * @return the types, empty if there is a problem
	 */
	List<ResolvableType> contentTypes(KeyKind kind, Method method, Site site) {
		return kind.isTyped() ? typeArguments(method, "%s does not tell the type of its values. Declare it, such as %s"
			.formatted(kind.displayName(), kind.example()), site) : List.of(kind.contentType());
	}

	/**
	 * The type arguments of the return type of a method.
	 * @param method the method
	 * @param untold what to report if it does not tell them
	 * @param site where to report problems
	 * @return the types, empty if there is a problem
	 */
	List<ResolvableType> typeArguments(Method method, String untold, Site site) {
		if (!(method.getGenericReturnType() instanceof ParameterizedType declared)
				|| Stream.of(declared.getActualTypeArguments()).anyMatch(WildcardType.class::isInstance)) {
			site.report(untold);
			return List.of();
		}
		ResolvableType resolved = resolve(declared);
		if (resolved == null) {
			reportUnbound(method, site);
		}
		return (resolved != null) ? List.of(resolved.getGenerics()) : List.of();
	}

	private static void reportUnbound(Method method, Site site) {
		site.report("Type %s has a variable that is not bound. Bind it in an interface that extends %s",
				shortName(method), method.getDeclaringClass().getSimpleName());
	}

	/**
	 * The return type of a method as one writes it, a primitive one as its wrapper.
	 */
	static String shortName(Method method) {
		Type type = method.getReturnType().isPrimitive()
				? ClassUtils.resolvePrimitiveIfNecessary(method.getReturnType()) : method.getGenericReturnType();
		return type.getTypeName().replaceAll("[\\w.]+\\.", "");
	}

	/**
	 * A type without its variables.
	 * @param type a type that stands in the interface or in one of its super-interfaces
	 * @return the type, {@code null} if one of its variables is not bound
	 */
	@Nullable ResolvableType resolve(Type type) {
		if (type instanceof Class<?> known) {
			return ResolvableType.forClass(known);
		}
		if (type instanceof TypeVariable<?> variable) {
			Type bound = this.bindings.get(variable);
			return (bound != null) ? resolve(bound) : null;
		}
		if (type instanceof WildcardType wildcard) {
			return resolve(wildcard.getUpperBounds()[0]);
		}
		if (type instanceof GenericArrayType array) {
			ResolvableType component = resolve(array.getGenericComponentType());
			return (component != null) ? ResolvableType.forArrayComponent(component) : null;
		}
		ParameterizedType parameterized = (ParameterizedType) type;
		Type[] arguments = parameterized.getActualTypeArguments();
		ResolvableType[] resolved = new ResolvableType[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			ResolvableType argument = resolve(arguments[i]);
			if (argument == null) {
				return null;
			}
			resolved[i] = argument;
		}
		return ResolvableType.forClassWithGenerics((Class<?>) parameterized.getRawType(), resolved);
	}

}
