package io.redisimnest.sample.documentation;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles sources from memory, as Boot's Maven parent does.
 */
final class Compilation {

	private final List<JavaFileObject> sources = new ArrayList<>();

	private final String classPath;

	Compilation(String classPath) {
		this.classPath = classPath;
	}

	void add(String name, String code) {
		this.sources.add(new SimpleJavaFileObject(URI.create("string:///" + name.replace('.', '/') + ".java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return code;
			}

		});
	}

	/**
	 * Compiles.
	 * @param classes where the classes go
	 * @return what is wrong, empty if nothing is
	 */
	String run(Path classes) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		ToolProvider.getSystemJavaCompiler()
			.getTask(null, null, diagnostics,
					List.of("-d", classes.toString(), "-cp", this.classPath, "-proc:none", "-parameters", "-encoding",
							"UTF-8"),
					null, this.sources)
			.call();
		return diagnostics.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"));
	}

}
