package io.redisimnest.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * {@link AutoConfiguration} that lets {@code redisimnest.*} name the Redis server of the
 * application. Beans of the application, and those of Testcontainers and Docker Compose,
 * win over properties.
 *
 * @since 0.1
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class,
		afterName = "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration")
@ConditionalOnClass(DataRedisConnectionDetails.class)
@Conditional(OnRedisimnestServerCondition.class)
@ConditionalOnMissingBean({ DataRedisConnectionDetails.class, RedisConnectionFactory.class })
@EnableConfigurationProperties({ RedisimnestProperties.class, DataRedisProperties.class })
public final class RedisimnestConnectionAutoConfiguration {

	@Bean
	RedisimnestConnectionDetails redisimnestConnectionDetails(RedisimnestProperties properties,
			DataRedisProperties dataRedisProperties, ObjectProvider<SslBundles> sslBundles, Environment environment) {
		RedisTarget target = RedisTarget.of(properties);
		checkSameTarget(target, dataRedisProperties, environment);
		return new RedisimnestConnectionDetails(target, dataRedisProperties.getSsl(), sslBundles.getIfAvailable());
	}

	private static void checkSameTarget(RedisTarget target, DataRedisProperties properties, Environment environment) {
		boolean nodes = ServerProperties.SPRING_DATA.nameNodes(environment);
		if (!nodes && !ServerProperties.SPRING_DATA.nameServer(environment)) {
			return;
		}
		RedisTarget other = RedisTarget.of(properties);
		if (nodes || !target.equals(other)) {
			throw new RedisConfigurationException(
					"Two Redis servers are configured: redisimnest.* names %s, and spring.data.redis.* names %s."
						.formatted(target,
								nodes ? "a Sentinel, Redis Cluster or replica set-up"
										: (target.toString().equals(other.toString()))
												? "the same with another password" : other),
					"Name the server in one of the two families of properties. For trees on a server of their own, "
							+ "declare a RedisConnectionFactory bean with @RedisimnestConnectionFactory.");
		}
	}

}
