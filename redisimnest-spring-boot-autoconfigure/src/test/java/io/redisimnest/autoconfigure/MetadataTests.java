package io.redisimnest.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor knows of the properties.
 */
class MetadataTests {

	private static final List<String> WITHOUT_DEFAULT = List.of("redisimnest.census.interval", "redisimnest.password",
			"redisimnest.secrets.active-key", "redisimnest.secrets.keys", "redisimnest.ttl", "redisimnest.url",
			"redisimnest.username");

	private final DocumentContext metadata = read();

	private static DocumentContext read() {
		try {
			return JsonPath.parse(Path.of("target/classes/META-INF/spring-configuration-metadata.json").toFile());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyPropertyHasADescription() {
		assertThat(properties()).hasSizeGreaterThan(15)
			.allSatisfy((property) -> assertThat(property.get("description")).as(property.get("name").toString())
				.asString()
				.matches("[A-Z].*\\."));
	}

	@Test
	void everyPropertyThatHasADefaultTellsIt() {
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") == null)
			.extracting((property) -> property.get("name"))
			.containsExactlyInAnyOrderElementsOf(WITHOUT_DEFAULT);
	}

	@Test
	void valuesOfATimeToLiveAreSuggested() {
		assertThat(this.metadata.<List<String>>read("$.hints[?(@.name == 'redisimnest.ttl.values')].values[*].value"))
			.contains("none", "5m");
	}

	private List<Map<String, Object>> properties() {
		return this.metadata.read("$.properties[?(@.name =~ /redisimnest.*/)]");
	}

}
