package io.redisimnest.autoconfigure;

import java.nio.file.WatchService;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.redisimnest.example.Root;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application says when it starts, and when it cannot.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(StartupLog.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class);

	@BeforeEach
	void logInfo() {
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void restore() {
		this.logger.setLevel(null);
	}

	@Test
	void treesAndServerAreLogged(CapturedOutput output) {
		this.runner
			.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port(),
					"redisimnest.password=planted4711")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("Tree 'root' with 6 templates at " + TestRedis.host() + ":" + TestRedis.port())
				.doesNotContain("planted4711"));
	}

	@Test
	void theNodesOfRedisClusterAreLogged(CapturedOutput output) {
		String nodes = String.join(",",
				TestCluster.configuration().getClusterNodes().stream().map(Object::toString).toList());
		this.runner.withPropertyValues("spring.data.redis.cluster.nodes=" + nodes)
			.run((context) -> assertThat(output)
				.contains("Tree 'root' with 6 templates at Redis Cluster " + nodes.replace(",", ", ")));
	}

	@Test
	void whereOwnConnectionsLeadIsNotGuessed(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnConnections.class)
			.withPropertyValues("spring.data.redis.host=elsewhere")
			.run((context) -> assertThat(output)
				.contains("Tree 'root' with 6 templates at the RedisConnectionFactory of the application")
				.doesNotContain("elsewhere"));
	}

	@Test
	void withoutTreesNothingIsLogged(CapturedOutput output) {
		new ApplicationContextRunner().withUserConfiguration(Nothing.class)
			.run((context) -> assertThat(output).doesNotContain("templates at"));
	}

	@ParameterizedTest
	@CsvSource({ "redisimnest, 'correct redisimnest.host and redisimnest.port, or redisimnest.url.'",
			"spring.data.redis, correct spring.data.redis.*." })
	void aMissingRedisAtStartIsExplained(String family, String remedy, CapturedOutput output) {
		assertThatExceptionOfType(RedisConnectionFailureException.class)
			.isThrownBy(() -> start(UsesRedis.class, "--" + family + ".host=localhost", "--" + family + ".port=1"));
		assertThat(output).contains("APPLICATION FAILED TO START", "Redis cannot be reached at localhost:1: ",
				"Start Redis there, or " + remedy);
	}

	@ParameterizedTest
	@EnumSource(WebApplicationType.class)
	void aRedisThatIsMissingWhenBeansAreMadeIsExplained(WebApplicationType type, CapturedOutput output) {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> new SpringApplicationBuilder(UsesRedisInBean.class).web(type)
				.run("--server.port=0", "--redisimnest.port=1"));
		assertThat(output).contains("APPLICATION FAILED TO START", "Redis cannot be reached at localhost:1: ",
				"Start Redis there, or correct redisimnest.host and redisimnest.port, or redisimnest.url.");
	}

	@Test
	void whereNoPropertyNamesAServerTheyAreShown(CapturedOutput output) {
		assertThatExceptionOfType(RedisConnectionFailureException.class)
			.isThrownBy(() -> start(UsesRedisOfDetails.class));
		assertThat(output).contains("Redis cannot be reached at localhost:1: ",
				"name another server in redisimnest.host and redisimnest.port, or redisimnest.url.");
	}

	@Test
	void whatFailsWithOwnConnectionsIsLeftToTheirOwner(CapturedOutput output) {
		assertThatExceptionOfType(RedisConnectionFailureException.class)
			.isThrownBy(() -> start(UsesOwnConnections.class));
		assertThat(output).doesNotContain("Redis cannot be reached at");
	}

	@Test
	void aTreeThatNothingImportsIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(UnsatisfiedDependencyException.class).isThrownBy(() -> start(ForgetsTheTree.class));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"There is no bean of type io.redisimnest.example.Root, which is a tree, or a cluster of one.",
				"Name the root of the tree in @ImportClusters on a @Configuration class.");
	}

	@Test
	void treesWithoutAutoConfigurationAreExplained(CapturedOutput output) {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> start(WithoutAutoConfiguration.class));
		assertThat(output).contains("There is no ClusterFactory to make trees with.",
				"@ImportAutoConfiguration(RedisimnestAutoConfiguration.class)");
	}

	@Test
	void otherBeansThatAreMissingAreLeftToBoot(CapturedOutput output) {
		assertThatExceptionOfType(UnsatisfiedDependencyException.class).isThrownBy(() -> start(ForgetsSomething.class));
		assertThat(output).contains("required a bean of type 'java.nio.file.WatchService' that could not be found");
	}

	private static void start(Class<?> configuration, String... arguments) {
		new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run(arguments).close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Root.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnections {

		@Bean
		RedisConnectionFactory ownConnections() {
			return Connections.to(TestRedis.host(), TestRedis.port());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesRedis extends Application {

		@Bean
		ApplicationRunner user(Root root) {
			return (arguments) -> root.user(1).age().set(30);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesRedisInBean extends Application {

		@Bean
		Object user(Root root) {
			root.user(1).age().set(30);
			return "user";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesRedisOfDetails extends UsesRedis {

		@Bean
		DataRedisConnectionDetails details() {
			return new DataRedisConnectionDetails() {

				@Override
				public Standalone getStandalone() {
					return Standalone.of("localhost", 1);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesOwnConnections extends UsesRedis {

		@Bean
		RedisConnectionFactory ownConnections() {
			return Connections.to("localhost", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ForgetsTheTree {

		@Bean
		Object user(Root root) {
			return root;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ForgetsSomething {

		@Bean
		Object user(WatchService service) {
			return service;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class WithoutAutoConfiguration {

	}

}
