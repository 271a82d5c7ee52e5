package io.redisimnest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads every class that is named in a file.
 */
class WiringTests {

	@Test
	void autoConfigurationsExist() throws IOException {
		List<String> names = new ClassPathResource(
				"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> line.startsWith("io.redisimnest"))
			.toList();
		assertThat(names).hasSize(5).isSorted().allSatisfy((name) -> assertThat(Class.forName(name)).isFinal());
	}

	@Test
	void failureAnalyzersExistAndCanBeCreated() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/spring.factories", WiringTests.class.getClassLoader()));
		List<String> names = factories.values()
			.stream()
			.flatMap((value) -> Arrays.stream(value.toString().split(",")))
			.map(String::trim)
			.toList();
		assertThat(names).hasSize(5)
			.allSatisfy((name) -> assertThat(Class.forName(name).getDeclaredConstructors()).singleElement()
				.satisfies((constructor) -> assertThat(constructor.getParameterTypes()).isSubsetOf(BeanFactory.class,
						Environment.class)));
	}

	@Test
	void aotServicesExistAndCanBeCreated() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/spring/aot.factories", WiringTests.class.getClassLoader()));
		assertThat(factories).hasSize(2)
			.allSatisfy((service, names) -> assertThat(names.toString().split(","))
				.allSatisfy((name) -> assertThat(BeanUtils.instantiateClass(Class.forName(name.trim())))
					.isInstanceOf(Class.forName(service.toString()))));
	}

}
