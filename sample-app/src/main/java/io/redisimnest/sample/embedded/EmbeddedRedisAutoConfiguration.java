package io.redisimnest.sample.embedded;

import redis.embedded.RedisServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Starts an {@link EmbeddedRedis} if no Redis is configured: not by properties, not by
 * Testcontainers or Docker Compose, not by a bean of the application.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class,
		beforeName = "io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration",
		afterName = "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration")
@ConditionalOnClass(RedisServer.class)
@ConditionalOnMissingBean({ DataRedisConnectionDetails.class, RedisConnectionFactory.class })
@Conditional(OnNoRedisConfigured.class)
final class EmbeddedRedisAutoConfiguration {

	@Bean
	EmbeddedRedis embeddedRedis() {
		return EmbeddedRedis.start();
	}

}
