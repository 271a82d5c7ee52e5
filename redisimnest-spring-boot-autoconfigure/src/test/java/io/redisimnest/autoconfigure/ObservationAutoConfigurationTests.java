package io.redisimnest.autoconfigure;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.example.Root;
import io.redisimnest.observe.CensusGauges;
import io.redisimnest.observe.CommandContext;
import io.redisimnest.observe.CommandObservationConvention;
import io.redisimnest.observe.CommandObserver;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metrics as they are configured.
 */
class ObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void commandsAreTimedWithActuator() {
		this.runner.run((context) -> {
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(context.getBean(MeterRegistry.class)
				.get("redisimnest.command")
				.tags("path", "root.user.age", "command", "SET", "kind", "ValueKey", "outcome", "ok")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void theyCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.observations.enable.redisimnest=false").run((context) -> {
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(context.getBean(MeterRegistry.class).find("redisimnest.command").meters()).isEmpty();
		});
	}

	@Test
	void theConventionOfTheApplicationWins() {
		this.runner.withUserConfiguration(OwnConvention.class).run((context) -> {
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(context.getBean(MeterRegistry.class)
				.get("redisimnest.command")
				.tags("shop", "eu", "path", "root.user.age")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void gaugesAreThoseOfTheLatestCensusAndScanNothing() {
		this.runner.run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Root root = context.getBean(Root.class);
			root.user(1).age().set(30);
			root.user(2).age().set(30);
			TestRedis.commands().set("root:user:1:name", "never expires");
			assertThat(meters.find("redisimnest.keys").gauges()).isEmpty();
			context.getBean(ClusterInspector.class).census();
			root.user(3).age().set(30);
			assertThat(Monitor.sent(() -> {
				assertThat(meters.get("redisimnest.keys").tag("path", "root.user.age").gauge().value()).isEqualTo(2);
				assertThat(meters.get("redisimnest.memory").tag("path", "root.user.age").gauge().value())
					.isBetween(50.0, 500.0);
				assertThat(meters.get("redisimnest.instances").tag("path", "root.user").gauge().value()).isEqualTo(2);
				assertThat(meters.get("redisimnest.findings")
					.tags("path", "root.user.name", "type", "WITHOUT_TTL")
					.gauge()
					.value()).isEqualTo(1);
			})).isEmpty();
		});
	}

	@Test
	void withoutMetricsTheRestWorks() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(CensusGauges.class.getName());
			context.getBean(Root.class).user(1).age().set(30);
			assertThat(context.getBean(ClusterInspector.class).census().key("root.user.age").keys().value()).isOne();
		});
	}

	@Test
	void withoutActuatorThereAreNoObservations() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
					RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class,
					RedisimnestObservationAutoConfiguration.class))
			.withUserConfiguration(Trees.class)
			.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port())
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(CommandObserver.class)
					.doesNotHaveBean(CensusGauges.class);
				context.getBean(Root.class).user(1).age().set(30);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Root.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class Trees {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConvention {

		@Bean
		CommandObservationConvention convention() {
			return new CommandObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(CommandContext context) {
					return CommandObservationConvention.super.getLowCardinalityKeyValues(context).and("shop", "eu");
				}

			};
		}

	}

}
