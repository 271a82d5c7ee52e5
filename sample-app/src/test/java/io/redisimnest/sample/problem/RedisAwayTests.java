package io.redisimnest.sample.problem;

import io.redisimnest.sample.Http;
import io.redisimnest.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application whose Redis is away. Nothing listens on the port.
 */
@SampleTest
@TestPropertySource(properties = { "redisimnest.host=127.0.0.1", "redisimnest.port=1" })
class RedisAwayTests {

	@Autowired
	private Http http;

	@ParameterizedTest
	@ValueSource(strings = { "/users/5", "/users/5/keys", "/users/5/messages/9", "/users/5/settings", "/scores", "/app",
			"/app/tokens" })
	void readIsUnavailable(String path) {
		assertThatUnavailable(this.http.get(path), path);
	}

	@Test
	void writeIsUnavailable() {
		assertThatUnavailable(this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}"), "/users/5");
	}

	@Test
	void deleteIsUnavailable() {
		assertThatUnavailable(this.http.delete("/users/5"), "/users/5");
	}

	@Test
	void homeNeedsNoRedis() {
		assertThat(this.http.get("/")).hasStatusOk();
	}

	@Test
	void invalidInputIsStillToldAsSuch() {
		assertThat(this.http.put("/users/5", "{}")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private static void assertThatUnavailable(RestTestClientResponse response, String path) {
		assertThat(response).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isStrictlyEqualTo("""
					{title: 'Service Unavailable', status: 503, detail: 'Redis does not answer. Try again later.',
					instance: '%s'}""".formatted(path));
	}

}
