package io.redisimnest.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScoreController}.
 */
@SampleTest
class ScoreControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@BeforeEach
	void writeUsers() {
		this.root.clear();
		this.root.user(5).name().set("Ada");
		this.root.user(6).name().set("Grace");
	}

	@Test
	void pointsAreAddedUp() {
		assertThat(this.http.post("/scores/5", "{\"points\": 30}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{userId: 5, score: 30.0}");
		assertThat(this.http.post("/scores/5", "{\"points\": -10}")).bodyJson()
			.isStrictlyEqualTo("{userId: 5, score: 20.0}");
		assertThat(this.root.scores().score(5L)).isEqualTo(20);
	}

	@Test
	void theHighestScoresComeFirst() {
		this.http.post("/scores/5", "{\"points\": 30}");
		this.http.post("/scores/6", "{\"points\": 40}");
		assertThat(this.http.get("/scores")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("[{userId: 6, score: 40.0}, {userId: 5, score: 30.0}]");
		assertThat(this.http.get("/scores?limit=1")).bodyJson().isStrictlyEqualTo("[{userId: 6, score: 40.0}]");
	}

	@Test
	void withoutPointsThereAreNoScores() {
		assertThat(this.http.get("/scores")).hasStatusOk().bodyJson().isStrictlyEqualTo("[]");
	}

	@Test
	void pointsForUnknownUserAreNotAdded() {
		assertThat(this.http.post("/scores/7", "{\"points\": 30}")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.root.scores().exists()).isFalse();
	}

	@Test
	void tooManyPointsAreRefused() {
		assertThat(this.http.post("/scores/5", "{\"points\": 1001}")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
