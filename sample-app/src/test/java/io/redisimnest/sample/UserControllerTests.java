package io.redisimnest.sample;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserController}.
 */
@SampleTest
class UserControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@BeforeEach
	void clear() {
		this.root.clear();
	}

	@Test
	void putCreatesUser() {
		assertThat(this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}")).hasStatus(HttpStatus.CREATED)
			.hasHeader("Location", "/users/5")
			.bodyJson()
			.isStrictlyEqualTo("{id: 5, name: 'Ada', age: 36}");
	}

	@Test
	void putWritesTheKeysOfTheTree() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}");
		assertThat(this.root.user(5).name().get()).isEqualTo("Ada");
		assertThat(this.root.user(5).age().get()).isEqualTo(36);
	}

	@Test
	void putGivesTheKeysTheirTimeToLive() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}");
		assertThat(this.root.user(5).age().timeToLive()).get().satisfies(UserControllerTests::isNearlyTwoMinutes);
		assertThat(this.root.user(5).name().timeToLive()).get().satisfies(UserControllerTests::isNearlyTwoMinutes);
	}

	private static void isNearlyTwoMinutes(Duration timeToLive) {
		assertThat(timeToLive).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2));
	}

	@Test
	void putReplacesUser() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}");
		assertThat(this.http.put("/users/5", "{\"name\": \"Augusta\", \"age\": 37}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{id: 5, name: 'Augusta', age: 37}");
		assertThat(this.http.get("/users/5")).bodyJson().isStrictlyEqualTo("{id: 5, name: 'Augusta', age: 37}");
	}

	@Test
	void putOfNewUserCountsAsSignUp() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}");
		this.http.put("/users/6", "{\"name\": \"Alan\", \"age\": 41}");
		assertThat(this.root.signUps().get()).isEqualTo(2);
	}

	@Test
	void putOfKnownUserDoesNotCountAsSignUp() {
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 36}");
		this.http.put("/users/5", "{\"name\": \"Ada\", \"age\": 37}");
		assertThat(this.root.signUps().get()).isEqualTo(1);
	}

	@Test
	void getReadsUser() {
		this.root.user(5).name().set("Ada");
		this.root.user(5).age().set(36);
		assertThat(this.http.get("/users/5")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyJson()
			.isStrictlyEqualTo("{id: 5, name: 'Ada', age: 36}");
	}

	@Test
	void getUsesDefaultForKeyThatIsNotThere() {
		this.root.user(5).age().set(36);
		assertThat(this.http.get("/users/5")).bodyJson().isStrictlyEqualTo("{id: 5, name: 'Unknown', age: 36}");
	}

	@Test
	void getOfUnknownUserIsNotFound() {
		assertThat(this.http.get("/users/5")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isStrictlyEqualTo("""
					{title: 'Not Found', status: 404, detail: 'There is no user 5, or it has expired.',
					instance: '/users/5'}""");
	}

	@Test
	void keysListsTheKeysOfTheUser() {
		this.root.user(5).name().set("Ada");
		this.root.user(5).messages().message(9).set("Hello");
		this.root.user(50).name().set("Alan");
		assertThat(this.http.get("/users/5/keys")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{names: ['root:user:5:messages:message:9', 'root:user:5:name'], more: false}");
	}

	@Test
	void keysOfUnknownUserIsEmpty() {
		assertThat(this.http.get("/users/5/keys")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{names: [], more: false}");
	}

	@Test
	void keysIsLimited() {
		writeMessages(3);
		assertThat(this.http.get("/users/5/keys?limit=2")).bodyJson()
			.hasPathSatisfying("$.names.length()", (length) -> assertThat(length).isEqualTo(2))
			.hasPathSatisfying("$.more", (more) -> assertThat(more).isEqualTo(true));
	}

	@Test
	void keysIsLimitedToOneHundredIfNoLimitIsGiven() {
		writeMessages(101);
		assertThat(this.http.get("/users/5/keys")).bodyJson()
			.hasPathSatisfying("$.names.length()", (length) -> assertThat(length).isEqualTo(100))
			.hasPathSatisfying("$.more", (more) -> assertThat(more).isEqualTo(true));
	}

	@Test
	void keysHasNoMoreIfLimitIsJustReached() {
		writeMessages(3);
		assertThat(this.http.get("/users/5/keys?limit=3")).bodyJson()
			.hasPathSatisfying("$.more", (more) -> assertThat(more).isEqualTo(false));
	}

	private void writeMessages(int count) {
		Root.Messages messages = this.root.user(5).messages();
		for (int i = 1; i <= count; i++) {
			messages.message(i).set("Hello");
		}
	}

	@Test
	void deleteTellsHowManyKeysAreDeleted() {
		this.root.user(5).name().set("Ada");
		this.root.user(5).messages().message(9).set("Hello");
		assertThat(this.http.delete("/users/5")).hasStatusOk().bodyJson().isStrictlyEqualTo("{deleted: 2}");
	}

	@Test
	void deleteLeavesOtherUsers() {
		this.root.user(5).name().set("Ada");
		this.root.user(50).name().set("Alan");
		this.http.delete("/users/5");
		assertThat(this.http.get("/users/5")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.http.get("/users/50")).hasStatusOk();
	}

	@Test
	void deleteOfUnknownUserDeletesNothing() {
		assertThat(this.http.delete("/users/5")).hasStatusOk().bodyJson().isStrictlyEqualTo("{deleted: 0}");
	}

	@Test
	void settingsAreStoredFieldByField() {
		this.root.user(5).name().set("Ada");
		assertThat(this.http.put("/users/5/settings", "{\"theme\": \"dark\", \"newsletter\": true}")).hasStatusOk();
		assertThat(this.http.get("/users/5/settings")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{theme: 'dark', newsletter: true}");
		assertThat(this.root.user(5).settings().timeToLive()).get().satisfies(UserControllerTests::isNearlyTwoMinutes);
	}

	@Test
	void getOfUnknownSettingsIsNotFound() {
		this.root.user(5).name().set("Ada");
		assertThat(this.http.get("/users/5/settings")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyJson()
			.isLenientlyEqualTo("{status: 404, detail: 'User 5 has no settings, or they have expired.'}");
	}

	@Test
	void settingsThatThereAreNotAreRefused() {
		this.root.user(5).name().set("Ada");
		assertThat(this.http.put("/users/5/settings", "{\"theme\": \"pink\", \"newsletter\": true}"))
			.hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.root.user(5).settings().exists()).isFalse();
	}

}
