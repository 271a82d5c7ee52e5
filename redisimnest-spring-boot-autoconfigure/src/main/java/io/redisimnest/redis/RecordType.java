package io.redisimnest.redis;

import java.beans.PropertyDescriptor;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A type whose objects are taken apart into properties and put together again: a record,
 * or a bean.
 *
 * @param <T> the type
 * @param type the type
 * @param properties its properties
 * @param factory makes an object of the values of all properties, in their order
 */
record RecordType<T>(JavaType type, List<Property> properties, Factory<T> factory) {

	private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

	/**
	 * A property.
	 *
	 * @param name its name
	 * @param type its type, a primitive one as its wrapper, that of an {@link Optional}
	 * as what it can hold
	 * @param presence how it tells that it is absent
	 * @param getter reads it
	 */
	record Property(String name, JavaType type, Presence presence, Method getter) {

		private static Property of(String name, JavaType type, Method getter) {
			getter.setAccessible(true);
			if (type.isPrimitive()) {
				Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(type.getRawClass());
				return new Property(name, TYPES.constructType(wrapper), Presence.REQUIRED, getter);
			}
			return type.hasRawClass(Optional.class)
					? new Property(name, type.containedTypeOrUnknown(0), Presence.OPTIONAL, getter)
					: new Property(name, type, Presence.NULLABLE, getter);
		}

		@Nullable Object get(Object object) {
			Object value = ReflectionUtils.invokeMethod(this.getter, object);
			return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		}

		/**
		 * The property as the object takes it.
		 */
		@Nullable Object present(@Nullable Object value) {
			return (this.presence == Presence.OPTIONAL) ? Optional.ofNullable(value) : value;
		}

		boolean isRequired() {
			return this.presence == Presence.REQUIRED;
		}

	}

	/**
	 * How a property tells that it is absent.
	 */
	enum Presence {

		/** It cannot. */
		REQUIRED,

		/** It is {@code null}. */
		NULLABLE,

		/** It is an empty {@link Optional}. */
		OPTIONAL

	}

	/**
	 * Makes objects.
	 *
	 * @param <T> their type
	 */
	interface Factory<T> {

		T create(@Nullable Object[] values) throws InvocationTargetException;

	}

	/**
	 * Whether a type is a record or a bean that Jackson is told nothing about.
	 */
	static boolean isMadeOfProperties(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (raw.isRecord()) {
			return raw.getRecordComponents().length > 0 && !isAnnotated(raw);
		}
		boolean isValue = BeanUtils.isSimpleValueType(raw) || raw.isArray() || raw.getName().startsWith("java.")
				|| Modifier.isAbstract(raw.getModifiers()) || Iterable.class.isAssignableFrom(raw)
				|| Map.class.isAssignableFrom(raw);
		return !isValue && Stream.of(raw.getDeclaredConstructors()).anyMatch((known) -> known.getParameterCount() == 0)
				&& beanProperties(raw).findAny().isPresent() && !holdsMore(raw) && !isAnnotated(raw);
	}

	/**
	 * Whether something would be lost: what can be written but not read, and public
	 * fields.
	 */
	private static boolean holdsMore(Class<?> type) {
		return Stream.of(type.getFields()).anyMatch((field) -> !Modifier.isStatic(field.getModifiers()))
				|| Stream.of(BeanUtils.getPropertyDescriptors(type))
					.anyMatch((property) -> property.getReadMethod() == null && property.getWriteMethod() != null);
	}

	/**
	 * Annotations of Jackson's would have no effect, and might be there to keep a secret.
	 */
	private static boolean isAnnotated(Class<?> type) {
		Stream<Class<?>> classes = Stream.iterate(type, (each) -> each != null, Class::getSuperclass);
		return Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(type).stream())
			.filter((each) -> !each.getName().startsWith("java."))
			.flatMap((each) -> Stream
				.of(Stream.of(each), Stream.of(each.getDeclaredFields()), Stream.of(each.getDeclaredMethods()),
						Stream.of(each.getDeclaredConstructors()))
				.flatMap((elements) -> elements.map(AnnotatedElement.class::cast)))
			.anyMatch((element) -> AnnotatedElementUtils.isAnnotated(element, JacksonAnnotation.class));
	}

	/**
	 * Finds the properties of a type.
	 * @param declared the type, which {@link #isMadeOfProperties}
	 * @return what it is made of
	 * @throws IllegalArgumentException if a property contradicts itself
	 */
	@SuppressWarnings("unchecked")
	static <T> RecordType<T> of(ResolvableType declared) {
		JavaType type = TYPES.constructType(declared.getType());
		Class<T> raw = (Class<T>) type.getRawClass();
		return raw.isRecord() ? ofRecord(type, raw) : ofBean(type, raw);
	}

	private static <T> RecordType<T> ofRecord(JavaType type, Class<T> raw) {
		RecordComponent[] components = raw.getRecordComponents();
		List<Property> properties = Stream.of(components)
			.map((component) -> Property.of(component.getName(), typeOf(component.getAccessor(), type),
					component.getAccessor()))
			.toList();
		Constructor<T> constructor = constructor(raw,
				Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		return new RecordType<>(type, properties, (values) -> create(constructor, values));
	}

	private static Stream<PropertyDescriptor> beanProperties(Class<?> raw) {
		return Stream.of(BeanUtils.getPropertyDescriptors(raw))
			.filter((property) -> property.getReadMethod() != null && property.getWriteMethod() != null);
	}

	private static <T> RecordType<T> ofBean(JavaType type, Class<T> raw) {
		List<Property> properties = new ArrayList<>();
		List<Method> setters = new ArrayList<>();
		beanProperties(raw).forEach((property) -> {
			properties.add(beanProperty(property, type));
			setters.add(accessible(property.getWriteMethod()));
		});
		Constructor<T> constructor = constructor(raw);
		return new RecordType<>(type, properties, (values) -> {
			T bean = create(constructor);
			for (int i = 0; i < values.length; i++) {
				if (values[i] != null) {
					set(setters.get(i), bean, values[i]);
				}
			}
			return bean;
		});
	}

	private static Property beanProperty(PropertyDescriptor descriptor, JavaType owner) {
		JavaType type = typeOf(descriptor.getReadMethod(), owner);
		JavaType written = typeOf(descriptor.getWriteMethod().getGenericParameterTypes()[0],
				descriptor.getWriteMethod(), owner);
		Property property = Property.of(descriptor.getName(), type, descriptor.getReadMethod());
		if (written.equals(type)) {
			return property;
		}
		if (property.presence() == Presence.OPTIONAL && written.equals(property.type())) {
			return new Property(property.name(), property.type(), Presence.NULLABLE, property.getter());
		}
		throw new IllegalArgumentException("property '%s' has a getter of type %s and a setter of type %s"
			.formatted(property.name(), type.toCanonical(), written.toCanonical()));
	}

	private static JavaType typeOf(Method getter, JavaType owner) {
		return typeOf(getter.getGenericReturnType(), getter, owner);
	}

	/**
	 * A type in a declaration, with what its variables are bound to in the type that
	 * inherits it.
	 */
	private static JavaType typeOf(Type type, Method method, JavaType owner) {
		return TYPES.resolveMemberType(type, owner.findSuperType(method.getDeclaringClass()).getBindings());
	}

	private static <T> Constructor<T> constructor(Class<T> raw, Class<?>... types) {
		try {
			return accessible(raw.getDeclaredConstructor(types));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <A extends AccessibleObject> A accessible(A member) {
		member.setAccessible(true);
		return member;
	}

	private static <T> T create(Constructor<T> constructor, @Nullable Object... values)
			throws InvocationTargetException {
		try {
			return constructor.newInstance(values);
		}
		catch (InstantiationException | IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void set(Method setter, Object bean, @Nullable Object value) throws InvocationTargetException {
		try {
			setter.invoke(bean, value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
