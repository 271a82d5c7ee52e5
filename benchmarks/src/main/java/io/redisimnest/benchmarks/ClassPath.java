package io.redisimnest.benchmarks;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path of the benchmark, for virtual machines that it starts itself. Maven runs
 * it in its own, whose class path is another.
 */
final class ClassPath {

	private ClassPath() {
	}

	/**
	 * Lets JMH, which looks at a system property, know the class path.
	 */
	static void publish() {
		System.setProperty("java.class.path", text());
	}

	/**
	 * Starts another virtual machine.
	 * @param main the class to run
	 * @param options options of the virtual machine
	 * @param arguments arguments of the program
	 */
	static ProcessBuilder java(Class<?> main, List<String> options, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(options);
		command.addAll(List.of("-cp", text(), main.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

	private static String text() {
		if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader)) {
			return System.getProperty("java.class.path");
		}
		List<String> entries = new ArrayList<>();
		for (URL url : loader.getURLs()) {
			try {
				entries.add(new File(url.toURI()).getPath());
			}
			catch (URISyntaxException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return String.join(File.pathSeparator, entries);
	}

}
