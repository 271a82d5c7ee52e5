package io.redisimnest.sample.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.sample.Root;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration that the README and the guide show.
 */
class ConfigurationTests {

	/** The types of all properties that are on the class path. */
	private static final Map<String, String> KNOWN = new HashMap<>();

	@BeforeAll
	static void readMetadata() throws IOException {
		List<URL> resources = Collections.list(
				ConfigurationTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
		for (URL resource : resources) {
			try (InputStream input = resource.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
					KNOWN.put(property.path("name").asString(), property.path("type").asString(""));
				}
			}
		}
	}

	static Stream<EnumerablePropertySource<?>> blocks() {
		return Page.documentation()
			.stream()
			.flatMap((page) -> Stream.concat(
					page.blocks("yaml").stream().map((block) -> load(new YamlPropertySourceLoader(), page, block)),
					page.blocks("properties")
						.stream()
						.map((block) -> load(new PropertiesPropertySourceLoader(), page, block))));
	}

	private static EnumerablePropertySource<?> load(PropertySourceLoader loader, Page page, String block) {
		try {
			List<PropertySource<?>> loaded = loader.load(page.toString(),
					new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)));
			return (EnumerablePropertySource<?>) loaded.get(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void everyPropertyIsKnown(EnumerablePropertySource<?> block) {
		assertThat(block.getPropertyNames()).isNotEmpty().allMatch(ConfigurationTests::isKnown);
	}

	private static boolean isKnown(String name) {
		String plain = name.replaceAll("\\[\\d+]", "");
		return KNOWN.containsKey(plain) || KNOWN.entrySet()
			.stream()
			.anyMatch((property) -> property.getValue().startsWith("java.util.Map<")
					&& plain.startsWith(property.getKey() + "."));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void anApplicationStartsWithIt(EnumerablePropertySource<?> block) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
					RedisimnestConnectionAutoConfiguration.class, RedisimnestAutoConfiguration.class))
			.withUserConfiguration(Trees.class)
			// What blocks take from the environment.
			.withSystemProperties("ACCOUNTS_KEY_2025=AAAAAAAAAAAAAAAAAAAAAA==",
					"ACCOUNTS_KEY_2026=BBBBBBBBBBBBBBBBBBBBBB==")
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(block))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aTypoIsNoticed() {
		assertThat(isKnown("redisimnest.census.max-key")).isFalse();
		assertThat(isKnown("redisimnest.ttls.root.user")).isFalse();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Root.class)
	static class Trees {

	}

}
