package io.redisimnest.autoconfigure;

import io.redisimnest.example.Root;
import io.redisimnest.explorer.ExplorerController;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the explorer is there.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExplorerAutoConfigurationTests {

	private static final String ENABLED = "redisimnest.explorer.enabled=true";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@Test
	void isNotThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ExplorerController.class));
	}

	@Test
	void isThereWhenEnabledAndWarnsOfNothing(CapturedOutput output) {
		this.runner.withPropertyValues(ENABLED, "redisimnest.explorer.allow-clear=true")
			.run((context) -> assertThat(context).hasSingleBean(ExplorerController.class));
		assertThat(output).doesNotContain("There is no Spring Security");
	}

	@Test
	void isThereWithWebFlux() {
		new ReactiveWebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasSingleBean(ExplorerController.class));
	}

	@Test
	void withoutWebTheRestWorks() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withClassLoader(new FilteredClassLoader(RequestMapping.class, ExplorerController.class))
			.withPropertyValues(ENABLED, "redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port())
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("redisimnestExplorerController");
				context.getBean(Root.class).user(1).age().set(30);
				assertThat(context.getBean(Root.class).user(1).age().get()).isEqualTo(30);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "redisimnest", "/", "/a/", "/a//b", "/{x}", "/*", "" })
	void aPathThatIsNoneStopsTheApplication(String path) {
		this.runner.withPropertyValues(ENABLED, "redisimnest.explorer.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getReason())
							.isEqualTo("Use a path such as '/redisimnest' or '/ops/redis'.")));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Root.class)
	static class Application {

	}

}
