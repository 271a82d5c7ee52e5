package io.redisimnest.proxy;

import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Live clusters with a hash tag.
 */
class HashTagTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void anArgumentCanBeAHashTag() {
		Pinned root = Trees.create(Pinned.class);
		assertThat(Monitor.sent(() -> root.user("a{b}").text().set("x")))
			.containsExactly("SET pinned:user:{a%7Bb%7D}:text x");
		assertThat(root.user("a{b}").name()).isEqualTo("a{b}");
		assertThatIllegalArgumentException().isThrownBy(() -> root.user(""))
			.withMessage("Argument 'name' is empty. "
					+ "Prefix 'user:{{name}}' needs a value that identifies a key, for method Pinned.user");
	}

	@Test
	void aClusterCanBeAHashTag() {
		Pinned root = Trees.create(Pinned.class);
		assertThat(Monitor.sent(() -> root.scores().today().set("x"))).containsExactly("SET pinned:{scores}:today x");
		assertThat(root.scores()).hasToString("pinned:{scores}");
		assertThat(root.describe().clusters()).extracting((cluster) -> cluster.prefix())
			.containsExactly("pinned:{scores}", "pinned:user:{{name}}");
		root.user("x").text().set("x");
		assertThat(root.scores().subkeys()).containsExactly("pinned:{scores}:today");
		assertThat(root.scores().clear()).isOne();
		assertThat(root.countKeys()).isOne();
	}

	@Test
	void aRootCanBeAHashTag() {
		PinnedRoot root = Trees.create(PinnedRoot.class);
		assertThat(Monitor.sent(() -> root.today().set("x"))).containsExactly("SET {pinnedRoot}:today x");
		assertThat(root.subkeys()).containsExactly("{pinnedRoot}:today");
	}

	interface Pinned extends Cluster {

		@Prefix("user:{name}")
		User user(@HashTag String name);

		Instances<User> users();

		@HashTag
		Scores scores();

		interface User extends Cluster {

			String name();

			ValueKey<String> text();

		}

	}

	interface Scores extends Cluster {

		ValueKey<String> today();

	}

	@HashTag
	interface PinnedRoot extends Scores {

	}

}
