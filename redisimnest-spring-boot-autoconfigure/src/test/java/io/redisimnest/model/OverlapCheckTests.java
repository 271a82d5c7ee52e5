package io.redisimnest.model;

import java.util.UUID;

import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Tree;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.namespace;
import static io.redisimnest.model.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class OverlapCheckTests {

	@Test
	void clustersWithOnePrefixAreRefused() {
		interface Root extends Cluster {

			@Prefix("user:{id}")
			Empty user(long id);

			@Prefix("user:{id}")
			Empty admin(long id);

		}
		assertProblems(Root.class, "Clusters 'root.admin' and 'root.user' can produce the same key with prefix "
				+ "'user:{id}'. Give sibling clusters different prefixes, for cluster Root");
	}

	@Test
	void clustersWithPrefixesThatCanRenderTheSameAreRefused() {
		interface Root extends Cluster {

			@Prefix("user:{name}")
			Empty user(String name);

			@Prefix("user:admin")
			Empty admin();

		}
		assertProblems(Root.class, "Clusters 'root.admin' and 'root.user' can produce the same key with prefixes "
				+ "'user:admin' and 'user:{name}'. Give sibling clusters different prefixes, for cluster Root");
	}

	@Test
	void keysThatCanRenderTheSameAreRefused() {
		interface Root extends Cluster {

			@Prefix("user:{name}")
			ValueKey<String> user(String name);

			@Prefix("user:admin")
			CounterKey admin();

		}
		assertProblems(Root.class, "Keys 'root.admin' and 'root.user' can produce the same key with prefixes "
				+ "'user:admin' and 'user:{name}'. Give sibling keys different prefixes, for cluster Root");
	}

	@Test
	void keyInTheSubtreeOfAClusterBesideItIsRefused() {
		interface Root extends Cluster {

			@Prefix("user:{name}")
			Empty user(String name);

			@Prefix("user:admin:visits")
			CounterKey visits();

		}
		assertProblems(Root.class,
				"Cluster 'root.user' with prefix 'user:{name}' can hold keys of 'root.visits' with prefix "
						+ "'user:admin:visits'. Begin one of them with a literal that the other cannot have there, for cluster Root");
	}

	@Test
	void clusterInTheSubtreeOfAClusterBesideItIsRefused() {
		interface Root extends Cluster {

			@Prefix("app:{id}:settings")
			Empty settings(long id);

			Empty app();

		}
		assertProblems(Root.class, "Cluster 'root.app' with prefix 'app' can hold keys of 'root.settings' with prefix "
				+ "'app:{id}:settings'. Begin one of them with a literal that the other cannot have there, for cluster Root");
	}

	@Test
	void everyPairIsReportedWhereItIs() {
		interface Root extends Cluster {

			Nested nested();

			@Prefix("x")
			ValueKey<String> one();

			@Prefix("x")
			ValueKey<String> two();

			@Prefix("{text}")
			ValueKey<String> three(String text);

			interface Nested extends Cluster {

				@Prefix("y:{a}-{b}")
				ValueKey<String> a(String a, String b);

				@Prefix("y:{b}.{a}")
				ValueKey<String> b(String a, String b);

			}

		}
		assertProblems(Root.class,
				"Keys 'root.one' and 'root.three' can produce the same key with prefixes 'x' and '{text}'. "
						+ "Give sibling keys different prefixes, for cluster Root",
				"Keys 'root.one' and 'root.two' can produce the same key with prefix 'x'. "
						+ "Give sibling keys different prefixes, for cluster Root",
				"Keys 'root.three' and 'root.two' can produce the same key with prefixes '{text}' and 'x'. "
						+ "Give sibling keys different prefixes, for cluster Root",
				"Keys 'root.nested.a' and 'root.nested.b' can produce the same key with prefixes "
						+ "'y:{a}-{b}' and 'y:{b}.{a}'. Give sibling keys different prefixes, for cluster Nested");
	}

	@Test
	void wordBesideANumberIsAllowed() {
		interface Root extends Cluster {

			@Prefix("user:{id}")
			Empty user(long id);

			@Prefix("user:count")
			CounterKey count();

			@Prefix("user:all:names")
			ValueKey<String> names();

			@Prefix("user:{id}")
			Empty other(UUID id);

		}
		assertThat(parse(Root.class).children()).hasSize(4);
	}

	@Test
	void keyAtThePrefixOfAClusterIsAllowed() {
		interface Root extends Cluster {

			@Prefix("user:{id}")
			Empty user(long id);

			@Prefix("user:{id}")
			ValueKey<String> summary(long id);

			@Prefix("user")
			ValueKey<String> users();

			Empty app();

			@Prefix("app")
			ValueKey<String> appItself();

		}
		assertThat(parse(Root.class).children()).hasSize(5);
	}

	@Test
	void keyMayBeginLikeAnotherKey() {
		interface Root extends Cluster {

			ValueKey<String> a();

			@Prefix("a:b")
			ValueKey<String> b();

			@Prefix("a:b:{c}")
			ValueKey<String> c(String c);

		}
		assertThat(parse(Root.class).keys()).hasSize(3);
	}

	@Test
	void sameTemplatesInDifferentClustersAreAllowed() {
		interface Root extends Cluster {

			Leaf a();

			Leaf b();

			interface Leaf extends Cluster {

				@Prefix("{x}")
				ValueKey<String> x(String x);

			}

		}
		assertThat(parse(Root.class).clusters()).hasSize(2);
	}

	@Test
	void prefixThatOnlyContinuesTheLastSegmentIsAllowed() {
		interface Root extends Cluster {

			Empty user();

			Empty users();

			@Prefix("user-x:y")
			Empty other();

		}
		assertThat(parse(Root.class).clusters()).hasSize(3);
	}

	@Test
	void treesWithOnePrefixAreRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> between(First.class, Same.class))
			.satisfies((ex) -> assertThat(ex.getProblems())
				.containsExactly("Clusters 'first' and 'same' can produce the same key with prefix 'first'. "
						+ "Give sibling clusters different prefixes, for cluster Same"));
	}

	@Test
	void treeInTheSubtreeOfAnotherIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> between(First.class, Inner.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactly(
					"Cluster 'first' with prefix 'first' can hold keys of 'inner' with prefix 'first:inner'. "
							+ "Begin one of them with a literal that the other cannot have there, for cluster Inner"));
	}

	@Test
	void treeAroundAnotherIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> between(Inner.class, First.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactly(
					"Cluster 'first' with prefix 'first' can hold keys of 'inner' with prefix 'first:inner'. "
							+ "Begin one of them with a literal that the other cannot have there, for cluster First"));
	}

	@Test
	void treesWithDifferentPrefixesAreAllowed() {
		assertThatNoException().isThrownBy(() -> between(First.class, Second.class));
		assertThatNoException().isThrownBy(() -> between(Second.class, Inner.class));
	}

	@Test
	void treesAreComparedWithTheirNamespace() {
		Problems problems = new Problems();
		OverlapCheck.between(parse(namespace("a"), First.class), parse(namespace("b"), First.class), problems);
		assertThat(problems.size()).isZero();
	}

	private static void between(Class<? extends Cluster> first, Class<? extends Cluster> second) {
		Problems problems = new Problems();
		OverlapCheck.between(parse(second), parse(first), problems);
		problems.throwIfAny(second);
	}

	interface Empty extends Cluster {

	}

	interface First extends Cluster {

		ValueKey<String> key();

	}

	@Prefix("first")
	interface Same extends Cluster {

	}

	@Prefix("first:inner")
	interface Inner extends Cluster {

	}

	@Tree("other")
	interface Second extends Cluster {

	}

}
