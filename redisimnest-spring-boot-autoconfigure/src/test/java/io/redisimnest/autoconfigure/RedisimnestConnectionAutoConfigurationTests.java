package io.redisimnest.autoconfigure;

import io.redisimnest.testing.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisimnestConnectionAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, DataRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class));

	@Test
	void withoutAnyPropertyItIsLocalhost() {
		this.runner.run((context) -> assertServer(context, "localhost", 6379, 0));
	}

	@Test
	void hostPortAndDatabaseNameTheServer() {
		this.runner
			.withPropertyValues("redisimnest.host=redis.example", "redisimnest.port=7000", "redisimnest.database=3",
					"redisimnest.username=ali", "redisimnest.password=secret")
			.run((context) -> {
				assertServer(context, "redis.example", 7000, 3);
				DataRedisConnectionDetails details = context.getBean(DataRedisConnectionDetails.class);
				assertThat(details.getUsername()).isEqualTo("ali");
				assertThat(details.getPassword()).isEqualTo("secret");
				assertThat(server(context).isUseSsl()).isFalse();
			});
	}

	@Test
	void environmentVariablesNameTheServer() {
		this.runner.withSystemProperties("redisimnest.host=from-system")
			.run((context) -> assertServer(context, "from-system", 6379, 0));
	}

	@Test
	void urlNamesTheServer() {
		this.runner.withPropertyValues("redisimnest.url=redis://ali:se:cret@redis.example:7001/4").run((context) -> {
			assertServer(context, "redis.example", 7001, 4);
			DataRedisConnectionDetails details = context.getBean(DataRedisConnectionDetails.class);
			assertThat(details.getUsername()).isEqualTo("ali");
			assertThat(details.getPassword()).isEqualTo("se:cret");
			assertThat(server(context).isUseSsl()).isFalse();
		});
	}

	@Test
	void urlWithoutUsernameAndPortHasDefaults() {
		this.runner.withPropertyValues("redisimnest.url=redis://:secret@redis.example").run((context) -> {
			assertServer(context, "redis.example", 6379, 0);
			DataRedisConnectionDetails details = context.getBean(DataRedisConnectionDetails.class);
			assertThat(details.getUsername()).isNull();
			assertThat(details.getPassword()).isEqualTo("secret");
		});
	}

	@Test
	void urlWithTlsNeverConnectsInClearText() {
		this.runner.withPropertyValues("redisimnest.url=rediss://redis.example:7001")
			.run((context) -> assertThat(server(context).isUseSsl()).isTrue());
	}

	@Test
	void tlsOfSpringDataRedisIsKept() {
		this.runner.withPropertyValues("redisimnest.host=redis.example", "spring.data.redis.ssl.enabled=true")
			.run((context) -> assertThat(server(context).isUseSsl()).isTrue());
	}

	@Test
	void settingsOfSpringDataRedisAreKept() {
		this.runner.withPropertyValues("redisimnest.host=redis.example", "spring.data.redis.timeout=3s")
			.run((context) -> {
				assertServer(context, "redis.example", 6379, 0);
				assertThat(server(context).timeout()).isEqualTo(3000);
			});
	}

	@Test
	void springDataRedisAloneNamesTheServer() {
		this.runner.withPropertyValues("spring.data.redis.host=spring.example", "redisimnest.namespace=x")
			.run((context) -> assertServer(context, "spring.example", 6379, 0));
	}

	@Test
	void connectionDetailsOfTheApplicationWin() {
		this.runner.withPropertyValues("redisimnest.host=redis.example")
			.withBean(DataRedisConnectionDetails.class, () -> new DataRedisConnectionDetails() {

				@Override
				public Standalone getStandalone() {
					return Standalone.of("details.example", 1234);
				}

			})
			.run((context) -> assertServer(context, "details.example", 1234, 0));
	}

	@Test
	void connectionFactoryOfTheApplicationWins() {
		this.runner.withPropertyValues("redisimnest.host=redis.example", "spring.data.redis.host=other.example")
			.withBean(RedisConnectionFactory.class, () -> Connections.to("own.example", 1234))
			.run((context) -> assertServer(context, "own.example", 1234, 0));
	}

	@Test
	void bothFamiliesMayNameTheSameServer() {
		this.runner
			.withPropertyValues("redisimnest.host=redis.example", "redisimnest.database=2",
					"spring.data.redis.url=redis://redis.example:6379/2")
			.run((context) -> assertServer(context, "redis.example", 6379, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.data.redis.host=other.example", "spring.data.redis.port=7000",
			"spring.data.redis.database=1", "spring.data.redis.password=hidden", "spring.data.redis.username=ali",
			"spring.data.redis.url=redis://other.example", "spring.data.redis.cluster.nodes=a:1,b:2",
			"spring.data.redis.sentinel.nodes[0]=a:1", "spring.data.redis.masterreplica.nodes=a:1,b:2" })
	void twoServersAreRefused(String property) {
		this.runner.withPropertyValues("redisimnest.host=redis.example", property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RedisConfigurationException.class)
				.message()
				.startsWith("Two Redis servers are configured: redisimnest.* names redis.example:6379, database 0, "
						+ "and spring.data.redis.* names ")
				.doesNotContain("hidden"));
	}

	@Test
	void serversThatDifferInTheirPasswordAreToldApart() {
		this.runner
			.withPropertyValues("redisimnest.host=redis.example", "redisimnest.password=one",
					"spring.data.redis.host=redis.example", "spring.data.redis.password=two")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Two Redis servers are configured: redisimnest.* names redis.example:6379, database 0, "
						+ "with a password, and spring.data.redis.* names the same with another password."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://redis.example", "redis.example:6379", "redis://redis.example/x",
			"redis://a:b c@redis.example", "redis://redis.example:99999", "redis://redis.example:0",
			"redis://redis.example/-1" })
	void anInvalidUrlStopsTheApplicationWithoutShowingIt(String url) {
		this.runner.withPropertyValues("redisimnest.url=" + url)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RedisConfigurationException.class)
				.hasNoCause()
				.hasMessage("The value of 'redisimnest.url' is not the URL of a Redis server."));
	}

	private static void assertServer(ApplicationContext context, String host, int port, int database) {
		assertThat(server(context)).extracting(Server::host, Server::port, Server::database)
			.containsExactly(host, port, database);
	}

	private static Server server(ApplicationContext context) {
		return Server.of(context.getBean(RedisConnectionFactory.class));
	}

	/**
	 * What a connection factory of either client connects to.
	 */
	private record Server(String host, int port, int database, boolean isUseSsl, long timeout) {

		static Server of(RedisConnectionFactory factory) {
			if (factory instanceof JedisConnectionFactory jedis) {
				return new Server(jedis.getHostName(), jedis.getPort(), jedis.getDatabase(), jedis.isUseSsl(),
						jedis.getTimeout());
			}
			LettuceConnectionFactory lettuce = (LettuceConnectionFactory) factory;
			return new Server(lettuce.getHostName(), lettuce.getPort(), lettuce.getDatabase(), lettuce.isUseSsl(),
					lettuce.getTimeout());
		}

	}

}
