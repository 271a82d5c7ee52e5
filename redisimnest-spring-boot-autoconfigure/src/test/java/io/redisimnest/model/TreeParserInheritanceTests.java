package io.redisimnest.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.cluster;
import static io.redisimnest.model.Parsing.key;
import static io.redisimnest.model.Parsing.parse;
import static io.redisimnest.model.Parsing.templates;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Interfaces that inherit from others.
 */
class TreeParserInheritanceTests {

	@Test
	void inheritedAccessorsAreDeclaredToo() {
		interface Base extends Cluster {

			@Ttl("5s")
			ValueKey<String> base();

		}
		interface Root extends Base {

			ValueKey<String> own();

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:base", "root:own");
		assertThat(key(root, "root.base").expiry().timeToLive()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void boundTypeVariablesAreResolvedInValues() {
		interface Base<T, U> extends Cluster {

			ValueKey<T> one();

			ValueKey<Map<String, List<U>>> many();

			ValueKey<U[]> array();

			ValueKey<List<? extends T>> wildcard();

		}
		interface Middle<V> extends Base<V, Integer> {

		}
		interface Root extends Middle<List<UUID>> {

		}
		ClusterModel root = parse(Root.class);
		assertThat(key(root, "root.one").valueType()).hasToString("java.util.List<java.util.UUID>");
		assertThat(key(root, "root.many").valueType())
			.hasToString("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>");
		assertThat(key(root, "root.array").valueType().resolve()).isEqualTo(Integer[].class);
		assertThat(key(root, "root.wildcard").valueType())
			.hasToString("java.util.List<java.util.List<java.util.UUID>>");
	}

	@Test
	void boundTypeVariablesAreResolvedInParameters() {
		interface Base<I> extends Cluster {

			@Prefix("{id}")
			ValueKey<String> of(I id);

		}
		interface Root extends Base<UUID> {

		}
		assertThat(key(parse(Root.class), "root.of").template().describeParameters())
			.containsExactly(Map.entry("id", "java.util.UUID"));
	}

	@Test
	void boundTypeVariablesAreResolvedInClusters() {
		interface Base<C extends Nested> extends Cluster {

			C nested();

		}
		interface Root extends Base<Special> {

		}
		ClusterModel nested = cluster(parse(Root.class), "root.nested");
		assertThat(nested.type()).isEqualTo(Special.class);
		assertThat(nested.keys()).extracting(KeyModel::path).containsExactly("root.nested.key", "root.nested.special");
	}

	@Test
	void boundTypeVariablesAreResolvedInReaders() throws Exception {
		interface Identified<I> extends Cluster {

			I id();

		}
		interface Root extends Cluster {

			@Prefix("{id}")
			User user(UUID id);

			interface User extends Identified<UUID> {

			}

		}
		assertThat(cluster(parse(Root.class), "root.user").readers())
			.containsExactly(Map.entry(Identified.class.getMethod("id"), 0));
	}

	@Test
	void overriddenAccessorIsOneNodeWithBothMethods() {
		interface Base extends Cluster {

			@Prefix("base")
			Nested nested();

		}
		interface Root extends Base {

			@Override
			@Prefix("special")
			Special nested();

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:special", "root:special:key", "root:special:special");
		ClusterModel nested = cluster(root, "root.nested");
		assertThat(nested.type()).isEqualTo(Special.class);
		assertThat(nested.accessor()).isNotNull();
		assertThat(nested.accessor().method().getReturnType()).isEqualTo(Special.class);
		assertThat(nested.accessor().methods()).extracting((method) -> (Object) method.getReturnType())
			.contains(Special.class, Nested.class);
	}

	@Test
	void overriddenAccessorMayBindATypeVariable() {
		interface Base<I> extends Cluster {

			@Prefix("{id}")
			ValueKey<String> of(I id);

		}
		interface Root extends Base<UUID> {

			@Override
			@Prefix("x:{id}")
			ValueKey<String> of(UUID id);

		}
		KeyModel key = key(parse(Root.class), "root.of");
		assertThat(key.template()).hasToString("root:x:{id}");
		assertThat(key.accessor().methods()).extracting((method) -> (Object) method.getParameterTypes()[0])
			.contains(UUID.class, Object.class);
	}

	@Test
	void annotationsOfAnOverriddenAccessorAreInherited() {
		interface Base extends Cluster {

			@Prefix("base")
			@Ttl("3s")
			ValueKey<String> key();

		}
		interface Root extends Base {

			@Override
			ValueKey<String> key();

		}
		KeyModel key = key(parse(Root.class), "root.key");
		assertThat(key.template()).hasToString("root:base");
		assertThat(key.expiry().timeToLive()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void annotationsOfASuperInterfaceAreInherited() {
		@Prefix("base")
		@Ttl("3s")
		interface Base extends Cluster {

			ValueKey<String> key();

		}
		interface Root extends Base {

		}
		KeyModel key = key(parse(Root.class), "root.key");
		assertThat(key.template()).hasToString("base:key");
		assertThat(key.expiry().timeToLive()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void accessorInheritedTwiceIsOneNode() {
		interface Base extends Cluster {

			ValueKey<String> key();

		}
		interface Left extends Base {

		}
		interface Right extends Base {

			@Override
			ValueKey<String> key();

		}
		interface Root extends Left, Right {

		}
		assertThat(templates(parse(Root.class))).containsExactly("root", "root:key");
	}

	@Test
	void sameAccessorOfTwoInterfacesIsOneNode() {
		interface Left extends Cluster {

			ValueKey<String> key();

		}
		interface Right extends Cluster {

			ValueKey<String> key();

		}
		interface Root extends Left, Right {

		}
		KeyModel key = key(parse(Root.class), "root.key");
		assertThat(key.accessor().methods()).hasSize(2);
	}

	@Test
	void mostSpecificReturnTypeOfTwoInterfacesIsTaken() {
		interface Left extends Cluster {

			Nested nested();

		}
		interface Right extends Cluster {

			Special nested();

		}
		interface Root extends Left, Right {

		}
		interface Reversed extends Right, Left {

		}
		assertThat(cluster(parse(Root.class), "root.nested").type()).isEqualTo(Special.class);
		assertThat(cluster(parse(Reversed.class), "reversed.nested").type()).isEqualTo(Special.class);
	}

	@Test
	void annotationsOfTheMostSpecificAccessorAreTaken() {
		interface Left<T> extends Cluster {

			@Prefix("left:{id}")
			ValueKey<String> key(T id);

		}
		interface Right extends Left<UUID> {

			@Override
			@Prefix("right:{id}")
			ValueKey<String> key(UUID id);

		}
		interface Root extends Left<UUID>, Right {

		}
		assertThat(key(parse(Root.class), "root.key").template()).hasToString("root:right:{id}");
	}

	@Test
	void methodsOfClusterMayBeDeclaredAnew() {
		interface Root extends Cluster {

			@Override
			String prefix();

			@Override
			Stream<String> subkeys();

			@Override
			long clear();

			@Override
			ClusterDescription describe();

			@Override
			boolean equals(Object other);

			@Override
			String toString();

			ValueKey<String> key();

		}
		assertThat(templates(parse(Root.class))).containsExactly("root", "root:key");
	}

	@Test
	void defaultStaticAndPrivateMethodsAreNoNodes() throws Exception {
		interface Root extends Cluster {

			ValueKey<String> key();

			default void rename(String name) {
				key().set(upper(name));
			}

			default ValueKey<String> alias() {
				return key();
			}

			static Root none() {
				return null;
			}

			private String upper(String text) {
				return text;
			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:key");
		assertThat(root.defaultMethods()).containsExactlyInAnyOrder(Root.class.getMethod("rename", String.class),
				Root.class.getMethod("alias"));
	}

	@Test
	void accessorMayBeImplementedByADefaultMethodBelow() {
		interface Base extends Cluster {

			ValueKey<String> key();

			ValueKey<String> alias();

		}
		interface Root extends Base {

			@Override
			default ValueKey<String> alias() {
				return key();
			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:key");
		assertThat(root.defaultMethods()).isNotEmpty();
	}

	interface Nested extends Cluster {

		ValueKey<String> key();

	}

	interface Special extends Nested {

		ValueKey<String> special();

	}

}
