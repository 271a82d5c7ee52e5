package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which codec writes a key.
 */
class CodecTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void withoutADeclarationTheTypeDecides() {
		Plain plain = Trees.create(Plain.class);
		plain.text().set("a");
		assertThat(stored("plain:text")).isEqualTo("a");
		plain.list().set(List.of("a"));
		assertThat(stored("plain:list")).isEqualTo("[\"a\"]");
	}

	@Test
	void theCodecOfAKeyWinsOverThatOfItsCluster() {
		Coded coded = Trees.create(Coded.class);
		coded.own().set("a");
		assertThat(stored("coded:own")).isEqualTo("<a>");
		assertThat(coded.own().get()).isEqualTo("a");
	}

	@Test
	void theCodecOfAClusterIsThatOfItsKeys() {
		Coded coded = Trees.create(Coded.class);
		coded.text().set("a");
		assertThat(stored("coded:text")).isEqualTo("(a)");
		assertThat(coded.text().get()).isEqualTo("a");
	}

	@Test
	void nestedClustersInheritACodec() {
		Coded coded = Trees.create(Coded.class);
		coded.nested().text().set("a");
		assertThat(stored("coded:nested:text")).isEqualTo("(a)");
	}

	@Test
	void theCodecOfAnAccessorWinsOverThatOfTheInterface() {
		Coded coded = Trees.create(Coded.class);
		coded.declared().text().set("a");
		assertThat(stored("coded:declared:text")).isEqualTo("{a}");
		coded.overridden().text().set("a");
		assertThat(stored("coded:overridden:text")).isEqualTo("<a>");
	}

	@Test
	void aCodecIsNotForCounters() {
		CounterKey count = Trees.create(Coded.class).count();
		count.increment();
		assertThat(stored("coded:count")).isEqualTo("1");
	}

	@Test
	void aDefaultIsReadThroughTheCodec() {
		assertThat(Trees.create(Coded.class).fallback().get()).isEqualTo("none");
	}

	@Test
	void aRenameKeepsWhatTheCodecWrote() {
		Coded coded = Trees.create(Coded.class);
		coded.text().set("a");
		coded.text().renameTo(coded.nested().text());
		assertThat(coded.nested().text().get()).isEqualTo("a");
	}

	@Test
	void aCodecOfAnotherTypeIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> Trees.create(Mismatched.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactly("Codec " + Round.class.getName()
					+ " does not serialize java.lang.Integer. Choose another one, or change the type of the key, for "
					+ "method Mismatched.number"));
	}

	@Test
	void aCodecThatCannotBeMadeIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> Trees.create(Unmade.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).singleElement()
				.asString()
				.startsWith("Codec " + Between.class.getName() + " cannot be created: ")
				.endsWith(". Give it a constructor without parameters or declare it as a bean, for method "
						+ "Unmade.text"));
	}

	@Prefix("bytes")
	interface Bytes extends Cluster {

		ValueKey<byte[]> plain();

		ValueKey<List<byte[]>> list();

		ValueKey<byte[][]> array();

		ValueKey<Map<String, Optional<byte[]>>> map();

	}

	@Test
	void bytesAreNothingToPythonWhereverTheyAre() {
		ClusterFactory python = Trees.registry(ValueFormat.PYTHON).factory(TestRedis::connectionFactory);
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> python.create(Bytes.class))
			.satisfies((ex) -> assertThat(ex.getProblems())
				.containsExactlyElementsOf(Stream.of("array", "list", "map", "plain")
					.map((method) -> "Type byte[] cannot be stored as Python does. Change the type, or declare another "
							+ "@Codec, for method Bytes." + method)
					.toList()));
	}

	@Test
	void theOnlyBeanOfItsClassIsTheCodec() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RedisimnestAutoConfiguration.class))
			.withUserConfiguration(WithBean.class)
			.withBean(RedisConnectionFactory.class, () -> Connections.to(TestRedis.host(), TestRedis.port()))
			.run((context) -> {
				context.getBean(Unmade.class).text().set("a");
				assertThat(stored("unmade:text")).isEqualTo("!a!");
			});
	}

	private static String stored(String key) {
		return TestRedis.commands().get(key);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Unmade.class)
	static class WithBean {

		@Bean
		Between between() {
			return new Between("!", "!");
		}

	}

	/**
	 * Text between two marks.
	 */
	static class Between implements RedisSerializer<String> {

		private final String start;

		private final String end;

		Between(String start, String end) {
			this.start = start;
			this.end = end;
		}

		@Override
		public byte[] serialize(String value) {
			return (this.start + value + this.end).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String deserialize(byte[] bytes) {
			String text = new String(bytes, StandardCharsets.UTF_8);
			return text.substring(this.start.length(), text.length() - this.end.length());
		}

	}

	static class Round extends Between {

		Round() {
			super("(", ")");
		}

	}

	static class Angled extends Between {

		Angled() {
			super("<", ">");
		}

	}

	static class Curly extends Between {

		Curly() {
			super("{", "}");
		}

	}

	@Prefix("plain")
	interface Plain extends Cluster {

		ValueKey<String> text();

		ValueKey<List<String>> list();

	}

	@Prefix("coded")
	@Codec(Round.class)
	interface Coded extends Cluster {

		ValueKey<String> text();

		@Default("none")
		ValueKey<String> fallback();

		@Codec(Angled.class)
		ValueKey<String> own();

		CounterKey count();

		Nested nested();

		Declared declared();

		@Codec(Angled.class)
		Declared overridden();

	}

	interface Nested extends Cluster {

		ValueKey<String> text();

	}

	@Codec(Curly.class)
	interface Declared extends Cluster {

		ValueKey<String> text();

	}

	@Prefix("mismatched")
	interface Mismatched extends Cluster {

		@Codec(Round.class)
		ValueKey<Integer> number();

	}

	@Prefix("unmade")
	interface Unmade extends Cluster {

		@Codec(Between.class)
		ValueKey<String> text();

	}

}
