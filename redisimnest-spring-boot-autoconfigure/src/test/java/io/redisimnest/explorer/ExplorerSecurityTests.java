package io.redisimnest.explorer;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The explorer and the endpoint where Spring Security is on the class path, and nothing
 * is configured; see {@link ReactiveExplorerSecurityTests}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ExplorerSecurityTests {

	private static final String[] SIGNED_IN = { "Authorization",
			"Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes()) };

	private ExplorerApplication application;

	WebApplicationType type() {
		return WebApplicationType.SERVLET;
	}

	@BeforeAll
	void start() {
		this.application = ExplorerApplication.start(type(), "--spring.autoconfigure.exclude=",
				"--spring.security.user.password=secret", "--redisimnest.explorer.allow-clear=true",
				"--redisimnest.explorer.show-values=when-authorized",
				"--management.endpoints.web.exposure.include=redisimnest",
				"--management.endpoint.redisimnest.access=unrestricted");
		TestRedis.flush();
		this.application.shop().user("1").text().set("x");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private static String[] headers(String... more) {
		return Stream.of(SIGNED_IN, more).flatMap(Stream::of).toArray(String[]::new);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/redisimnest", "/redisimnest/", "/redisimnest/explorer.js", "/redisimnest/api/tree",
			"/redisimnest/api/keys?path=shop.user&argument=1",
			"/redisimnest/api/value?path=shop.user.text&key=shop:user:1:text", "/actuator/redisimnest",
			"/actuator/redisimnest/shop.user", "/actuator/redisimnest/shop.user/keys?argument=1" })
	void whoIsNotSignedInGetsNothing(String path) {
		assertThat(this.application.send("GET", path).statusCode()).isEqualTo(401);
		HttpResponse<String> browser = this.application.send("GET", path, "Accept", "text/html");
		assertThat(browser.statusCode()).isEqualTo(302);
		assertThat(browser.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/login"));
		assertThat(this.application.send("GET", path, SIGNED_IN).statusCode()).isIn(200, 302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /redisimnest/api/clears?path=shop.user&argument=1",
			"POST /redisimnest/api/clears/1?confirmation=shop:user:1", "POST /redisimnest/api/clears/1/cancel",
			"DELETE /actuator/redisimnest/shop.user/keys?argument=1" })
	void nothingIsChangedWithoutATokenEvenByWhoSignsIn(String request) {
		String method = request.split(" ")[0];
		String path = request.split(" ")[1];
		// Spring Security forwards a refusal to a page which only those may see who have
		// a session.
		assertThat(this.application.send(method, path, headers("X-Redisimnest-Explorer", "1")).statusCode()).isIn(401,
				403);
		assertThat(this.application.send(method, path, "X-Redisimnest-Explorer", "1").statusCode()).isIn(401, 403);
		assertThat(this.application.shop().user("1").text().exists()).isTrue();
	}

	@Test
	void thePageIsToldTheTokenThatItHasToSend() {
		HttpResponse<String> tree = this.application.get("/api/tree", SIGNED_IN);
		Map<String, String> csrf = JsonPath.read(tree.body(), "$.csrf");
		assertThat(csrf).containsOnlyKeys("_csrf");
		String session = tree.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
		HttpResponse<String> begun = post(csrf, headers("Cookie", session, "X-Redisimnest-Explorer", "1"));
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
		assertThat(post(csrf, headers("Cookie", session)).statusCode()).as("without the header of the page")
			.isEqualTo(403);
	}

	private HttpResponse<String> post(Map<String, String> form, String... headers) {
		return this.application.post("/redisimnest/api/clears?path=shop.user&argument=none", form, headers);
	}

	@Test
	void valuesAreShownToWhoIsSignedIn() {
		assertThat(this.application.json("/api/tree", SIGNED_IN).<Boolean>read("$.mayShowValues")).isTrue();
		assertThat(this.application.json("/api/value?path=shop.user.text&key=shop:user:1:text", SIGNED_IN)
			.<String>read("$.text")).isEqualTo("x");
	}

}
