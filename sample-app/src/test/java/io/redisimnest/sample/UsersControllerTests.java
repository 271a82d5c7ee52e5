package io.redisimnest.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UsersController}.
 */
@SampleTest
class UsersControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@BeforeEach
	void writeUsers() {
		this.root.clear();
		for (long id : new long[] { 3, 1, 22 }) {
			this.root.user(id).name().set("Ada");
			this.root.user(id).messages().message(1).set("Hello");
		}
		this.root.projectName().set("stays");
	}

	@Test
	void listsTheUsersThatHaveKeys() {
		assertThat(this.http.get("/users")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{ids: [1, 3, 22], more: false}");
	}

	@Test
	void aLimitTellsThatThereAreMore() {
		assertThat(this.http.get("/users?limit=2")).bodyJson().isLenientlyEqualTo("{more: true}");
		assertThat(this.http.get("/users?limit=0")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void aDryRunTellsWhatWouldGo() {
		assertThat(this.http.delete("/users?dryRun=true")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{deleted: 0, complete: true, matched: {'root:user:{userId}:name': 3,
					'root:user:{userId}:messages:message:{messageId}': 3}}""");
		assertThat(this.root.users().count()).isEqualTo(3);
	}

	@Test
	void deletesAllUsersAndNothingElse() {
		assertThat(this.http.delete("/users")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{deleted: 6, complete: true}");
		assertThat(this.root.users().count()).isZero();
		assertThat(this.root.projectName().get()).isEqualTo("stays");
	}

}
