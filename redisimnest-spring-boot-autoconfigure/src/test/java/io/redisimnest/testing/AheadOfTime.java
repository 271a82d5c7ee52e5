package io.redisimnest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prepares applications ahead of time, as {@code process-aot} does.
 */
public final class AheadOfTime {

	private AheadOfTime() {
	}

	/**
	 * What was prepared.
	 *
	 * @param initializer the name of the class that registers the beans
	 * @param hints what a native image is told
	 */
	public record Prepared(String initializer, RuntimeHints hints) {

	}

	/**
	 * Finds what a native image is told of an application.
	 * @param configuration its configuration
	 * @return the hints
	 */
	public static RuntimeHints hints(Class<?>... configuration) {
		return prepare(new InMemoryGeneratedFiles(), configuration).hints();
	}

	/**
	 * Prepares an application and compiles what was generated.
	 * @param folder where to put the classes
	 * @param configuration its configuration
	 * @return what was prepared
	 */
	public static Prepared prepare(Path folder, Class<?>... configuration) {
		Prepared prepared = prepare(new FileSystemGeneratedFiles(folder), configuration);
		compile(folder);
		return prepared;
	}

	private static Prepared prepare(GeneratedFiles files, Class<?>... configuration) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(configuration);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(configuration[0])), files);
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return new Prepared(initializer.reflectionName(), generation.getRuntimeHints());
		}
	}

	private static void compile(Path folder) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> files = Files.walk(folder);
				StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			List<String> options = List.of("-d", folder.toString(), "-proc:none", "-classpath",
					System.getProperty("java.class.path"));
			List<String> messages = new ArrayList<>();
			Boolean done = compiler
				.getTask(null, manager, (message) -> messages.add(message.toString()), options, null,
						manager.getJavaFileObjectsFromPaths(sources))
				.call();
			assertThat(done).as(() -> String.join("\n", messages)).isTrue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
