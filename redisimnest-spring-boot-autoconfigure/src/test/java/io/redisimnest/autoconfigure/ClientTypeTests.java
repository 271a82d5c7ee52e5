package io.redisimnest.autoconfigure;

import io.redisimnest.example.Root;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client is the one that Boot chooses.
 */
class ClientTypeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
		.withUserConfiguration(ImportRoot.class)
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@CsvSource({ "jedis,org.springframework.data.redis.connection.jedis.JedisConnectionFactory",
			"lettuce,org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory" })
	void thePropertyOfBootNamesTheClient(String type, Class<?> factory) {
		this.runner.withPropertyValues("spring.data.redis.client-type=" + type)
			.run((context) -> assertWorks(context, factory));
	}

	@Test
	void withoutLettuceItIsJedis() {
		this.runner.withPropertyValues("spring.data.redis.client-type=jedis")
			.withClassLoader(new FilteredClassLoader("io.lettuce"))
			.run((context) -> assertWorks(context, JedisConnectionFactory.class));
	}

	@Test
	void withoutJedisItIsLettuce() {
		this.runner.withPropertyValues("spring.data.redis.client-type=lettuce")
			.withClassLoader(new FilteredClassLoader("redis.clients"))
			.run((context) -> assertWorks(context, LettuceConnectionFactory.class));
	}

	private static void assertWorks(AssertableApplicationContext context, Class<?> factory) {
		assertThat(context).getBean(RedisConnectionFactory.class).isInstanceOf(factory);
		Root root = context.getBean(Root.class);
		root.user(1).age().set(30);
		assertThat(root.user(1).age().get()).isEqualTo(30);
		assertThat(root.clear()).isOne();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class ImportRoot {

	}

}
