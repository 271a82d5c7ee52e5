package io.redisimnest.sample.problem;

import io.redisimnest.sample.Http;
import io.redisimnest.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TomcatProblems} and {@link ProblemErrorController}.
 */
@SampleTest
class ContainerProblemTests {

	@Autowired
	private Http http;

	@Test
	void pathWithEncodedSlash() {
		assertThat(this.http.get("/users/{id}", "a/b")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isStrictlyEqualTo("{title: 'Bad Request', status: 400}");
	}

	@Test
	void pathThatIsTooLong() {
		assertThat(this.http.get("/users/" + "1".repeat(20_000))).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void methodThatTomcatRefuses() {
		assertThat(this.http.send(HttpMethod.TRACE, "/users/5")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isStrictlyEqualTo("{title: 'Method Not Allowed', status: 405, instance: '/users/5'}");
	}

	@Test
	void errorPageItselfIsNotFound() {
		assertThat(this.http.get("/error")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
