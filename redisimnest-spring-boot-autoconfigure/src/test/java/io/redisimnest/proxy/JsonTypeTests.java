package io.redisimnest.proxy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import static io.redisimnest.proxy.ClusterPreparationTests.assertProblems;
import static io.redisimnest.proxy.ClusterPreparationTests.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which types can be values without a codec.
 */
class JsonTypeTests {

	private static final String NAME = JsonTypeTests.class.getName();

	@Test
	void ordinaryTypesAreAllowed() {
		interface Root extends Cluster {

			ValueKey<Bean> bean();

			ValueKey<Data> data();

			ValueKey<Map<UUID, List<Data>>> map();

			ValueKey<Object> object();

			ValueKey<List<Object>> objects();

			ValueKey<List<Number>> numbers();

			ValueKey<Optional<Instant>> optional();

			ValueKey<int[]> array();

			ValueKey<List<ByName>> names();

		}
		assertThat(create(Root.class).describe().keys()).hasSize(9);
	}

	@Test
	void typeThatCannotBeConstructedIsRefused() {
		interface Root extends Cluster {

			ValueKey<Shape> a();

			ValueKey<Secretive> b();

		}
		assertProblems(Root.class,
				"Type %1$s$Shape cannot be written and read as JSON: %2$s. Change the type, or declare a @Codec, "
					.formatted(NAME, noShape()) + "for method Root.a",
				("Type %1$s$Secretive cannot be written and read as JSON: Cannot construct instance of `%1$s$Secretive` "
						+ "(no Creators, like default constructor, exist): "
						+ "cannot deserialize from Object value (no delegate- or property-based Creator). ")
					.formatted(NAME) + "Change the type, or declare a @Codec, for method Root.b");
	}

	@Test
	void containerOfATypeThatCannotBeConstructedIsRefused() {
		interface Root extends Cluster {

			ValueKey<List<Shape>> a();

			ValueKey<Map<String, Shape>> b();

			ValueKey<Shape[]> c();

			ValueKey<Optional<List<Shape>>> d();

		}
		String rule = "Type %s cannot be written and read as JSON: " + noShape()
				+ ". Change the type, or declare a @Codec, for method Root.%s";
		assertProblems(Root.class, rule.formatted("java.util.List<" + NAME + "$Shape>", "a"),
				rule.formatted("java.util.Map<java.lang.String, " + NAME + "$Shape>", "b"),
				rule.formatted(NAME + "$Shape[]", "c"),
				rule.formatted("java.util.Optional<java.util.List<" + NAME + "$Shape>>", "d"));
	}

	private static String noShape() {
		return "Cannot construct instance of `" + NAME + "$Shape` (no Creators, like default constructor, exist): "
				+ "abstract types either need to be mapped to concrete types, have custom deserializer, "
				+ "or contain additional type information";
	}

	/**
	 * Jackson names the two methods in the order in which it finds them.
	 */
	@Test
	void typeThatCannotBeWrittenIsRefused() {
		interface Root extends Cluster {

			ValueKey<TwoGetters> key();

		}
		String rule = "Type %1$s$TwoGetters cannot be written and read as JSON: "
				+ "Conflicting getter definitions for property \"a\": %1$s$TwoGetters#%2$s() vs %1$s$TwoGetters#%3$s(). "
				+ "Change the type, or declare a @Codec, for method Root.key";
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> create(Root.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).singleElement()
				.isIn(rule.formatted(NAME, "getA", "geta"), rule.formatted(NAME, "geta", "getA")));
	}

	@Test
	void mapWithNamesThatCannotBeReadIsRefused() {
		interface Root extends Cluster {

			ValueKey<Map<Shape, String>> key();

		}
		assertProblems(Root.class,
				("Type java.util.Map<%1$s$Shape, java.lang.String> cannot be written and read as JSON: "
						+ "Cannot find a (Map) Key deserializer for type [simple type, class %1$s$Shape]. "
						+ "Change the type, or declare a @Codec, for method Root.key")
					.formatted(NAME));
	}

	@Test
	void typesThatAskForClassNamesAreRefused() {
		interface Root extends Cluster {

			ValueKey<ByClass> a();

			ValueKey<List<ByClass>> b();

			ValueKey<Map<String, ByMinimalClass>> c();

			ValueKey<Holder> d();

			ValueKey<HolderOfHolder> e();

			ValueKey<OnProperty> f();

			ValueKey<Optional<ByClass>> g();

			ValueKey<ByClass[]> h();

		}
		String rule = "Type %s cannot be written and read as JSON: @JsonTypeInfo of '%s' puts class names into JSON. "
				+ "Change the type, or declare a @Codec, for method Root.%s";
		String byClass = NAME + "$ByClass";
		assertProblems(Root.class, rule.formatted(byClass, byClass, "a"),
				rule.formatted("java.util.List<%s>".formatted(byClass), byClass, "b"),
				rule.formatted("java.util.Map<java.lang.String, %s$ByMinimalClass>".formatted(NAME),
						NAME + "$ByMinimalClass", "c"),
				rule.formatted(NAME + "$Holder", byClass, "d"), rule.formatted(NAME + "$HolderOfHolder", byClass, "e"),
				rule.formatted(NAME + "$OnProperty", "x", "f"),
				rule.formatted("java.util.Optional<%s>".formatted(byClass), byClass, "g"),
				rule.formatted(byClass + "[]", byClass, "h"));
	}

	@Test
	void typesWithOtherNamesInTheirJsonAreAllowed() {
		interface Root extends Cluster {

			ValueKey<ByName> key();

		}
		assertThat(create(Root.class).key().name()).isEqualTo("root:key");
	}

	interface Shape {

		int area();

	}

	static class Secretive {

		private final int x;

		private Secretive(int x, String y) {
			this.x = x + y.length();
		}

		static Secretive create() {
			return new Secretive(1, "");
		}

		public int getX() {
			return this.x;
		}

	}

	static class TwoGetters {

		@JsonProperty("a")
		public String getA() {
			return "";
		}

		@JsonProperty("a")
		public String geta() {
			return "";
		}

	}

	record Data(String name, List<Instant> times) {

	}

	static class Bean {

		private String name;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	record ByClass(int x) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
	record ByMinimalClass(int x) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	record ByName(int x) {

	}

	record Holder(String name, ByClass value) {

	}

	record HolderOfHolder(List<Map<String, Holder>> holders) {

	}

	record OnProperty(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object x) {

	}

}
