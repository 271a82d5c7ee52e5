package io.redisimnest.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Loads all classes anew, but for the JDK's, so that what they do by reflection is known
 * to {@link ReflectionTrace}.
 */
public final class TracingClassLoader extends ClassLoader {

	private static final String TRACE = Type.getInternalName(ReflectionTrace.class);

	/** What is called in place of a method of the JDK. */
	private static final Map<String, Method> REPLACEMENTS = replacements();

	private final Path generated;

	/**
	 * Create a class loader.
	 * @param generated a folder of further classes
	 */
	public TracingClassLoader(Path generated) {
		super(TracingClassLoader.class.getClassLoader());
		this.generated = generated;
		ReflectionTrace.clear();
	}

	private static Map<String, Method> replacements() {
		Map<String, Method> replacements = new HashMap<>();
		for (Method method : ReflectionTrace.class.getDeclaredMethods()) {
			if (!Modifier.isPrivate(method.getModifiers()) && method.getParameterCount() > 0) {
				Class<?>[] types = method.getParameterTypes();
				Class<?>[] rest = Arrays.copyOfRange(types, 1, types.length);
				original(method.getName(), types[0], rest)
					.or(() -> Stream.of(Class.class, Proxy.class, Array.class, InvocationHandler.class)
						.flatMap((owner) -> original(method.getName(), owner, types).stream())
						.findFirst())
					.ifPresent((original) -> replacements.put(key(Type.getInternalName(original.getDeclaringClass()),
							original.getName(), Type.getMethodDescriptor(original)), method));
			}
		}
		return replacements;
	}

	private static Optional<Method> original(String name, Class<?> owner, Class<?>[] types) {
		return Stream.of(owner.getMethods())
			.filter((method) -> method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), types))
			.findFirst();
	}

	private static String key(String owner, String name, String descriptor) {
		return owner + "." + name + descriptor;
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : load(name);
		}
	}

	private Class<?> load(String name) throws ClassNotFoundException {
		if (name.equals(ReflectionTrace.class.getName())) {
			return ReflectionTrace.class;
		}
		try {
			return ClassLoader.getPlatformClassLoader().loadClass(name);
		}
		catch (ClassNotFoundException ex) {
			byte[] bytes = trace(read(name));
			return defineClass(name, bytes, 0, bytes.length);
		}
	}

	private byte[] read(String name) throws ClassNotFoundException {
		String file = name.replace('.', '/') + ".class";
		Path own = this.generated.resolve(file);
		try (InputStream stream = Files.exists(own) ? Files.newInputStream(own) : getResourceAsStream(file)) {
			if (stream == null) {
				throw new ClassNotFoundException(name);
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

	private static byte[] trace(byte[] original) {
		ClassReader reader = new ClassReader(original);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
			}

		}, 0);
		return writer.toByteArray();
	}

	/**
	 * Replaces calls in a method, and references to methods.
	 */
	private static final class Calls extends MethodVisitor {

		private Calls(MethodVisitor next) {
			super(SpringAsmInfo.ASM_VERSION, next);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			Method replacement = REPLACEMENTS.get(key(owner, name, descriptor));
			if (replacement != null) {
				super.visitMethodInsn(Opcodes.INVOKESTATIC, TRACE, name, Type.getMethodDescriptor(replacement), false);
			}
			else {
				super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
			}
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			Object[] replaced = Stream.of(arguments)
				.map((argument) -> (argument instanceof Handle handle) ? replace(handle) : argument)
				.toArray();
			super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
		}

		private static Handle replace(Handle handle) {
			Method replacement = REPLACEMENTS.get(key(handle.getOwner(), handle.getName(), handle.getDesc()));
			return (replacement != null) ? new Handle(Opcodes.H_INVOKESTATIC, TRACE, handle.getName(),
					Type.getMethodDescriptor(replacement), false) : handle;
		}

	}

}
