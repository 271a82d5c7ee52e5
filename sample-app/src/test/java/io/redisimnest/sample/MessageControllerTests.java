package io.redisimnest.sample;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageController}.
 */
@SampleTest
class MessageControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@BeforeEach
	void writeUser() {
		this.root.clear();
		this.root.user(5).name().set("Ada");
	}

	@Test
	void putCreatesMessage() {
		assertThat(this.http.put("/users/5/messages/9", "{\"text\": \"Hello\"}")).hasStatus(HttpStatus.CREATED)
			.hasHeader("Location", "/users/5/messages/9")
			.bodyJson()
			.isStrictlyEqualTo("{id: 9, text: 'Hello'}");
		assertThat(this.root.user(5).messages().message(9).get()).isEqualTo("Hello");
	}

	@Test
	void putGivesTheMessageItsTimeToLive() {
		this.http.put("/users/5/messages/9", "{\"text\": \"Hello\"}");
		assertThat(this.root.user(5).messages().message(9).timeToLive()).get()
			.satisfies(
					(timeToLive) -> assertThat(timeToLive).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50)));
	}

	@Test
	void putReplacesMessage() {
		this.root.user(5).messages().message(9).set("Hello");
		assertThat(this.http.put("/users/5/messages/9", "{\"text\": \"Good-bye\"}")).hasStatusOk();
		assertThat(this.http.get("/users/5/messages/9")).bodyJson().isStrictlyEqualTo("{id: 9, text: 'Good-bye'}");
	}

	@Test
	void putForUnknownUserIsNotFound() {
		assertThat(this.http.put("/users/6/messages/9", "{\"text\": \"Hello\"}")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.root.user(6).countKeys()).isZero();
	}

	@Test
	void getReadsMessage() {
		this.root.user(5).messages().message(9).set("Grüße 👋");
		assertThat(this.http.get("/users/5/messages/9")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyJson()
			.isStrictlyEqualTo("{id: 9, text: 'Grüße 👋'}");
	}

	@Test
	void getOfUnknownMessageIsNotFound() {
		assertThat(this.http.get("/users/5/messages/9")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo("{status: 404, detail: 'User 5 has no message 9, or it has expired.'}");
	}

	@Test
	void getForUnknownUserIsNotFound() {
		assertThat(this.http.get("/users/6/messages/9")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyJson()
			.isLenientlyEqualTo("{status: 404, detail: 'There is no user 6, or it has expired.'}");
	}

}
