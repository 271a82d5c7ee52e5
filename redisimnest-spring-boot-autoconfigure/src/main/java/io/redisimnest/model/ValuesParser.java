package io.redisimnest.model;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

import io.redisimnest.model.DeclaredMethods.Declared;
import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds the keys of the components of a record, and collects what does not fit together.
 */
final class ValuesParser {

	private final DeclaredTypes types;

	private final List<KeyModel> keys;

	/**
	 * Create a parser.
	 * @param types the types of the cluster
	 * @param keys its keys
	 */
	ValuesParser(DeclaredTypes types, List<KeyModel> keys) {
		this.types = types;
		this.keys = keys;
	}

	/**
	 * Parses a declaration.
	 * @param declared the method
	 * @param site where to report problems
	 * @return the values, {@code null} if there is a problem
	 */
	@Nullable ValuesModel parse(Declared declared, Site site) {
		Method method = declared.method();
		if (DeclaredMethods.ANNOTATIONS.stream().anyMatch((type) -> Annotations.find(type, method).isPresent())) {
			site.report("Annotations have no meaning for Values. Put them on the keys");
			return null;
		}
		if (method.getParameterCount() > 0) {
			site.report("Values have no parameters. Remove them");
			return null;
		}
		ResolvableType type = (method.getGenericReturnType() instanceof ParameterizedType generic)
				? this.types.resolve(generic) : null;
		ResolvableType record = (type != null) ? type.getGeneric() : ResolvableType.NONE;
		if (!record.toClass().isRecord() || record.toClass().getRecordComponents().length == 0) {
			site.report("Values need a record with components. Declare one, such as Values<Profile> with "
					+ "record Profile(int age, String name)");
			return null;
		}
		List<KeyModel> found = new ArrayList<>();
		for (RecordComponent component : record.toClass().getRecordComponents()) {
			KeyModel key = find(component.getName());
			if (key == null) {
				site.report("Component '%s' of %s has no key. Name it like a ValueKey or CounterKey without parameters "
						+ "of the same cluster", component.getName(), record.toClass().getSimpleName());
			}
			else if (isFitting(component, ResolvableType.forType(component.getGenericType(), record), key, site)) {
				found.add(key);
			}
		}
		return (found.size() == record.toClass().getRecordComponents().length)
				? new ValuesModel(declared.forms(), record, found) : null;
	}

	private @Nullable KeyModel find(String name) {
		return this.keys.stream()
			.filter((key) -> key.accessor().method().getName().equals(name))
			.filter((key) -> key.kind() == KeyKind.VALUE || key.kind() == KeyKind.COUNTER)
			.filter((key) -> key.ownTemplate().isLiteral())
			.findFirst()
			.orElse(null);
	}

	private static boolean isFitting(RecordComponent component, ResolvableType type, KeyModel key, Site site) {
		ResolvableType boxed = type.toClass().isPrimitive()
				? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(type.toClass())) : type;
		if (!boxed.toString().equals(key.valueType().toString())) {
			site.report("Component '%s' is of type %s, but key '%s' holds %s. Use that type", component.getName(), type,
					key.path(), key.valueType());
			return false;
		}
		if (type.toClass().isPrimitive() && key.kind() == KeyKind.VALUE && key.defaultValue() == null) {
			site.report("Component '%s' is of type %s, but key '%s' can be absent. Use %s, or give the key a @Default",
					component.getName(), type, key.path(), boxed.toClass().getSimpleName());
			return false;
		}
		return true;
	}

}
