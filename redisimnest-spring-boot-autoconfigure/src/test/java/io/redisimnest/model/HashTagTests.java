package io.redisimnest.model;

import java.util.List;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Param;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Tree;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.cluster;
import static io.redisimnest.model.Parsing.key;
import static io.redisimnest.model.Parsing.namespace;
import static io.redisimnest.model.Parsing.parse;
import static io.redisimnest.model.Parsing.templates;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trees with hash tags.
 */
class HashTagTests {

	@Test
	void argumentIsPutInBraces() {
		interface Root extends Cluster {

			@Prefix("user:{userId}")
			User user(@HashTag long userId);

			interface User extends Cluster {

				long userId();

				ValueKey<Integer> age();

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:user:{{userId}}", "root:user:{{userId}}:age");
		KeyModel age = key(root, "root.user.age");
		assertThat(Templates.render(age.template(), 42L)).isEqualTo("root:user:{42}:age");
		assertThat(age.template().match("root:user:{42}:age")).contains(Map.of("userId", 42L));
		assertThat(age.template().match("root:user:42:age")).isEmpty();
		assertThat(age.describe().template()).isEqualTo("root:user:{{userId}}:age");
		assertThat(age.describe().parameters()).containsExactly(Map.entry("userId", "long"));
		assertThat(age.template().isPinned()).isTrue();
		assertThat(root.template().isPinned()).isFalse();
	}

	@Test
	void argumentOfAKeyIsPutInBraces() {
		interface Root extends Cluster {

			@Prefix("{region}-{id}.x")
			SetKey<String> tags(String region, @HashTag @Param("id") int number);

		}
		KeyModel tags = key(parse(Root.class), "root.tags");
		assertThat(tags.template()).hasToString("root:{region}-{{id}}.x");
		assertThat(Templates.render(tags.template(), "{eu}-1", 7)).isEqualTo("root:%7Beu%7D%2D1-{7}.x");
	}

	@Test
	void lastSegmentOfAPrefixIsPutInBraces() {
		interface Root extends Cluster {

			Scores scores();

			@HashTag
			Plain plain();

			@HashTag(false)
			@Prefix("lifted")
			Scores lifted();

			@HashTag
			@Prefix("game:scores")
			interface Scores extends Cluster {

				ValueKey<String> today();

			}

			interface Plain extends Cluster {

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:lifted", "root:lifted:today", "root:{plain}",
				"root:game:{scores}", "root:game:{scores}:today");
		assertThat(cluster(root, "root.scores").template().isPinned()).isTrue();
		assertThat(cluster(root, "root.lifted").template().isPinned()).isFalse();
	}

	@Test
	void aRootCanHaveAHashTagBehindTheNamespace() {
		@HashTag
		@Prefix("a:b")
		interface Root extends Cluster {

			ValueKey<String> key();

		}
		@Tree("eu")
		interface Inheriting extends Root {

		}
		assertThat(templates(parse(namespace("n"), Root.class))).containsExactly("n:a:{b}", "n:a:{b}:key");
		assertThat(templates(parse(Inheriting.class))).containsExactly("a:{b}", "a:{b}:key");
	}

	@Test
	void aMethodThatOverridesAnotherDeclaresItsParametersAnew() {
		interface Base extends Cluster {

			@Prefix("a:{x}")
			ValueKey<String> a(@HashTag long x);

			@Prefix("b:{x}")
			ValueKey<String> b(@HashTag long x);

			@Prefix("c:{x}")
			ValueKey<String> c(@HashTag long x);

		}
		interface Root extends Base {

			@Override
			@Prefix("b:{x}")
			ValueKey<String> b(long x);

			@Override
			@Prefix("c:{y}")
			ValueKey<String> c(@HashTag long y);

		}
		assertThat(templates(parse(Root.class))).containsExactly("root", "root:a:{{x}}", "root:b:{x}", "root:c:{{y}}");
	}

	@Test
	void boundTypeVariablesCanBeHashTags() {
		interface Base<I> extends Cluster {

			@Prefix("{id}")
			ValueKey<String> of(@HashTag I id);

		}
		interface Root extends Base<Integer> {

		}
		assertThat(key(parse(Root.class), "root.of").template()).hasToString("root:{{id}}");
	}

	@Test
	void inheritedFormsThatDifferInTheirHashTagAreRefused() {
		interface Left extends Cluster {

			@Prefix("{x}")
			ValueKey<String> key(@HashTag long x);

			@Prefix("here")
			@HashTag
			Empty here();

		}
		interface Right extends Cluster {

			@Prefix("{x}")
			ValueKey<String> key(long x);

			@Prefix("here")
			Empty here();

		}
		interface Root extends Left, Right {

		}
		String message = "' is inherited more than once with different annotations. Declare it again, for cluster Root";
		assertProblems(Root.class, "'here" + message, "'key" + message);
	}

	@Test
	void inheritedFormsWithTheSameHashTagAreOneNode() {
		interface Left extends Cluster {

			@Prefix("{x}")
			ValueKey<String> key(@HashTag long x);

		}
		interface Right extends Cluster {

			@Prefix("{x}")
			ValueKey<String> key(@HashTag long x);

		}
		interface Root extends Left, Right {

		}
		assertThat(templates(parse(Root.class))).containsExactly("root", "root:{{x}}");
	}

	@Test
	void hashTagOfAClusterWithAParameterIsRefused() {
		interface Root extends Cluster {

			User user(long userId);

			@HashTag
			@Prefix("user:{userId}")
			interface User extends Cluster {

			}

		}
		assertProblems(Root.class, "@HashTag stands on a cluster whose prefix 'user:{userId}' has a parameter. "
				+ "Put it on the parameter, for method Root.user");
	}

	@Test
	void hashTagOfAPrefixThatIsRefusedIsNoFurtherProblem() {
		interface Root extends Cluster {

			@HashTag
			@Prefix("a b")
			Empty one();

			@HashTag
			Read other(long id);

			interface Read extends Cluster {

				long id();

			}

		}
		assertProblems(Root.class,
				"Prefix 'a b' holds ' '. Use letters, digits and - _ . @ + # / $ ~ , ; = !, for method Root.one",
				"Parameters have no place in a name without @Prefix. Write @Prefix(\"other:{id}\"), "
						+ "for method Root.other");
	}

	@Test
	void hashTagOfAKeyIsRefused() {
		interface Root extends Cluster {

			@HashTag
			SetKey<String> key();

		}
		assertProblems(Root.class, "@HashTag has no meaning for a SetKey. Put it on the cluster or on a parameter, "
				+ "for method Root.key");
	}

	@Test
	void hashTagOfValuesIsRefused() {
		interface Root extends Cluster {

			ValueKey<String> name();

			@HashTag
			Values<Named> named();

		}
		assertProblems(Root.class,
				"Annotations have no meaning for Values. Put them on the keys, for method Root.named");
	}

	@Test
	void secondHashTagOfAPrefixIsRefused() {
		interface Root extends Cluster {

			@Prefix("{a}:{b}")
			Empty user(@HashTag String a, @HashTag String b);

		}
		assertProblems(Root.class,
				"Parameters 'a' and 'b' of prefix '{a}:{b}' are hash tags, and Redis uses the first. "
						+ "Remove one @HashTag, for method Root.user");
	}

	@Test
	void secondHashTagOnAPathIsRefused() {
		interface Root extends Cluster {

			@Prefix("user:{userId}")
			User user(@HashTag long userId);

			interface User extends Cluster {

				Messages messages();

				@HashTag
				Empty scores();

			}

			interface Messages extends Cluster {

				@Prefix("message:{id}")
				ValueKey<String> message(@HashTag long id);

			}

		}
		String message = " has a hash tag, but so has the prefix 'root:user:{{userId}}%s' above, "
				+ "and Redis uses the first. Remove one @HashTag, for method ";
		assertProblems(Root.class, "Prefix 'message:{{id}}'" + message.formatted(":messages") + "Messages.message",
				"Prefix '{scores}'" + message.formatted("") + "User.scores");
	}

	@Test
	void templatesWithAndWithoutAHashTagMayStandSideBySide() {
		interface Root extends Cluster {

			@Prefix("user:{id}")
			Empty user(long id);

			@Prefix("user:{id}")
			Empty pinned(@HashTag long id);

			@Prefix("user:{name}")
			ValueKey<List<String>> named(String name);

			@Prefix("user:me")
			@HashTag
			Empty me();

		}
		assertThat(parse(Root.class).children()).hasSize(4);
	}

	@Test
	void hashTagsThatCanBeTheSameAreRefused() {
		interface Root extends Cluster {

			@Prefix("user:{name}")
			Empty user(@HashTag String name);

			@Prefix("user:me")
			@HashTag
			Empty me();

		}
		assertProblems(Root.class, "Clusters 'root.me' and 'root.user' can produce the same key with prefixes "
				+ "'user:{me}' and 'user:{{name}}'. Give sibling clusters different prefixes, for cluster Root");
	}

	record Named(String name) {

	}

	interface Empty extends Cluster {

	}

}
