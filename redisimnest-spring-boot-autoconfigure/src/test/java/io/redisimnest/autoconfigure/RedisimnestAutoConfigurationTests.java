package io.redisimnest.autoconfigure;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.example.Root;
import io.redisimnest.key.KeyArgument;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.ClusterCatalog;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.Monitor;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisimnestAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void withoutTreesThereAreAFactoryAndAnEmptyCatalogue() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ClusterFactory.class).hasSingleBean(ClusterCatalog.class);
			assertThat(context.getBean(ClusterCatalog.class).trees()).isEmpty();
		});
	}

	@Test
	void namespaceAndTtlComeFromProperties() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withPropertyValues("redisimnest.namespace=prod:eu", "redisimnest.ttl.root.user=5m",
					"redisimnest.ttl.ROOT.user.messages.message=none")
			.run((context) -> {
				Root root = context.getBean(Root.class);
				assertThat(Monitor.sent(() -> {
					root.user(1).age().set(30);
					root.user(1).messages().message(2).set("x");
				})).containsExactly("SET prod:eu:root:user:1:age 30 PX 300000",
						"SET prod:eu:root:user:1:messages:message:2 x");
			});
	}

	@Test
	void placeholdersAreResolved() {
		this.runner.withUserConfiguration(ImportPlaceholders.class)
			.withPropertyValues("app.name=shop", "app.ttl=90")
			.run((context) -> assertThat(Monitor.sent(() -> context.getBean(Placeholders.class).key().set("x")))
				.containsExactly("SET shop:v1:key x PX 90000"));
	}

	@Test
	void scanCountAndChunkSizeComeFromProperties() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withPropertyValues("redisimnest.scan-count=500", "redisimnest.delete-chunk-size=2")
			.run((context) -> {
				Root root = context.getBean(Root.class);
				for (int i = 0; i < 3; i++) {
					root.user(i).age().set(i);
				}
				assertThat(Monitor.sent(root::clear)).contains("SCAN 0 MATCH root:* COUNT 500")
					.filteredOn((command) -> command.startsWith("UNLINK"))
					.hasSize(2);
			});
	}

	@ParameterizedTest
	@CsvSource({ "redisimnest.port,0", "redisimnest.port,65536", "redisimnest.database,-1",
			"redisimnest.delete-chunk-size,0", "redisimnest.delete-chunk-size,10001", "redisimnest.scan-count,0",
			"redisimnest.scan-count,100001" })
	void aValueOutOfRangeStopsTheApplicationWithTheNameOfTheProperty(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Property %s with value '%s' is invalid: Use a number from", property, value));
	}

	@Test
	void anOverrideOfAnUnknownTreeStopsTheApplication() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withPropertyValues("redisimnest.ttl.rot.user=5m")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Property redisimnest.ttl.rot.user with value '5m' is invalid: "
						+ "Path 'rot.user' belongs to no tree. Did you mean 'root.user'?"));
	}

	@Test
	void aNamespaceInThePathOfAnOverrideIsToldByName() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withPropertyValues("redisimnest.namespace=prod", "redisimnest.ttl.prod.root.user=5m")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageEndingWith("Path 'prod.root.user' belongs to no tree. Did you mean 'root.user'?"));
	}

	@Test
	void beansOfKeyArgumentsAreUsed() {
		this.runner.withUserConfiguration(ImportPoints.class)
			.withBean(PointArgument.class)
			.run((context) -> assertThat(context.getBean(Points.class).at(new Point(1, 2))).hasToString("points:1,2"));
	}

	@Test
	void codecsThatAreBeansAreUsed() {
		this.runner.withUserConfiguration(ImportCoded.class)
			.withBean(Reversing.class, () -> new Reversing("!"))
			.run((context) -> assertThat(Monitor.sent(() -> context.getBean(Coded.class).key().set("abc")))
				.containsExactly("SET coded:key cba!"));
	}

	@Test
	void theQualifiedConnectionFactoryWins() {
		this.runner.withUserConfiguration(ImportRoot.class, QualifiedFactory.class)
			.run((context) -> assertThat(Monitor.sent(() -> context.getBean(Root.class).projectName().set("x")))
				.containsExactly("SET root:project_name x"));
	}

	@Test
	void thePrimaryConnectionFactoryOfSeveralIsUsed() {
		this.runner.withUserConfiguration(ImportRoot.class, PrimaryFactory.class)
			.run((context) -> assertThat(Monitor.sent(() -> context.getBean(Root.class).projectName().set("x")))
				.containsExactly("SET root:project_name x"));
	}

	@Test
	void severalConnectionFactoriesWithoutAPrimaryAreRefused() {
		this.runner.withUserConfiguration(ImportRoot.class, TwoFactories.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RedisConfigurationException.class)
				.hasMessage("There are 2 RedisConnectionFactory beans, and none is primary."));
	}

	@Test
	void severalConnectionFactoriesAreNoMatterWithoutATreeOnThem() {
		this.runner.withUserConfiguration(TwoFactories.class)
			.run((context) -> assertThat(context.getBean(ClusterFactory.class)
				.using(TestRedis.connectionFactory())
				.create(Root.class)
				.prefix()).isEqualTo("root"));
	}

	@Test
	void anOverrideMayBelongToATreeThatIsMadeLazily() {
		this.runner.withUserConfiguration(LazyRoot.class)
			.withPropertyValues("redisimnest.ttl.root.user=5m")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withoutSpringDataRedisNothingIsConfigured() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RedisimnestConnectionAutoConfiguration.class,
					RedisimnestAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(RedisOperations.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClusterFactory.class));
	}

	@Test
	void applicationStartsWhileRedisIsDown() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withPropertyValues("redisimnest.port=" + TestRedis.freePort())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatExceptionOfType(RedisConnectionFailureException.class)
					.isThrownBy(() -> context.getBean(Root.class).projectName().get());
			});
	}

	@Test
	void applicationsOwnTemplatesAreLeftAlone() {
		this.runner.withUserConfiguration(ImportRoot.class).run((context) -> {
			assertThat(context).hasBean("redisTemplate").hasBean("stringRedisTemplate");
			assertThat(names(context, RedisConnectionFactory.class)).hasSize(1);
		});
	}

	private static List<String> names(AssertableApplicationContext context, Class<?> type) {
		return List.of(context.getBeanNamesForType(type));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class ImportRoot {

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyRoot {

		@Bean
		@Lazy
		Root lazyRoot(ClusterFactory clusters) {
			return clusters.create(Root.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Placeholders.class)
	static class ImportPlaceholders {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Points.class)
	static class ImportPoints {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Coded.class)
	static class ImportCoded {

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedFactory {

		@Bean(defaultCandidate = false)
		@RedisimnestConnectionFactory
		RedisConnectionFactory trees() {
			return Connections.to(TestRedis.host(), TestRedis.port());
		}

		@Bean
		RedisConnectionFactory application() {
			return Connections.to("127.0.0.1", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryFactory {

		@Bean
		@Primary
		RedisConnectionFactory first() {
			return Connections.to(TestRedis.host(), TestRedis.port());
		}

		@Bean
		RedisConnectionFactory second() {
			return Connections.to("127.0.0.1", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoFactories {

		@Bean
		RedisConnectionFactory first() {
			return Connections.to("127.0.0.1", 1);
		}

		@Bean
		RedisConnectionFactory second() {
			return Connections.to("127.0.0.1", 2);
		}

	}

	@Prefix("${app.name}:${app.version:v1}")
	interface Placeholders extends Cluster {

		@Ttl("${app.ttl}")
		ValueKey<String> key();

	}

	interface Points extends Cluster {

		@Prefix("{point}")
		ValueKey<String> at(Point point);

	}

	record Point(int x, int y) {

	}

	static class PointArgument implements KeyArgument<Point> {

		@Override
		public String format(Point point) {
			return point.x() + "," + point.y();
		}

		@Override
		public Point parse(String text) {
			String[] parts = text.split(",");
			return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

	@Codec(Reversing.class)
	interface Coded extends Cluster {

		ValueKey<String> key();

	}

	static class Reversing implements RedisSerializer<String> {

		private final String suffix;

		Reversing(String suffix) {
			this.suffix = suffix;
		}

		@Override
		public byte[] serialize(String value) {
			return (new StringBuilder(value).reverse() + this.suffix).getBytes();
		}

		@Override
		public String deserialize(byte[] bytes) {
			String text = new String(bytes);
			return new StringBuilder(text.substring(0, text.length() - this.suffix.length())).reverse().toString();
		}

	}

}
