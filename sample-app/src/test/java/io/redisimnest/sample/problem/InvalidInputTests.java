package io.redisimnest.sample.problem;

import java.util.Collections;
import java.util.stream.Collectors;

import io.redisimnest.sample.Http;
import io.redisimnest.sample.Root;
import io.redisimnest.sample.SampleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that input which the application refuses is answered with problem details.
 */
@SampleTest
class InvalidInputTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@BeforeEach
	void clear() {
		this.root.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"name": "Ada", "age": -1}                 | age  | must be greater than or equal to 0
			{"name": "Ada", "age": 151}                | age  | must be less than or equal to 150
			{"name": "Ada"}                            | age  | must not be null
			{"name": " ", "age": 36}                   | name | must not be blank
			{"age": 36}                                | name | must not be blank
			{"name": "\\ud800", "age": 36}             | name | must be well-formed Unicode
			""")
	void invalidFieldIsNamed(String json, String field, String message) {
		assertThatProblem(this.http.put("/users/5", json), HttpStatus.BAD_REQUEST, """
				{title: 'Bad Request', status: 400, instance: '/users/5',
				errors: [{field: '%s', message: '%s'}]}""".formatted(field, message));
	}

	@Test
	void allInvalidFieldsAreNamed() {
		assertThatProblem(this.http.put("/users/5", "{\"name\": \"\", \"age\": 200}"), HttpStatus.BAD_REQUEST, """
				{errors: [{field: 'age', message: 'must be less than or equal to 150'},
				{field: 'name', message: 'must not be blank'}]}""");
	}

	@Test
	void refusedUserIsNotWritten() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 200}");
		assertThat(this.root.countKeys()).isZero();
	}

	@Test
	void nameThatIsTooLong() {
		assertThatProblem(this.http.put("/users/5", "{\"name\": \"%s\", \"age\": 36}".formatted("a".repeat(101))),
				HttpStatus.BAD_REQUEST, "{errors: [{field: 'name', message: 'size must be between 0 and 100'}]}");
	}

	@Test
	void messageThatIsTooLong() {
		assertThatProblem(this.http.put("/users/5/messages/9", "{\"text\": \"%s\"}".formatted("a".repeat(1001))),
				HttpStatus.BAD_REQUEST, "{errors: [{field: 'text', message: 'size must be between 0 and 1000'}]}");
	}

	@Test
	void tokenThatIsBlankIsNamedWithItsIndex() {
		assertThatProblem(this.http.put("/app/tokens", "[\"a\", \" \"]"), HttpStatus.BAD_REQUEST,
				"{errors: [{field: 'tokens[1]', message: 'must not be blank'}]}");
	}

	@Test
	void tooManyTokens() {
		String json = Collections.nCopies(101, "\"a\"").stream().collect(Collectors.joining(",", "[", "]"));
		assertThatProblem(this.http.put("/app/tokens", json), HttpStatus.BAD_REQUEST,
				"{errors: [{field: 'tokens', message: 'size must be between 0 and 100'}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{", "[]", "{\"name\": \"Ada\", \"age\": \"old\"}",
			"{\"name\": \"Ada\", \"age\": 36.5}", "{\"name\": \"Ada\", \"age\": 36} more",
			"{\"name\": {}, \"age\": 36}" })
	void bodyThatIsNotTheExpectedJson(String json) {
		assertThatProblem(this.http.put("/users/5", json), HttpStatus.BAD_REQUEST,
				"{title: 'Bad Request', status: 400, detail: 'Failed to read request', instance: '/users/5'}");
	}

	@Test
	void bodyThatIsTooLong() {
		assertThatProblem(this.http.put("/users/5", "{\"name\": \"%s\", \"age\": 36}".formatted("a".repeat(200_000))),
				HttpStatus.BAD_REQUEST, "{detail: 'Failed to read request'}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "1.5", "9223372036854775808" })
	void idThatIsNotANumber(String id) {
		assertThatProblem(this.http.get("/users/" + id), HttpStatus.BAD_REQUEST,
				"{status: 400, detail: \"Failed to convert 'id' with value: '%s'\"}".formatted(id));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1" })
	void idThatIsNotPositive(String id) {
		assertThatProblem(this.http.get("/users/" + id), HttpStatus.BAD_REQUEST,
				"{errors: [{field: 'id', message: 'must be greater than 0'}]}");
	}

	@ParameterizedTest
	@CsvSource({ "0, must be greater than or equal to 1", "1001, must be less than or equal to 1000" })
	void limitThatIsOutOfRange(int limit, String message) {
		assertThatProblem(this.http.get("/users/5/keys?limit=" + limit), HttpStatus.BAD_REQUEST,
				"{errors: [{field: 'limit', message: '%s'}]}".formatted(message));
	}

	@Test
	void unknownPath() {
		assertThatProblem(this.http.get("/nowhere"), HttpStatus.NOT_FOUND,
				"{title: 'Not Found', status: 404, instance: '/nowhere'}");
	}

	@Test
	void wrongMethod() {
		RestTestClientResponse response = this.http.send(HttpMethod.POST, "/users/5");
		assertThatProblem(response, HttpStatus.METHOD_NOT_ALLOWED, "{title: 'Method Not Allowed', status: 405}");
		assertThat(response).containsHeader("Allow");
	}

	@Test
	void bodyThatIsNotJson() {
		assertThatProblem(this.http.putText("/users/5", "Ada, 36"), HttpStatus.UNSUPPORTED_MEDIA_TYPE,
				"{title: 'Unsupported Media Type', status: 415}");
	}

	@Test
	void answerThatIsWantedInAnotherFormat() {
		this.root.user(5).name().set("Ada");
		assertThatProblem(this.http.getAs(MediaType.APPLICATION_XML, "/users/5"), HttpStatus.NOT_ACCEPTABLE,
				"{title: 'Not Acceptable', status: 406}");
	}

	private static void assertThatProblem(RestTestClientResponse response, HttpStatus status, String json) {
		assertThat(response).hasStatus(status)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo(json);
	}

}
