package io.redisimnest.sample;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppController}.
 */
@SampleTest
class AppControllerTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@Autowired
	private Root.App app;

	@BeforeEach
	void clear() {
		this.root.clear();
	}

	@Test
	void getTellsProjectNameAndSignUps() {
		this.root.projectName().set("Redisimnest");
		this.root.signUps().set(7);
		assertThat(this.http.get("/app")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{projectName: 'Redisimnest', signUps: 7}");
	}

	@Test
	void tokensIsEmptyByDefault() {
		assertThat(this.http.get("/app/tokens")).hasStatusOk().bodyJson().isStrictlyEqualTo("[]");
	}

	@Test
	void tokensReadsTokens() {
		this.app.tokens().set(List.of("a", "b"));
		assertThat(this.http.get("/app/tokens")).bodyJson().isStrictlyEqualTo("['a', 'b']");
	}

	@Test
	void putReplacesTokens() {
		this.app.tokens().set(List.of("a", "b"));
		assertThat(this.http.put("/app/tokens", "[\"c\"]")).hasStatusOk().bodyJson().isStrictlyEqualTo("['c']");
		assertThat(this.app.tokens().get()).containsExactly("c");
	}

	@Test
	void nestedClusterThatIsInjectedIsTheOneOfTheTree() {
		assertThat(this.app).isEqualTo(this.root.app());
	}

}
