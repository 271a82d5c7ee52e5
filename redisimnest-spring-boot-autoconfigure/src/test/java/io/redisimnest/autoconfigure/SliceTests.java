package io.redisimnest.autoconfigure;

import io.redisimnest.example.Root;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trees are part of the slice of an application that uses Redis.
 */
@DataRedisTest
class SliceTests {

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		registry.add("redisimnest.host", TestRedis::host);
		registry.add("redisimnest.port", TestRedis::port);
	}

	@Test
	void aTreeWorks(@Autowired Root root) {
		root.user(1).age().set(30);
		assertThat(root.user(1).age().get()).isEqualTo(30);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Root.class)
	static class Application {

	}

}
