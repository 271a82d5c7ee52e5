package io.redisimnest.registry;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Tree;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.example.Root;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImportClustersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
		.withPropertyValues("redisimnest.host=" + TestRedis.host(), "redisimnest.port=" + TestRedis.port());

	@Test
	void rootAndClustersWithoutArgumentsAreBeans() {
		this.runner.withUserConfiguration(ImportRoot.class).run((context) -> {
			assertThat(context).hasSingleBean(Root.class).hasSingleBean(Root.App.class);
			assertThat(context).doesNotHaveBean(Root.User.class);
			assertThat(context.getBean("root.app")).isEqualTo(context.getBean(Root.class).app());
		});
	}

	@Test
	void clustersOfOneInterfaceAreToldApartByName() {
		this.runner.withUserConfiguration(ImportPair.class).run((context) -> {
			assertThat(context.getBeanNamesForType(Side.class)).containsExactlyInAnyOrder("pair.left", "pair.right");
			assertThat(context.getBean("pair.left")).hasToString("pair:left");
			assertThat(context.getBean("pair.right")).hasToString("pair:right");
		});
	}

	@Test
	void aTreeMadeByHandIsTheSameTree() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.run((context) -> assertThat(context.getBean(ClusterFactory.class).create(Root.class))
				.isSameAs(context.getBean(Root.class)));
	}

	@Test
	void catalogueFindsPathAndArgumentsOfAKey() {
		this.runner.withUserConfiguration(ImportRoot.class).run((context) -> {
			ClusterCatalog catalog = context.getBean(ClusterCatalog.class);
			assertThat(catalog.trees()).extracting("path").containsExactly("root");
			assertThat(catalog.find("root:user:7:messages:message:9")).hasValueSatisfying((key) -> {
				assertThat(key.path()).isEqualTo("root.user.messages.message");
				assertThat(key.template()).isEqualTo("root:user:{userId}:messages:message:{messageId}");
				assertThat(key.arguments()).containsExactly(Map.entry("userId", 7L), Map.entry("messageId", 9L));
			});
			assertThat(catalog.find("root:user:x:age")).isEmpty();
			assertThat(catalog.find("root:user:7")).isEmpty();
		});
	}

	@Test
	void aBrokenTreeStopsTheApplicationEvenWhereBeansAreLazy() {
		this.runner.withUserConfiguration(ImportRoot.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("redisimnest.ttl.root.usr=5m")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTreeException.class)
				.hasMessageContaining("Path 'root.usr' names no cluster or key. Did you mean 'root.user'?, "
						+ "for property redisimnest.ttl.root.usr"));
	}

	@Test
	void treesOfOneRedisMustNotOverlap() {
		this.runner.withUserConfiguration(ImportOverlapping.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Cluster 'first' with prefix 'shop' can hold keys of 'second' with prefix "
						+ "'shop:orders'. Begin one of them with a literal that the other cannot have there, for cluster Second"));
	}

	@Test
	void treesOfOneNameAreRefused() {
		this.runner.withUserConfiguration(ImportRoot.class).run((context) -> {
			ClusterFactory factory = context.getBean(ClusterFactory.class);
			assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> factory.create(OtherRoot.Root.class))
				.withMessageContaining("Two trees are named 'root': %s and %s. Give one of them a name with @Tree, "
						+ "for cluster Root", Root.class.getName(), OtherRoot.Root.class.getName());
		});
	}

	@Test
	void oneInterfaceOnTwoServersNeedsTwoNames() {
		this.runner.withUserConfiguration(ImportRoot.class).run((context) -> {
			ClusterFactory other = context.getBean(ClusterFactory.class).using(TestRedis.connectionFactory());
			assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> other.create(Root.class))
				.withMessageContaining(
						"Tree 'root' (%s) exists already, on another Redis. "
								+ "Extend it by an interface with its own @Tree, for cluster Root",
						Root.class.getName());
			assertThat(other.create(SecondRoot.class).user(1).age()).hasToString("root:user:1:age");
		});
	}

	@Test
	void treesOfSeveralAnnotationsAreImported() {
		this.runner.withUserConfiguration(ImportByTwoAnnotations.class)
			.run((context) -> assertThat(context).hasBean("root.app").hasBean("pair.left"));
	}

	@Test
	void aTreeMayBeImportedTwice() {
		this.runner.withUserConfiguration(ImportRoot.class, ImportRootAgain.class)
			.run((context) -> assertThat(context).hasSingleBean(Root.class));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class ImportRoot {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class ImportRootAgain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableRoot
	@EnablePair
	static class ImportByTwoAnnotations {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@ImportClusters(Root.class)
	@interface EnableRoot {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@ImportClusters(Pair.class)
	@interface EnablePair {

	}

	@Tree("second")
	interface SecondRoot extends Root {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Pair.class)
	static class ImportPair {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters({ First.class, Second.class })
	static class ImportOverlapping {

	}

	interface Pair extends Cluster {

		Side left();

		Side right();

	}

	interface Side extends Cluster {

		ValueKey<String> key();

	}

	@Prefix("shop")
	interface First extends Cluster {

		ValueKey<String> key();

	}

	@Prefix("shop:orders")
	interface Second extends Cluster {

		ValueKey<String> key();

	}

	static class OtherRoot {

		interface Root extends Cluster {

		}

	}

}
