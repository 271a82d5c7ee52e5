package io.redisimnest.sample.embedded;

import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedRedisAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedRedisAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, DataRedisAutoConfiguration.class));

	@Test
	void startsRedisIfNoneIsConfigured() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(DataRedisConnectionDetails.class).hasSingleBean(EmbeddedRedis.class);
			StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
			redis.opsForValue().set("key", "value");
			assertThat(redis.opsForValue().get("key")).isEqualTo("value");
		});
	}

	@Test
	void listensOnLoopbackInterfaceOnly() {
		this.contextRunner.run((context) -> assertThat(setting(context, "bind")).isEqualTo("127.0.0.1"));
	}

	@Test
	void keepsNothingOnDisk() {
		this.contextRunner.run((context) -> {
			assertThat(setting(context, "save")).isEmpty();
			assertThat(setting(context, "appendonly")).isEqualTo("no");
		});
	}

	private static String setting(ApplicationContext context, String name) {
		return context.getBean(StringRedisTemplate.class)
			.execute((connection) -> connection.serverCommands().getConfig(name), true)
			.getProperty(name);
	}

	@Test
	void logsWhereItListens(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output)
			.contains("No Redis is configured: started an embedded one on 127.0.0.1:" + port(context)));
	}

	@Test
	void stopsWithTheContext() {
		AtomicInteger port = new AtomicInteger();
		this.contextRunner.run((context) -> port.set(port(context)));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket("127.0.0.1", port.get()).close());
	}

	private static int port(ApplicationContext context) {
		return context.getBean(DataRedisConnectionDetails.class).getStandalone().getPort();
	}

	@ParameterizedTest
	@ValueSource(strings = { "redisimnest.host=localhost", "redisimnest.port=6379", "redisimnest.url=redis://localhost",
			"redisimnest.password=secret", "spring.data.redis.host=localhost", "spring.data.redis.port=6379",
			"spring.data.redis.url=redis://localhost:6379", "spring.data.redis.password=secret",
			"spring.data.redis.sentinel.master=main spring.data.redis.sentinel.nodes=localhost:26379",
			"spring.data.redis.cluster.nodes=localhost:6379", "spring.data.redis.cluster.nodes[0]=localhost:6379",
			"spring.data.redis.masterreplica.nodes=localhost:6379" })
	void backsOffIfPropertiesNameRedis(String properties) {
		this.contextRunner.withPropertyValues(properties.split(" "))
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedRedis.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REDISIMNEST_HOST=localhost", "SPRING_DATA_REDIS_URL=redis://localhost:6379",
			"SPRING_DATA_REDIS_CLUSTER_NODES=localhost:6379" })
	void backsOffIfEnvironmentVariableNamesRedis(String variable) {
		this.contextRunner
			.withInitializer((context) -> TestPropertyValues.of(variable)
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedRedis.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redisimnest.host=", "spring.data.redis.url=", "spring.data.redis.timeout=2s",
			"redisimnest.namespace=test" })
	void startsRedisIfPropertyNamesNone(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedRedis.class));
	}

	@Test
	void backsOffForConnectionDetailsOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnConnectionDetails.class)
			.run((context) -> assertThat(context).hasSingleBean(DataRedisConnectionDetails.class)
				.doesNotHaveBean(EmbeddedRedis.class));
	}

	@Test
	void backsOffForConnectionFactoryOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnConnectionFactory.class)
			.run((context) -> assertThat(context).hasSingleBean(RedisConnectionFactory.class)
				.doesNotHaveBean(EmbeddedRedis.class));
	}

	@Test
	void leavesTheDefaultRedisWhereThereIsNoEmbeddedOneAsInThePackagedJar() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("redis.embedded")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedRedis.class);
			assertThat(port(context)).isEqualTo(6379);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionDetails {

		@Bean
		DataRedisConnectionDetails connectionDetails() {
			return new DataRedisConnectionDetails() {

				@Override
				public Standalone getStandalone() {
					return Standalone.of("redis.example.com", 6379);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionFactory {

		@Bean
		RedisConnectionFactory connectionFactory() {
			return new LettuceConnectionFactory("redis.example.com", 6379);
		}

	}

}
