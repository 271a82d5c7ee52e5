package io.redisimnest.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.model.KeyMatcher.Match;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.redisimnest.model.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;

class KeyMatcherTests {

	private static final List<String> WORDS = List.of("shop", "user", "count", "daily", "post", "title", "age", "x",
			"y", "1", "-1", "2", "01", "a-b.x", "a.b", "550e8400-e29b-41d4-a716-446655440000", "", "%3A", "{1}", "{x}",
			"{scores}");

	private final List<ClusterModel> trees = List.of(parse(Shop.class), parse(Blog.class), parse(Grid.class),
			parse(Pins.class));

	private final KeyMatcher matcher = new KeyMatcher(this.trees);

	@ParameterizedTest
	@CsvSource(textBlock = """
			shop:title,                   shop.title
			shop:user:1:age,              shop.user.age
			shop:user:-1:cart:a%3Ab,      shop.user.cart.item
			shop:user,                    shop.users
			shop:user:1,                  shop.summary
			shop:user:count,              shop.count
			shop:user:count:daily,        shop.daily
			shop:user:count:a:b,          shop.perDay
			shop:stock:a-b.x,             shop.stock.amount
			site:blog:post:1:title,       blog.post.title
			grid:x,                       grid.any
			grid:x:1,                     grid.row
			grid:x:y,                     grid.column
			grid:x:y:z,                   grid.cell
			grid:z:y:2,                   grid.line
			pins:user:1:age,              pins.user.age
			pins:user:{1}:age,            pins.pinned.age
			pins:{scores}:age,            pins.scores.age
			pins:scores:age,              pins.unpinned.age
			""")
	void declaredKeysAreFound(String name, String path) {
		Match match = this.matcher.match(name);
		assertThat(match).isNotNull();
		assertThat(match.key()).isNotNull().satisfies((key) -> assertThat(key.path()).isEqualTo(path));
	}

	@Test
	void clustersAreToldFromTheRootDown() {
		assertThat(paths(this.matcher.match("shop:user:1:cart:x"))).containsExactly("shop", "shop.user",
				"shop.user.cart");
		assertThat(paths(this.matcher.match("shop:user:1"))).containsExactly("shop");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			shop:unknown,                 shop
			shop:,                        shop
			shop:user:1:unknown,          shop.user
			shop:user:1:age:more,         shop.user
			shop:user:1:cart:a:b,         shop.user.cart
			shop:user:01:age,             shop
			shop:user:x:age,              shop
			shop:user:1:cart,             shop.user
			shop:stock:a-b.x:y,           shop.stock
			site:blog:post,               blog
			site:blog:post:x:title,       blog
			site:blog::,                  blog
			""")
	void undeclaredKeysBelongToTheDeepestCluster(String name, String path) {
		Match match = this.matcher.match(name);
		assertThat(match).isNotNull();
		assertThat(match.key()).isNull();
		assertThat(paths(match)).last().isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "shop", "shops:title", "Shop:title", "site", "site:blog", "blog:post:1:title",
			"site:other:post:1:title", " shop:title", ":shop:title" })
	void keysOutsideOfAllTreesAreNotFound(String name) {
		assertThat(this.matcher.match(name)).isNull();
	}

	@Test
	void keyAtThePrefixOfAClusterIsNotInIt() {
		assertThat(paths(this.matcher.match("shop:stock"))).containsExactly("shop");
		assertThat(paths(this.matcher.match("site:blog:post:1"))).containsExactly("blog");
	}

	@Test
	void bytesAreUtf8() {
		Match match = this.matcher.match("shop:user:1:cart:\u00E9\uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
		assertThat(match).isNotNull();
		assertThat(match.key()).isNotNull().satisfies((key) -> assertThat(key.path()).isEqualTo("shop.user.cart.item"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "FF", "C0BA", "C3", "EDA080", "EDA080EDB080", "61FF", "F09F98", "F5808080", "80" })
	void bytesThatAreNotUtf8AreNoArgument(String hex) {
		byte[] prefix = "shop:user:1:cart:".getBytes(StandardCharsets.UTF_8);
		byte[] name = new byte[prefix.length + hex.length() / 2];
		System.arraycopy(prefix, 0, name, 0, prefix.length);
		for (int i = prefix.length; i < name.length; i++) {
			name[i] = (byte) Integer.parseInt(hex, 2 * (i - prefix.length), 2 * (i - prefix.length) + 2, 16);
		}
		Match match = this.matcher.match(name);
		assertThat(match).isNotNull();
		assertThat(match.key()).isNull();
		assertThat(paths(match)).containsExactly("shop", "shop.user", "shop.user.cart");
	}

	@Test
	void bytesThatAreNotUtf8AreInNoTree() {
		assertThat(this.matcher.match(new byte[] { 's', 'h', 'o', 'p', (byte) 0xFF, ':', 'x' })).isNull();
		assertThat(this.matcher.match(new byte[] { (byte) 0x80 })).isNull();
		assertThat(this.matcher.match(new byte[0])).isNull();
	}

	@Test
	void replacementCharacterIsAnOrdinaryOne() {
		Match match = this.matcher.match("shop:user:1:cart:\uFFFD".getBytes(StandardCharsets.UTF_8));
		assertThat(match).isNotNull();
		assertThat(match.key()).isNotNull();
	}

	@Test
	void noTreeHasNoKeys() {
		assertThat(new KeyMatcher(List.of()).match("shop:title")).isNull();
	}

	@Test
	void manyKeysAreFoundAsByTryingEveryTemplate() {
		NastyTexts texts = new NastyTexts(21);
		List<NodeModel> nodes = this.trees.stream().flatMap(ClusterModel::nodesOfSubtree).toList();
		int found = 0;
		int undeclared = 0;
		for (int i = 0; i < 10_000; i++) {
			String name = name(texts.oneOf(nodes).template(), texts);
			Match match = this.matcher.match(name);
			assertThat((match != null) ? new Found(match.clusters(), match.key()) : null).as(name)
				.isEqualTo(naive(name));
			found += (match != null && match.key() != null) ? 1 : 0;
			undeclared += (match != null && match.key() == null) ? 1 : 0;
		}
		assertThat(found).isGreaterThan(1_000);
		assertThat(undeclared).isGreaterThan(1_000);
	}

	/**
	 * A name that is like those of a template, or nearly.
	 */
	private static String name(KeyTemplate template, NastyTexts texts) {
		List<String> segments = new ArrayList<>();
		for (SegmentTemplate segment : template.segments()) {
			boolean literal = segment.isLiteral() && texts.random().nextInt(10) > 0;
			segments.add(literal ? segment.toString() : texts.oneOf(WORDS));
		}
		if (texts.random().nextInt(4) == 0) {
			segments.add(texts.oneOf(WORDS));
		}
		String name = String.join(":", segments);
		return (texts.random().nextInt(10) == 0) ? texts.mutate(name) : name;
	}

	@Test
	void everyRenderedKeyIsFound() {
		NastyTexts texts = new NastyTexts(22);
		for (int i = 0; i < 1_000; i++) {
			for (NodeModel node : this.trees.stream().flatMap(ClusterModel::nodesOfSubtree).toList()) {
				if (node instanceof KeyModel key) {
					Object[] arguments = key.template()
						.parameters()
						.stream()
						.map((parameter) -> argument(parameter, texts))
						.toArray();
					Match match = this.matcher.match(Templates.render(key.template(), arguments));
					assertThat(match).isNotNull();
					assertThat(match.key()).isSameAs(key);
				}
			}
		}
	}

	private static Object argument(Parameter parameter, NastyTexts texts) {
		long number = texts.random().nextLong();
		return switch (parameter.declaredType().getSimpleName()) {
			case "long" -> number;
			case "int" -> (int) number;
			case "UUID" -> new UUID(0, number);
			default -> texts.next();
		};
	}

	private static List<String> paths(Match match) {
		assertThat(match).isNotNull();
		return match.clusters().stream().map(ClusterModel::path).toList();
	}

	/**
	 * Tries every template, one after the other.
	 */
	private Found naive(String name) {
		Found best = null;
		for (ClusterModel tree : this.trees) {
			best = better(best, naive(tree, List.of(), name));
		}
		return best;
	}

	private static Found naive(ClusterModel cluster, List<ClusterModel> ancestors, String name) {
		List<ClusterModel> clusters = Stream.concat(ancestors.stream(), Stream.of(cluster)).toList();
		Found best = null;
		for (int end = name.indexOf(':'); end >= 0; end = name.indexOf(':', end + 1)) {
			if (cluster.template().match(name.substring(0, end)).isPresent()) {
				best = new Found(clusters, null);
			}
		}
		for (KeyModel key : cluster.keys()) {
			if (key.template().match(name).isPresent()) {
				best = new Found(clusters, key);
			}
		}
		for (ClusterModel child : cluster.clusters()) {
			best = better(best, naive(child, clusters, name));
		}
		return best;
	}

	private static Found better(Found first, Found second) {
		if (first == null || second == null) {
			return (first != null) ? first : second;
		}
		if ((first.key() != null) != (second.key() != null)) {
			return (first.key() != null) ? first : second;
		}
		return (second.clusters().size() > first.clusters().size()) ? second : first;
	}

	private record Found(List<ClusterModel> clusters, @Nullable KeyModel key) {

	}

	@ParameterizedTest
	@CsvSource({ "shop:title, shop:title", "shop:user:7:age, shop:user:{id}:age", "shop:user:7, shop:user:{id}",
			"shop:user:7:cart:sesame:old, shop:user:{id}:cart:{name}:old", "shop:user:7:secret, shop:user:{id}:secret",
			"shop:user:anna:age, shop:user:*:age", "shop:user:anna:cart:sesame:old, shop:user:*:cart:{name}:old",
			"shop:user:count:a:b:c, shop:user:count:{a}:{b}:c",
			"shop:user:count:daily:b:c, shop:user:count:daily:{b}:c", "shop:word:title, shop:word:title",
			"other:word, other:word" })
	void aShapeShowsNoArgumentOfADeclaredParameter(String name, String shape) {
		assertThat(new KeyMatcher(List.of(parse(Shop.class))).shape(name, (segment) -> true)).isEqualTo(shape);
		assertThat(new KeyMatcher(List.of(parse(Shop.class))).shape("shop:word", (segment) -> false))
			.isEqualTo("shop:*");
	}

	interface Shop extends Cluster {

		ValueKey<String> title();

		@Prefix("user")
		ValueKey<String> users();

		@Prefix("user:{id}")
		ValueKey<String> summary(long id);

		@Prefix("user:count")
		CounterKey count();

		@Prefix("user:count:daily")
		CounterKey daily();

		@Prefix("user:count:{a}:{b}")
		CounterKey perDay(String a, String b);

		@Prefix("user:{id}")
		User user(long id);

		Stock stock();

	}

	interface User extends Cluster {

		ValueKey<Integer> age();

		Cart cart();

	}

	interface Cart extends Cluster {

		@Prefix("{name}")
		ValueKey<String> item(String name);

	}

	interface Stock extends Cluster {

		@Prefix("{a}-{b}.{c}")
		CounterKey amount(String a, String b, String c);

	}

	@Prefix("site:blog")
	interface Blog extends Cluster {

		@Prefix("post:{id}")
		Post post(long id);

		@Prefix("post:{id}")
		Post draft(UUID id);

	}

	interface Post extends Cluster {

		ValueKey<String> title();

	}

	/**
	 * Here a way down that begins well may end nowhere, while another one leads to a key.
	 */
	interface Grid extends Cluster {

		@Prefix("{a}")
		ValueKey<String> any(String a);

		@Prefix("x:{row}")
		ValueKey<String> row(int row);

		@Prefix("{a}:y")
		ValueKey<String> column(String a);

		@Prefix("x:{a}:z")
		ValueKey<String> cell(String a);

		@Prefix("{a}:y:{b}")
		ValueKey<String> line(String a, int b);

	}

	interface Pins extends Cluster {

		@Prefix("user:{id}")
		Aged user(long id);

		@Prefix("user:{id}")
		Aged pinned(@HashTag long id);

		@HashTag
		Aged scores();

		@Prefix("scores")
		Aged unpinned();

		interface Aged extends Cluster {

			CounterKey age();

		}

	}

}
