package io.redisimnest.model;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.redisimnest.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.parse;
import static io.redisimnest.model.Parsing.templates;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trees of an application that is compiled with or without {@code -parameters}.
 */
class ParameterNamesTests {

	private static final String SOURCE = """
			package app;

			import io.redisimnest.Cluster;
			import io.redisimnest.annotation.Param;
			import io.redisimnest.annotation.Prefix;
			import io.redisimnest.key.ValueKey;

			public interface Root extends Cluster {

				@Prefix("user:{userId}")
				User user(%slong userId);

				interface User extends Cluster {

					long userId();

					ValueKey<String> name();

					@Prefix("{kind}-{number}")
					ValueKey<String> item(@Param("kind") String a, %sint number);

				}

			}
			""";

	@TempDir
	Path classes;

	@Test
	void parametersWithoutANameAreRefused() throws Exception {
		try (URLClassLoader loader = compile(SOURCE.formatted("", ""))) {
			assertProblems(root(loader),
					"Parameter 0 has no name. Annotate it with @Param(\"...\") or compile with '-parameters', "
							+ "for method Root.user",
					"Parameter 1 has no name. Annotate it with @Param(\"...\") or compile with '-parameters', "
							+ "for method User.item");
		}
	}

	@Test
	void parametersCanBeNamedByAnAnnotation() throws Exception {
		try (URLClassLoader loader = compile(SOURCE.formatted("@Param(\"userId\") ", "@Param(\"number\") "))) {
			assertThat(templates(parse(root(loader)))).containsExactly("root", "root:user:{userId}",
					"root:user:{userId}:{kind}-{number}", "root:user:{userId}:name");
		}
	}

	@Test
	void theCompilerCanNameParameters() throws Exception {
		try (URLClassLoader loader = compile(SOURCE.formatted("", ""), "-parameters")) {
			assertThat(templates(parse(root(loader)))).containsExactly("root", "root:user:{userId}",
					"root:user:{userId}:{kind}-{number}", "root:user:{userId}:name");
		}
	}

	private static Class<? extends Cluster> root(ClassLoader loader) throws ClassNotFoundException {
		return loader.loadClass("app.Root").asSubclass(Cluster.class);
	}

	private URLClassLoader compile(String source, String... options) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler).as("compiler of a JDK").isNotNull();
		JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///app/Root.java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		List<String> all = Stream
			.concat(Stream.of("-proc:none", "-d", this.classes.toString(), "-classpath",
					System.getProperty("java.class.path")), Stream.of(options))
			.toList();
		StringWriter messages = new StringWriter();
		assertThat(compiler.getTask(messages, null, null, all, null, List.of(file)).call()).as(messages.toString())
			.isTrue();
		return new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, getClass().getClassLoader());
	}

}
