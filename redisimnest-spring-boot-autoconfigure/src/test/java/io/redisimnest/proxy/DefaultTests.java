package io.redisimnest.proxy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

import static io.redisimnest.proxy.ClusterPreparationTests.assertProblems;
import static io.redisimnest.proxy.ClusterPreparationTests.create;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be declared as a default, and how it is told what cannot.
 */
class DefaultTests {

	private static final String NAME = DefaultTests.class.getName();

	@Test
	void defaultThatIsNoValueOfTheTypeIsRefused() {
		interface Root extends Cluster {

			@Default("ten")
			ValueKey<Integer> a();

			@Default("1.5")
			ValueKey<Long> b();

			@Default("[1, 2")
			ValueKey<List<Integer>> c();

			@Default("{\"x\": \"one\", \"y\": 2}")
			ValueKey<Point> d();

			@Default("1 2")
			ValueKey<Integer> e();

			@Default("")
			ValueKey<UUID> f();

			@Default("[\"a\"]")
			ValueKey<List<Integer>> g();

		}
		String rule = "Default '%s' is not a value of type %s. Write JSON for that type, for method Root.%s";
		assertProblems(Root.class, rule.formatted("ten", "java.lang.Integer", "a"),
				rule.formatted("1.5", "java.lang.Long", "b"),
				rule.formatted("[1, 2", "java.util.List<java.lang.Integer>", "c"),
				rule.formatted("{\"x\": \"one\", \"y\": 2}", NAME + "$Point", "d"),
				rule.formatted("1 2", "java.lang.Integer", "e"), rule.formatted("", "java.util.UUID", "f"),
				rule.formatted("[\"a\"]", "java.util.List<java.lang.Integer>", "g"));
	}

	@Test
	void defaultThatIsNoConstantIsRefusedWithAllConstants() {
		interface Root extends Cluster {

			@Default("GREEN")
			ValueKey<Color> a();

			@Default("\"not closed")
			ValueKey<Color> b();

			@Default("SMALL")
			ValueKey<Size> c();

			@Default("s")
			ValueKey<Size> d();

		}
		String rule = "Default '%s' is not a value of type " + NAME + "$%s. Use one of %s, for method Root.%s";
		assertProblems(Root.class, rule.formatted("GREEN", "Color", "[RED, BLUE]", "a"),
				rule.formatted("\"not closed", "Color", "[RED, BLUE]", "b"),
				rule.formatted("SMALL", "Size", "[s, l]", "c"));
	}

	@Test
	void defaultThatIsNullIsRefused() {
		interface Root extends Cluster {

			@Default("null")
			ValueKey<Integer> a();

			@Default("null")
			ValueKey<List<String>> b();

		}
		String rule = "Default 'null' is not a value of type %s. Write JSON for that type, for method Root.%s";
		assertProblems(Root.class, rule.formatted("java.lang.Integer", "a"),
				rule.formatted("java.util.List<java.lang.String>", "b"));
	}

	@Test
	void quotesOfADefaultMayBeLeftOut() {
		interface Root extends Cluster {

			@Default("Unknown")
			ValueKey<String> text();

			@Default("null")
			ValueKey<String> word();

			@Default("")
			ValueKey<String> empty();

			@Default("RED")
			ValueKey<Color> color();

			@Default("PT5M")
			ValueKey<Duration> duration();

			@Default("AQID")
			ValueKey<byte[]> bytes();

		}
		assertThat(create(Root.class).describe().keys()).hasSize(6);
	}

	@Test
	void defaultThatTheCodecCannotReadBackIsRefused() {
		interface Root extends Cluster {

			@Default("1")
			@Codec(OneWay.class)
			ValueKey<Integer> a();

			@Default("1")
			@Codec(Forgetful.class)
			ValueKey<Integer> b();

		}
		assertProblems(Root.class,
				"Default '1' cannot be read back after it was written. Change it, or the codec, for method Root.a",
				"Default '1' cannot be read back after it was written. Change it, or the codec, for method Root.b");
	}

	@Test
	void defaultOfATypeThatIsNoJsonIsRefused() {
		interface Root extends Cluster {

			@Default("{}")
			@Codec(ServiceSerializer.class)
			ValueKey<Service> key();

		}
		assertProblems(Root.class, "Default '{}' is not a value of type " + NAME
				+ "$Service. Write JSON for that type, for method Root.key");
	}

	record Point(int x, int y) {

	}

	enum Color {

		RED, BLUE

	}

	enum Size {

		@JsonProperty("s")
		SMALL,

		@JsonProperty("l")
		LARGE

	}

	static final class Service {

		private Service(int port, Thread thread) {
		}

	}

	static class ServiceSerializer implements RedisSerializer<Service> {

		@Override
		public byte[] serialize(Service value) {
			return new byte[0];
		}

		@Override
		public Service deserialize(byte[] bytes) {
			return new Service(0, null);
		}

	}

	static class OneWay extends GenericToStringSerializer<Integer> {

		OneWay() {
			super(Integer.class);
		}

		@Override
		public Integer deserialize(byte[] bytes) {
			throw new UnsupportedOperationException();
		}

	}

	static class Forgetful extends GenericToStringSerializer<Integer> {

		Forgetful() {
			super(Integer.class);
		}

		@Override
		public Integer deserialize(byte[] bytes) {
			return null;
		}

	}

}
