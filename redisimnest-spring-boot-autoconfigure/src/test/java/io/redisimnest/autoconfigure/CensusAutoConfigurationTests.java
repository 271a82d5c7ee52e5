package io.redisimnest.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.example.Root;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.registry.RegistryInspector;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The census as it is configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class CensusAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
		.withUserConfiguration(ImportRoot.class)
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void theInspectorIsABean() {
		this.runner.run((context) -> {
			context.getBean(Root.class).user(1).age().set(30);
			Census census = context.getBean(ClusterInspector.class).census();
			assertThat(census.exact()).isTrue();
			assertThat(census.key("root.user.age").keys().value()).isOne();
		});
	}

	@Test
	void theInspectorOfTheApplicationWins() {
		this.runner.withUserConfiguration(OwnInspector.class)
			.run((context) -> assertThat(context).hasSingleBean(ClusterInspector.class)
				.doesNotHaveBean(RegistryInspector.class));
	}

	@Test
	void nothingScansOnItsOwn() {
		assertThat(Monitor.sent(() -> this.runner
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CensusSchedule.class))))
			.noneMatch((command) -> command.startsWith("SCAN"));
	}

	@Test
	void anIntervalTakesACensusNowAndThenUntilTheContextIsClosed() {
		this.runner.withPropertyValues("redisimnest.census.interval=20ms", "redisimnest.census.max-age=1h")
			.run((context) -> {
				RegistryInspector inspector = context.getBean(RegistryInspector.class);
				CensusSchedule schedule = context.getBean(CensusSchedule.class);
				assertThat(schedule.isRunning()).isTrue();
				context.getBean(Root.class).user(1).age().set(30);
				Awaitility.await().until(() -> inspector.census().cluster("root.user").keys().value() == 1);
				context.getBean(Root.class).user(2).age().set(30);
				Awaitility.await().until(() -> inspector.census().cluster("root.user").keys().value() == 2);
				context.close();
				assertThat(schedule.isRunning()).isFalse();
			});
	}

	@Test
	void aCensusThatFailsIsLoggedAndTakenAgain(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnInspector.class)
			.withPropertyValues("redisimnest.census.interval=10ms")
			.run((context) -> {
				Awaitility.await().until(() -> context.getBean(OwnInspector.class).calls.get() > 2);
				assertThat(output).contains("No census could be taken: not today");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			max-keys        | 0    | 0        | Use a number from 1 to 2147483647.
			keys-per-second | -1   | -1       | Use a number from 0 to 2147483647.
			max-duration    | 0s   | PT0S     | Use a positive duration.
			max-age         | -1s  | PT-1S    | Use a duration that is not negative.
			interval        | 0s   | PT0S     | Use a positive duration.
			""")
	void aValueOutOfRangeStopsTheApplication(String property, String value, String shown, String remedy) {
		this.runner.withPropertyValues("redisimnest.census." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property redisimnest.census.%s with value '%s' is invalid: %s", property, shown, remedy));
	}

	@Test
	void theBudgetComesFromProperties() {
		for (int i = 0; i < 1500; i++) {
			TestRedis.commands().set("root:user:" + i + ":age", "1");
		}
		this.runner.withPropertyValues("redisimnest.census.max-keys=500", "redisimnest.scan-count=100")
			.run((context) -> assertThat(context.getBean(ClusterInspector.class).census().coverage()).isBetween(0.3,
					0.5));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class ImportRoot {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInspector {

		private final AtomicInteger calls = new AtomicInteger();

		@Bean
		ClusterInspector inspector() {
			return new ClusterInspector() {

				@Override
				public Census census() {
					throw new IllegalStateException("not today");
				}

				@Override
				public Census census(CensusOptions options) {
					OwnInspector.this.calls.incrementAndGet();
					throw new IllegalStateException("not today");
				}

			};
		}

	}

}
