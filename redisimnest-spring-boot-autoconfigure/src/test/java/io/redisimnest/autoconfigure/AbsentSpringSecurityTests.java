package io.redisimnest.autoconfigure;

import java.net.URLClassLoader;
import java.util.function.Function;

import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.key.PasswordKey;
import io.redisimnest.key.SecretKey;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.ClassPath;
import io.redisimnest.testing.TestRedis;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without Spring Security on its class path.
 */
@ExtendWith(OutputCaptureExtension.class)
class AbsentSpringSecurityTests {

	private static final String KEY = "--redisimnest.secrets.keys.k1=AAAAAAAAAAAAAAAAAAAAAA==";

	@Test
	void everythingElseWorks(CapturedOutput output) throws Exception {
		assertThat(run(UsesSecret.class)).isEqualTo("true x");
		assertThat(output)
			.contains("There is no Spring Security: whoever reaches the application may delete keys in the explorer");
	}

	@Test
	void aPasswordStopsTheApplicationWithWhatToAdd() throws Exception {
		assertThat(run(UsesPassword.class)).contains("PasswordKey needs a PasswordEncoder of Spring Security. "
				+ "Add org.springframework.security:spring-security-crypto, for method Passwords.password");
	}

	private static String run(Class<? extends Function<String[], String>> work) throws Exception {
		// The shared server must not be started with the class loader below.
		String[] arguments = { "--redisimnest.host=" + TestRedis.host(), "--redisimnest.port=" + TestRedis.port(),
				"--spring.autoconfigure.exclude=", "--redisimnest.explorer.enabled=true",
				"--redisimnest.explorer.allow-clear=true", "--server.port=0", KEY };
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = ClassPath.without("spring-security-\\w+|spring-boot-security")) {
			Thread.currentThread().setContextClassLoader(loader);
			@SuppressWarnings("unchecked")
			Function<String[], String> function = (Function<String[], String>) loader.loadClass(work.getName())
				.getDeclaredConstructor()
				.newInstance();
			return function.apply(arguments);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	/**
	 * Writes and reads a secret, in a web application with the explorer.
	 */
	public static final class UsesSecret implements Function<String[], String> {

		@Override
		public String apply(String[] arguments) {
			// A Java process has one such factory, and another Tomcat may have set its
			// own.
			TomcatURLStreamHandlerFactory.disable();
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WithSecret.class)
				.web(WebApplicationType.SERVLET)
				.run(arguments)) {
				Secrets secrets = context.getBean(Secrets.class);
				secrets.secret().set("x");
				return context.containsBean("redisimnestExplorerController") + " " + secrets.secret().get();
			}
		}

	}

	/**
	 * Starts with a password.
	 */
	public static final class UsesPassword implements Function<String[], String> {

		@Override
		public String apply(String[] arguments) {
			try {
				new SpringApplicationBuilder(WithPassword.class).web(WebApplicationType.NONE).run(arguments).close();
				return "It started";
			}
			catch (RuntimeException ex) {
				for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
					if (cause instanceof InvalidTreeException) {
						return String.valueOf(cause.getMessage());
					}
				}
				return ex.toString();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Secrets.class)
	static class WithSecret {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Passwords.class)
	static class WithPassword {

	}

	interface Secrets extends Cluster {

		SecretKey<String> secret();

	}

	interface Passwords extends Cluster {

		PasswordKey password();

	}

}
