package io.redisimnest.testing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/**
 * The class path of the tests, as applications have it that lack something.
 */
public final class ClassPath {

	private ClassPath() {
	}

	/**
	 * A class loader for all but some libraries.
	 * @param artifacts a pattern of what is left out, without versions
	 * @return the class loader
	 */
	public static URLClassLoader without(String artifacts) {
		return new URLClassLoader(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> !file.getName().matches("(" + artifacts + ")-\\d.*"))
			.map(ClassPath::url)
			.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private static URL url(File file) {
		try {
			return file.toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
