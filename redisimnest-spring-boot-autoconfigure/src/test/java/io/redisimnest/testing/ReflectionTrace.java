package io.redisimnest.testing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/**
 * What is done by reflection with the library, its clients and the types of trees. Its
 * methods are called in place of those of the JDK by the classes of a
 * {@link TracingClassLoader}: the first parameter is the object of the call, if there is
 * one.
 */
public final class ReflectionTrace {

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private static final List<Access> ACCESSES = Collections.synchronizedList(new ArrayList<>());

	private ReflectionTrace() {
	}

	/**
	 * An access.
	 *
	 * @param text what is done
	 * @param covered whether a native image is told so
	 */
	private record Access(String text, Predicate<RuntimeHints> covered) {

	}

	/**
	 * Forgets all that was done.
	 */
	static void clear() {
		ACCESSES.clear();
	}

	/**
	 * What was done that a native image is not told.
	 * @param hints what it is told
	 * @return the accesses that would fail
	 */
	public static Set<String> uncovered(RuntimeHints hints) {
		synchronized (ACCESSES) {
			return ACCESSES.stream()
				.filter((access) -> !access.covered().test(hints))
				.map(Access::text)
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	/**
	 * Of annotations a native image has all that it needs.
	 */
	private static void record(Class<?> type, String text, Supplier<Predicate<RuntimeHints>> covered) {
		boolean concerns = isOurs(type.getName()) || (isOurs(caller()) && !isOfFramework(type.getName()));
		if (concerns && !type.isAnnotation()) {
			ACCESSES.add(new Access(text, covered.get()));
		}
	}

	/**
	 * Who wants it: not those who only do it for others.
	 */
	private static String caller() {
		return WALKER.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
			.filter((name) -> Stream
				.of("java.", "jdk.", "org.springframework.util.", "org.springframework.core.",
						"org.springframework.beans.BeanUtils", ReflectionTrace.class.getName())
				.noneMatch(name::startsWith))
			.findFirst()
			.orElse(""));
	}

	private static boolean isOurs(String name) {
		return name.startsWith("io.redisimnest.") && !name.endsWith("Application");
	}

	private static boolean isOfFramework(String name) {
		return name.startsWith("org.springframework.");
	}

	private static ReflectionHintsPredicates reflection() {
		return RuntimeHintsPredicates.reflection();
	}

	/**
	 * Spring looks at the classes of all beans. Those of which a native image is told
	 * nothing seem to have no members, which is what Spring is content with.
	 */
	private static <T> Class<T> looked(Class<T> type, String what) {
		Class<?> declaring = Proxy.isProxyClass(type) ? type.getInterfaces()[0] : type;
		if (!isOfFramework(caller())) {
			record(declaring, "looks for %s of %s".formatted(what, declaring.getName()),
					() -> Proxy.isProxyClass(type)
							? RuntimeHintsPredicates.proxies().forInterfaces(type.getInterfaces())
							: told(TypeReference.of(type.getName())));
		}
		return type;
	}

	/**
	 * A type is there for all, unless somebody tells of it under a condition of his own,
	 * such as a kind of connection that is used.
	 */
	private static Predicate<RuntimeHints> told(TypeReference type) {
		return (hints) -> {
			TypeHint hint = hints.reflection().getTypeHint(type);
			return hint != null && hint.getReachableType() == null;
		};
	}

	private static <T> Class<T> found(Class<T> type) {
		return looked(type, "the class");
	}

	private static Method invoked(Method method) {
		record(method.getDeclaringClass(), "invokes " + method, () -> reflection().onMethodInvocation(method));
		return method;
	}

	private static <T> Constructor<T> invoked(Constructor<T> constructor) {
		Class<T> type = constructor.getDeclaringClass();
		if (Proxy.isProxyClass(type)) {
			looked(type, "the constructor");
		}
		else {
			record(type, "invokes " + constructor, () -> reflection().onConstructorInvocation(constructor));
		}
		return constructor;
	}

	private static Field accessed(Field field) {
		record(field.getDeclaringClass(), "accesses " + field, () -> reflection().onFieldAccess(field));
		return field;
	}

	// In place of the methods of Method, Constructor and Field

	public static Object invoke(Method method, Object target, Object[] arguments) throws ReflectiveOperationException {
		return invoked(method).invoke(target, arguments);
	}

	public static Object newInstance(Constructor<?> constructor, Object[] arguments)
			throws ReflectiveOperationException {
		return invoked(constructor).newInstance(arguments);
	}

	public static Object get(Field field, Object target) throws ReflectiveOperationException {
		return accessed(field).get(target);
	}

	public static void set(Field field, Object target, Object value) throws ReflectiveOperationException {
		accessed(field).set(target, value);
	}

	// In place of the methods of Class

	public static Class<?> forName(String name) throws ClassNotFoundException {
		return found(Class.forName(name, true, WALKER.getCallerClass().getClassLoader()));
	}

	public static Class<?> forName(String name, boolean initialize, ClassLoader loader) throws ClassNotFoundException {
		return found(Class.forName(name, initialize, loader));
	}

	public static Class<?> loadClass(ClassLoader loader, String name) throws ClassNotFoundException {
		return found(loader.loadClass(name));
	}

	public static Method[] getMethods(Class<?> type) {
		return looked(type, "methods").getMethods();
	}

	public static Method[] getDeclaredMethods(Class<?> type) {
		return looked(type, "methods").getDeclaredMethods();
	}

	public static Method getMethod(Class<?> type, String name, Class<?>[] parameters) throws NoSuchMethodException {
		return looked(type, "methods").getMethod(name, parameters);
	}

	public static Method getDeclaredMethod(Class<?> type, String name, Class<?>[] parameters)
			throws NoSuchMethodException {
		return looked(type, "methods").getDeclaredMethod(name, parameters);
	}

	public static Constructor<?>[] getConstructors(Class<?> type) {
		return looked(type, "constructors").getConstructors();
	}

	public static Constructor<?>[] getDeclaredConstructors(Class<?> type) {
		return looked(type, "constructors").getDeclaredConstructors();
	}

	public static Constructor<?> getConstructor(Class<?> type, Class<?>[] parameters) throws NoSuchMethodException {
		return looked(type, "constructors").getConstructor(parameters);
	}

	public static Constructor<?> getDeclaredConstructor(Class<?> type, Class<?>[] parameters)
			throws NoSuchMethodException {
		return looked(type, "constructors").getDeclaredConstructor(parameters);
	}

	public static Field[] getFields(Class<?> type) {
		return looked(type, "fields").getFields();
	}

	public static Field[] getDeclaredFields(Class<?> type) {
		return looked(type, "fields").getDeclaredFields();
	}

	public static Field getField(Class<?> type, String name) throws NoSuchFieldException {
		return looked(type, "fields").getField(name);
	}

	public static Field getDeclaredField(Class<?> type, String name) throws NoSuchFieldException {
		return looked(type, "fields").getDeclaredField(name);
	}

	public static RecordComponent[] getRecordComponents(Class<?> type) {
		return looked(type, "components").getRecordComponents();
	}

	// In place of the methods of Lookup

	public static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method) throws IllegalAccessException {
		return lookup.unreflect(invoked(method));
	}

	public static MethodHandle unreflectSpecial(MethodHandles.Lookup lookup, Method method, Class<?> caller)
			throws IllegalAccessException {
		return lookup.unreflectSpecial(invoked(method), caller);
	}

	public static MethodHandle unreflectConstructor(MethodHandles.Lookup lookup, Constructor<?> constructor)
			throws IllegalAccessException {
		return lookup.unreflectConstructor(invoked(constructor));
	}

	public static VarHandle findVarHandle(MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> fieldType)
			throws ReflectiveOperationException {
		accessed(type.getDeclaredField(name));
		return lookup.findVarHandle(type, name, fieldType);
	}

	// In place of static methods of Proxy, Array and InvocationHandler

	public static Object newProxyInstance(ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler) {
		record(interfaces[0], "makes proxies of " + Stream.of(interfaces).map(Class::getName).toList(),
				() -> RuntimeHintsPredicates.proxies().forInterfaces(interfaces));
		return Proxy.newProxyInstance(loader, interfaces, handler);
	}

	public static Object newInstance(Class<?> component, int length) {
		record(component, "makes arrays of " + component.getName(),
				() -> told(TypeReference.of(component.arrayType())));
		return Array.newInstance(component, length);
	}

	public static Object invokeDefault(Object proxy, Method method, Object[] arguments) throws Throwable {
		return InvocationHandler.invokeDefault(proxy, invoked(method), arguments);
	}

}
