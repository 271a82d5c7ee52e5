package io.redisimnest.model;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Param;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Tree;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.example.Root;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.StringRedisSerializer;
import org.springframework.mock.env.MockEnvironment;

import static io.redisimnest.model.Parsing.cluster;
import static io.redisimnest.model.Parsing.key;
import static io.redisimnest.model.Parsing.namespace;
import static io.redisimnest.model.Parsing.parse;
import static io.redisimnest.model.Parsing.templates;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the parser makes of a tree that is valid.
 */
class TreeParserTests {

	private final ClusterModel example = parse(Root.class);

	@Test
	void pathsAreTheNamesOfTheAccessors() {
		assertThat(this.example.nodesOfSubtree().map(NodeModel::path)).containsExactly("root", "root.projectName",
				"root.app", "root.app.pendingUsers", "root.app.tokens", "root.user", "root.user.age", "root.user.name",
				"root.user.messages", "root.user.messages.message");
	}

	@Test
	void templatesAreTheJoinOfThoseOnTheWay() {
		assertThat(templates(this.example)).containsExactly("root", "root:project_name", "root:app",
				"root:app:pendingUsers", "root:app:tokens", "root:user:{userId}", "root:user:{userId}:age",
				"root:user:{userId}:name", "root:user:{userId}:messages",
				"root:user:{userId}:messages:message:{messageId}");
	}

	@Test
	void keyHasKindValueTypeAndDefault() {
		KeyModel tokens = key(this.example, "root.app.tokens");
		assertThat(tokens.kind()).isEqualTo(KeyKind.VALUE);
		assertThat(tokens.valueType()).hasToString("java.util.List<java.lang.String>");
		assertThat(tokens.defaultValue()).isEqualTo("[]");
		assertThat(tokens.codec()).isNull();
		assertThat(tokens.accessor().method().getName()).isEqualTo("tokens");
		assertThat(tokens.ownTemplate()).hasToString("tokens");
		assertThat(key(this.example, "root.projectName").defaultValue()).isNull();
	}

	@Test
	void counterHasNoTypeOfItsOwn() {
		interface Root extends Cluster {

			CounterKey visits();

		}
		assertThat(key(parse(Root.class), "root.visits").kind()).isEqualTo(KeyKind.COUNTER);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			root.projectName,           none
			root.app.tokens,            PT1M20S
			root.user.age,              PT2M
			root.user.messages.message, PT50S
			""")
	void ttlIsTheNearestOne(String path, Duration timeToLive) {
		assertThat(key(this.example, path).expiry()).isEqualTo(new Expiry(timeToLive, Renewal.ON_WRITE));
	}

	@Test
	void ttlOfAKeyWinsOverTheOneOfItsCluster() {
		@Ttl("1h")
		interface Root extends Cluster {

			@Ttl("5s")
			ValueKey<String> own();

			@Ttl(Ttl.NONE)
			ValueKey<String> none();

			ValueKey<String> inherited();

		}
		ClusterModel root = parse(Root.class);
		assertThat(key(root, "root.own").expiry().timeToLive()).isEqualTo(Duration.ofSeconds(5));
		assertThat(key(root, "root.none").expiry().timeToLive()).isNull();
		assertThat(key(root, "root.inherited").expiry().timeToLive()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void renewalIsInheritedTogetherWithTheTtl() {
		@Ttl(value = "1h", renew = Renewal.ON_ACCESS)
		interface Root extends Cluster {

			@Ttl("5s")
			ValueKey<String> own();

			Nested nested();

			interface Nested extends Cluster {

				ValueKey<String> inherited();

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(key(root, "root.own").expiry().renewal()).isEqualTo(Renewal.ON_WRITE);
		assertThat(key(root, "root.nested.inherited").expiry())
			.isEqualTo(new Expiry(Duration.ofHours(1), Renewal.ON_ACCESS));
	}

	@ParameterizedTest
	@CsvSource({ "80s, PT1M20S", "2m, PT2M", "PT1H, PT1H", "90, PT1M30S", "1ms, PT0.001S", "' 2d ', PT48H",
			"1000000us, PT1S" })
	void ttlIsADurationOfSpringBoot(String text, Duration timeToLive) {
		interface Root extends Cluster {

			@Ttl("${ttl}")
			ValueKey<String> key();

		}
		TreeParser parser = Trees.parser("", Map.of(), (value) -> value.equals("${ttl}") ? text : value);
		assertThat(key(parse(parser, Root.class), "root.key").expiry().timeToLive()).isEqualTo(timeToLive);
	}

	@Test
	void codecIsInheritedUntilAnotherIsDeclared() {
		@Codec(StringRedisSerializer.class)
		interface Root extends Cluster {

			ValueKey<String> inherited();

			@Codec(TextSerializer.class)
			ValueKey<String> own();

			CounterKey counter();

			Nested nested();

			@Codec(TextSerializer.class)
			Nested other();

			interface Nested extends Cluster {

				ValueKey<String> key();

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(key(root, "root.inherited").codec()).isEqualTo(StringRedisSerializer.class);
		assertThat(key(root, "root.own").codec()).isEqualTo(TextSerializer.class);
		assertThat(key(root, "root.counter").codec()).isNull();
		assertThat(key(root, "root.nested.key").codec()).isEqualTo(StringRedisSerializer.class);
		assertThat(key(root, "root.other.key").codec()).isEqualTo(TextSerializer.class);
	}

	@Test
	void annotationsOfTheAccessorWinOverThoseOfTheInterface() {
		interface Root extends Cluster {

			Nested asDeclared();

			@Prefix("here")
			@Ttl(value = "7s", renew = Renewal.ON_CREATE)
			@Protected(false)
			@Codec(TextSerializer.class)
			Nested otherwise();

			@Prefix("there")
			@Ttl("1m")
			@Protected
			@Codec(StringRedisSerializer.class)
			interface Nested extends Cluster {

				ValueKey<String> key();

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(templates(root)).containsExactly("root", "root:there", "root:there:key", "root:here",
				"root:here:key");
		assertThat(cluster(root, "root.asDeclared").isProtected()).isTrue();
		assertThat(cluster(root, "root.otherwise").isProtected()).isFalse();
		assertThat(key(root, "root.asDeclared.key").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(1));
		assertThat(key(root, "root.otherwise.key").expiry())
			.isEqualTo(new Expiry(Duration.ofSeconds(7), Renewal.ON_CREATE));
		assertThat(key(root, "root.asDeclared.key").codec()).isEqualTo(StringRedisSerializer.class);
		assertThat(key(root, "root.otherwise.key").codec()).isEqualTo(TextSerializer.class);
	}

	@Test
	void protectedPathsAreThoseOfTheSubtree() {
		interface Root extends Cluster {

			@Protected
			Nested nested();

			Nested open();

			interface Nested extends Cluster {

				@Protected
				Deep deep();

			}

			interface Deep extends Cluster {

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(root.protectedPaths()).containsExactly("root.nested", "root.nested.deep", "root.open.deep");
		assertThat(cluster(root, "root.open").protectedPaths()).containsExactly("root.open.deep");
	}

	@Test
	void treeCanBeNamed() {
		@Tree("orders")
		interface Root extends Cluster {

			ValueKey<String> key();

		}
		assertThat(key(parse(Root.class), "orders.key").template()).hasToString("orders:key");
	}

	@Test
	void prefixOfTheRootIsNotItsName() {
		@Tree("orders")
		@Prefix("s:1")
		interface Root extends Cluster {

			ValueKey<String> key();

		}
		assertThat(key(parse(Root.class), "orders.key").template()).hasToString("s:1:key");
	}

	@Test
	void namespaceStandsBeforeTheRoot() {
		assertThat(templates(parse(namespace("prod:eu-1"), Root.class))).first().isEqualTo("prod:eu-1:root");
		assertThat(key(parse(namespace("prod"), Root.class), "root.app.tokens").template())
			.hasToString("prod:root:app:tokens");
	}

	@Test
	void placeholdersAreResolved() {
		@Prefix("${app.name}")
		interface Root extends Cluster {

			@Prefix("${missing:user}:{id}")
			@Ttl("${app.ttl}")
			ValueKey<String> user(long id);

			@Ttl("${missing:30m}")
			ValueKey<String> other();

		}
		MockEnvironment environment = new MockEnvironment().withProperty("app.name", "my-app")
			.withProperty("app.ttl", "9s");
		ClusterModel root = parse(Trees.parser("", Map.of(), environment::resolveRequiredPlaceholders), Root.class);
		assertThat(key(root, "root.user").template()).hasToString("my-app:user:{id}");
		assertThat(key(root, "root.user").expiry().timeToLive()).isEqualTo(Duration.ofSeconds(9));
		assertThat(key(root, "root.other").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(30));
	}

	@Test
	void argumentsAreArrangedInTheOrderOfTheTemplate() {
		interface Root extends Cluster {

			@Prefix("{b}:{c}-{a}")
			ValueKey<String> key(int a, @Param("b") String second, boolean c);

		}
		KeyModel key = key(parse(Root.class), "root.key");
		assertThat(key.accessor().arrange(new Object[] { 1, "x", true })).containsExactly("x", true, 1);
		assertThat(key.template().describeParameters()).containsExactly(Map.entry("b", "java.lang.String"),
				Map.entry("c", "boolean"), Map.entry("a", "int"));
	}

	@Test
	void readersAreKnownByTheirParameter() throws Exception {
		interface Root extends Cluster {

			@Prefix("{a}-{b}")
			Nested nested(String a, long b);

			interface Nested extends Cluster {

				String a();

				Long b();

				@Prefix("{c}")
				Deep deep(UUID c);

			}

			interface Deep extends Cluster {

				long b();

				UUID c();

			}

		}
		ClusterModel root = parse(Root.class);
		assertThat(cluster(root, "root.nested").readers()).containsExactlyInAnyOrderEntriesOf(
				Map.of(method(Root.Nested.class, "a"), 0, method(Root.Nested.class, "b"), 1));
		assertThat(cluster(root, "root.nested.deep").readers()).containsExactlyInAnyOrderEntriesOf(
				Map.of(method(Root.Deep.class, "b"), 1, method(Root.Deep.class, "c"), 2));
	}

	@Test
	void theSameInterfaceMayStandInSeveralPlaces() {
		interface Root extends Cluster {

			Nested first();

			Nested second();

			interface Nested extends Cluster {

				ValueKey<String> key();

			}

		}
		assertThat(templates(parse(Root.class))).containsExactly("root", "root:first", "root:first:key", "root:second",
				"root:second:key");
	}

	@Test
	void descriptionTellsWhatIsDeclared() {
		assertThat(this.example.describe().clusters()).extracting("prefix")
			.isEqualTo(List.of("root:app", "root:user:{userId}"));
		assertThat(key(this.example, "root.user.messages.message").describe().parameters())
			.containsExactly(Map.entry("userId", "long"), Map.entry("messageId", "long"));
	}

	@Test
	void parserCanBeUsedAgain() {
		TreeParser parser = Trees.parser("", Map.of(), UnaryOperator.identity());
		assertThat(parse(parser, Root.class).describe()).isEqualTo(parse(parser, Root.class).describe());
	}

	private static Method method(Class<?> type, String name) throws NoSuchMethodException {
		return type.getMethod(name);
	}

	static class TextSerializer extends GenericToStringSerializer<String> {

		TextSerializer() {
			super(String.class);
		}

	}

}
