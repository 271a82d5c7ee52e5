package io.redisimnest.sample;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HomeController} and {@link Links}.
 */
@SampleTest
class HomeControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private InitialData initialData;

	@LocalServerPort
	private int port;

	@BeforeEach
	void writeInitialData() {
		this.initialData.run(new DefaultApplicationArguments());
	}

	@Test
	void homeHasLinks() {
		assertThat(this.http.get("/")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.links[0]",
					(link) -> assertThat(link).isEqualTo("http://localhost:" + this.port + "/redisimnest/"));
	}

	@ParameterizedTest
	@MethodSource("paths")
	void everyLinkCanBeOpened(String path) {
		assertThat(this.http.get(path)).hasStatusOk();
	}

	static List<String> paths() {
		return Links.PATHS;
	}

}
