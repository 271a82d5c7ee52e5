package io.redisimnest.registry;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Tree;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.ValuePreview;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeclaredKeyTests {

	@Test
	void ofTwoServersWithTheSameKeysTheOneOfThePathIsRead() {
		int port = TestRedis.freePort();
		RedisServer server = TestRedis.embedded(port);
		try {
			ClusterRegistry registry = Trees.registry();
			registry.factory(TestRedis::connectionFactory).create(Shop.class).name().set("here");
			registry.factory(() -> TestRedis.connectionFactory("127.0.0.1", port))
				.create(Archive.class)
				.name()
				.set("there");
			assertThat(text(registry, "shop.name")).isEqualTo("here");
			assertThat(text(registry, "archive.name")).isEqualTo("there");
		}
		finally {
			TestRedis.stop(server);
		}
	}

	@Test
	void aKeyOfAnotherTemplateIsRefused() {
		ClusterRegistry registry = Trees.registry();
		registry.factory(TestRedis::connectionFactory).create(Shop.class);
		DeclaredKey key = registry.key("shop.name");
		assertThat(key).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> key.preview("shop:other"))
			.withMessage("Key 'shop:other' is none of 'shop:name'");
	}

	@Test
	void whatIsNotDeclaredIsNotFound() {
		ClusterRegistry registry = Trees.registry();
		registry.factory(TestRedis::connectionFactory).create(Shop.class);
		assertThat(registry.key("shop")).isNull();
		assertThat(registry.key("shop.other")).isNull();
	}

	private static @Nullable String text(ClusterRegistry registry, String path) {
		DeclaredKey key = registry.key(path);
		assertThat(key).isNotNull();
		ValuePreview value = key.preview("shop:name");
		assertThat(value).isNotNull();
		return value.text();
	}

	interface Shop extends Cluster {

		ValueKey<String> name();

	}

	@Tree("archive")
	@Prefix("shop")
	interface Archive extends Shop {

	}

}
