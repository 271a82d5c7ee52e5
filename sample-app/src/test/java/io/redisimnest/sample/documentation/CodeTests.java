package io.redisimnest.sample.documentation;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the Java code of the README and of the guide as it stands there, and runs it.
 */
class CodeTests {

	private static final List<PageCode> PAGES = PageCode.documentation();

	@TempDir
	private static Path classes;

	private static String diagnostics;

	private static URLClassLoader classLoader;

	private static Redis redis;

	@BeforeAll
	static void compile() throws IOException {
		Compilation compilation = new Compilation(System.getProperty("java.class.path"));
		PAGES.forEach((page) -> compilation.add(page.name(), page.source()));
		diagnostics = compilation.run(classes);
		classLoader = new URLClassLoader(new URL[] { classes.toUri().toURL() });
		redis = Redis.start();
	}

	@AfterAll
	static void stop() throws IOException {
		classLoader.close();
		redis.close();
	}

	static List<PageCode> pages() {
		return PAGES;
	}

	@Test
	void everyBlockIsOfAKnownLanguage() {
		assertThat(Page.documentation()).flatExtracting(Page::blocks)
			.extracting(Page.Block::language)
			.containsOnly("", "java", "properties", "xml", "yaml");
	}

	@Test
	void everyFenceIsAtTheMargin() {
		assertThat(Page.documentation()).extracting(Page::text)
			.allSatisfy((text) -> assertThat(text).doesNotContain("```").doesNotContain("~~~"));
	}

	@Test
	void everyBlockOfCodeIsCompiled() {
		assertThat(PAGES).flatExtracting(PageCode::blocks)
			.hasSameSizeAs(Page.documentation().stream().flatMap((page) -> page.blocks("java").stream()).toList());
		assertThat(diagnostics).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void codeKeepsItsPromises(PageCode page) throws Exception {
		Class<?> type = classLoader.loadClass(page.name());
		redis.send("FLUSHALL");
		new ApplicationContextRunner().withClassLoader(classLoader)
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
					RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
			.withUserConfiguration(beans(classLoader.loadClass(PageCode.README.name())))
			.withUserConfiguration(beans(type))
			.withPropertyValues("redisimnest.host=127.0.0.1", "redisimnest.port=" + redis.port(),
					"redisimnest.secrets.keys.2026=AAAAAAAAAAAAAAAAAAAAAA==")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				for (int i = 0; i < page.blocks().size(); i++) {
					run(page.blocks().get(i), method(type, "checked" + i), context);
				}
			});
	}

	private static Class<?>[] beans(Class<?> page) {
		return Arrays.stream(page.getDeclaredClasses())
			.filter((type) -> type.isAnnotationPresent(Configuration.class)
					|| (!AnnotatedElementUtils.isAnnotated(type, Configuration.class)
							&& AnnotatedElementUtils.isAnnotated(type, Component.class)))
			.toArray(Class<?>[]::new);
	}

	private static Method method(Class<?> page, String name) {
		return Stream.of(page.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static void run(JavaBlock block, Method method, ApplicationContext context) throws Exception {
		if (block.statements().isBlank()) {
			return;
		}
		List<Object> variables = new ArrayList<>();
		for (Class<?> type : method.getParameterTypes()) {
			variables.add(variable(type, context));
		}
		List<String> commands = redis.commandsOf(() -> {
			try {
				method.invoke(null, variables.toArray());
			}
			catch (InvocationTargetException ex) {
				throw new AssertionError(block.statements(), ex.getCause());
			}
		});
		assertThat(block.commands()).allSatisfy(
				(promised) -> assertThat(commands).anyMatch((command) -> (command + " ").startsWith(promised + " ")));
	}

	private static Object variable(Class<?> type, BeanFactory beans) {
		if (type == Logger.class) {
			return LoggerFactory.getLogger(CodeTests.class);
		}
		if (!Cluster.class.isAssignableFrom(type)) {
			return beans.getBean(type);
		}
		return beans.getBeanProvider(type)
			.stream()
			.map(Object.class::cast)
			.filter((bean) -> bean.getClass().getInterfaces()[0] == type)
			.findFirst()
			.orElseGet(() -> beans.getBean(ClusterFactory.class).create(type.asSubclass(Cluster.class)));
	}

}
