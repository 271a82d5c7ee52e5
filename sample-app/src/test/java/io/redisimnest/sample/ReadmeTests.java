package io.redisimnest.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the Java code of the README as it stands there.
 */
class ReadmeTests {

	private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final String IMPORTS = """
			import java.util.*;
			import io.redisimnest.*;
			import io.redisimnest.annotation.*;
			import io.redisimnest.census.*;
			import io.redisimnest.key.*;
			import io.redisimnest.registry.*;
			import org.slf4j.Logger;
			import org.springframework.context.annotation.*;
			""";

	@TempDir
	private Path classes;

	@Test
	void codeCompiles() throws IOException {
		List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "README.md")))
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
		assertThat(blocks).hasSize(6);
		String tree = blocks.get(0);
		int statements = tree.indexOf("root.user(1)");
		List<JavaFileObject> sources = new ArrayList<>();
		sources.add(source("Root", tree.substring(0, statements)));
		sources.add(source("RedisTrees", blocks.get(1)));
		sources.add(source("Shop", blocks.get(3)));
		for (String block : List.of(tree.substring(statements), blocks.get(2), blocks.get(4), blocks.get(5))) {
			String name = "Statements" + sources.size();
			sources.add(source(name, "class " + name
					+ " { void run(Root root, ClusterInspector inspector, Logger log) {" + block + "} }"));
		}
		assertThat(compile(sources)).isEmpty();
	}

	private static JavaFileObject source(String name, String code) {
		return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return IMPORTS + code;
			}

		};
	}

	private String compile(List<JavaFileObject> sources) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		compiler
			.getTask(null, null, diagnostics, List.of("-d", this.classes.toString(), "-proc:none", "-parameters"), null,
					sources)
			.call();
		return diagnostics.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"));
	}

}
