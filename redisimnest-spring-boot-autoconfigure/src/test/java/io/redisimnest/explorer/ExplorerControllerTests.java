package io.redisimnest.explorer;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.redisimnest.explorer.ExplorerApplication.Shop;
import io.redisimnest.testing.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.data.domain.Range;
import org.springframework.test.json.JsonAssert;
import org.springframework.test.json.JsonCompareMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The explorer with Spring MVC; see {@link ReactiveExplorerControllerTests}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ExplorerControllerTests {

	private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e\n\"'&";

	private ExplorerApplication application;

	private Shop shop;

	WebApplicationType type() {
		return WebApplicationType.SERVLET;
	}

	@BeforeAll
	void start() {
		// What an application may have set up for its own JSON and pages.
		this.application = ExplorerApplication.start(type(), "--redisimnest.explorer.show-values=always",
				"--redisimnest.explorer.allow-clear=true", "--spring.jackson.property-naming-strategy=SNAKE_CASE",
				"--spring.jackson.default-property-inclusion=non_empty");
		this.shop = this.application.shop();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void thePageIsFoundWithAndWithoutAFinalSlash() {
		HttpResponse<String> redirect = this.application.get("");
		assertThat(redirect.statusCode()).isEqualTo(302);
		assertThat(redirect.headers().firstValue("Location")).hasValue("redisimnest/");
		HttpResponse<String> page = this.application.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.body()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void thePageMayLoadNothingFromElsewhereAndBeFramedByNobody() {
		assertThat(this.application.get("/").headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
					.endsWith("frame-ancestors 'none'")
					.doesNotContain("unsafe"));
	}

	@ParameterizedTest
	@CsvSource({ "/explorer.js, text/javascript;charset=UTF-8", "/explorer.css, text/css;charset=UTF-8" })
	void filesOfThePageAreServed(String path, String type) {
		HttpResponse<String> file = this.application.get(path);
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.headers().firstValue("Content-Type")).hasValue(type);
		assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/none.js", "/index.html", "/Explorer.class", "/..%2fexplorer.js", "/api/none" })
	void otherFilesAreNot(String path) {
		assertThat(this.application.get(path).statusCode()).isBetween(400, 404);
	}

	@Test
	void theTreeIsToldWithWhatItHolds() {
		this.shop.name().set("x");
		this.shop.user("1").text().set("x");
		TestRedis.commands().set("shop:stray", "x");
		String body = this.application.get("/api/tree").body();
		JsonAssert.comparator(JsonCompareMode.LENIENT).assertIsMatch("""
				{"mayClear":true,"mayShowValues":true,"headers":{"X-Redisimnest-Explorer":"1"},"csrf":{},
				 "census":{"exact":true,"coverage":1.0},"error":null,
				 "findings":[{"type":"UNDECLARED","path":"shop","keys":{"value":1,"low":1,"high":1},
				  "examples":["shop:stray"]}]}
				""", body);
		DocumentContext json = JsonPath.parse(body);
		assertThat(json.<List<String>>read("$.nodes[*].path")).startsWith("shop", "shop.name", "shop.user")
			.contains("shop.user.text", "shop.vault", "shop.vault.gold")
			.hasSize(11);
		assertThat(json.<Map<String, Object>>read("$.nodes[2]")).containsEntry("type", "cluster")
			.containsEntry("template", "shop:user:{userId}")
			.containsEntry("parameters", List.of(Map.of("name", "userId", "type", "String")))
			.containsEntry("ttlMillis", 120_000)
			.containsEntry("protected", false)
			.containsEntry("undeclared", null);
		assertThat(json.<Integer>read("$.nodes[0].undeclared.value")).isEqualTo(1);
		assertThat(json.<Integer>read("$.nodes[2].instances.value")).isEqualTo(1);
		assertThat(json.<Map<String, Object>>read("$.nodes[1]")).containsEntry("type", "key")
			.containsEntry("kind", "ValueKey")
			.containsEntry("valueType", "java.lang.String");
		assertThat(json.<Map<String, Object>>read("$.nodes[1].sample")).containsEntry("size", 1)
			.containsEntry("withoutTtl", 0.0)
			.containsKey("averageMemory");
	}

	@Test
	void keysAreListedWithWhatRedisTellsOfThem() {
		this.shop.user(HOSTILE).text().set("hidden");
		this.shop.user("other").text().set("x");
		TestRedis.commands().set(this.shop.user(HOSTILE).prefix() + ":stray", "hidden");
		HttpResponse<String> response = this.application
			.get("/api/keys?path=shop.user&argument=" + ExplorerApplication.encode(HOSTILE));
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).doesNotContain("hidden");
		DocumentContext json = JsonPath.parse(response.body());
		assertThat(json.<String>read("$.prefix")).isEqualTo(this.shop.user(HOSTILE).prefix());
		assertThat(json.<List<Object>>read("$.keys[?(@.path == 'shop.user.text' && @.kind == 'ValueKey')].ttlMillis"))
			.singleElement()
			.satisfies((ttl) -> assertThat((Integer) ttl).isBetween(100_000, 120_000));
		assertThat(json.<List<Object>>read("$.keys[?(@.path == null)].type")).containsExactly("string");
		assertThat(json.<Map<String, Object>>read("$")).containsEntry("cursor", null).containsEntry("share", 1.0);
	}

	@Test
	void anArgumentMayHoldAComma() {
		this.shop.user("a,b").text().set("x");
		assertThat(
				this.application.json("/api/keys?path=shop.user&argument=a%2Cb").<List<String>>read("$.keys[*].name"))
			.containsExactly("shop:user:a,b:text");
	}

	@Test
	void keysComeInPages() {
		IntStream.range(0, 1000).forEach((i) -> TestRedis.commands().set("shop:user:1:" + i, ""));
		DocumentContext page = this.application.json("/api/keys?path=shop.user&argument=1");
		assertThat(page.<List<String>>read("$.keys[*].name")).hasSizeBetween(100, 200);
		assertThat(
				this.application.json("/api/keys?path=shop.user&argument=1&cursor=" + page.<String>read("$['cursor']"))
					.<List<String>>read("$.keys[*].name"))
			.doesNotContainAnyElementsOf(page.read("$.keys[*].name"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					400 | /api/keys                               | Parameter 'path' is missing
					400 | /api/keys?path=shop.user                | 1 argument is needed, but there are 0. Give a value for each of [userId], in this order, for cluster 'shop.user'
					400 | /api/keys?path=shop&cursor=x            | Cursor 'x' is none. Begin without a cursor
					404 | /api/keys?path=shop.none                | There is no cluster 'shop.none'
					400 | /api/value?path=shop.name               | Parameter 'key' is missing
					400 | /api/value?path=shop.name&key=shop:x    | Key 'shop:x' is none of 'shop:name'
					404 | /api/value?path=shop.none&key=shop:x    | There is no declared key 'shop.none'
					404 | /api/value?path=shop.name&key=shop:name | There is no key 'shop:name'
					404 | /api/clears/1                           | There is no such clearing in this instance of the application
					""")
	void whatCannotBeAnsweredIsExplained(int status, String path, String error) {
		HttpResponse<String> response = this.application.get(path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(JsonPath.<String>read(response.body(), "$.error")).isEqualTo(error);
	}

	@Test
	void aTextIsShownAsItIsStoredAndItsClockIsLeft() {
		this.shop.name().set(HOSTILE);
		TestRedis.commands().pexpire("shop:name", 60_000);
		assertThat(this.application.json("/api/value?path=shop.name&key=shop:name").<Map<String, Object>>read("$"))
			.containsEntry("type", "string")
			.containsEntry("text", HOSTILE)
			.containsEntry("truncated", false);
		assertThat(TestRedis.commands().pttl("shop:name")).isLessThanOrEqualTo(60_000);
	}

	@Test
	void collectionsAreShownByTheirEntries() {
		ExplorerApplication.User user = this.shop.user("1");
		user.hash().put("field", "value");
		user.list().rightPush("element");
		user.set().add("member");
		user.sorted().add("member", 1.5);
		user.stream().add("entry");
		assertThat(entries("hash")).isEqualTo(List.of(List.of("field", "value")));
		assertThat(entries("list")).isEqualTo(List.of(List.of("element")));
		assertThat(entries("set")).isEqualTo(List.of(List.of("member")));
		assertThat(entries("sorted")).isEqualTo(List.of(List.of("member", "1.5")));
		assertThat(entries("stream").toString()).contains("entry");
	}

	private List<List<String>> entries(String key) {
		return this.application.json("/api/value?path=shop.user." + key + "&key=shop:user:1:" + key).read("$.entries");
	}

	@Test
	void aClusterIsCountedThenClearedWhenThatIsConfirmed() {
		IntStream.range(0, 300).forEach((i) -> TestRedis.commands().set("shop:user:1:" + i, ""));
		this.shop.user("1").text().set("x");
		this.shop.user("10").text().set("x");
		String id = begin("path=shop.user&argument=1");
		assertThat(await(id, "counted").<Map<String, Integer>>read("$.byTemplate"))
			.containsOnly(Map.entry("shop:user:{userId}:text", 1), Map.entry("shop:user:{userId}:*", 300));
		assertThat(TestRedis.commands().dbsize()).isEqualTo(302);
		HttpResponse<String> wrong = this.application.change("POST",
				"/api/clears/" + id + "?confirmation=shop:user:10");
		assertThat(wrong.statusCode()).isEqualTo(400);
		assertThat(wrong.body())
			.contains("Confirmation 'shop:user:10' is not 'shop:user:1'. Type what is to be cleared");
		assertThat(TestRedis.commands().dbsize()).isEqualTo(302);
		assertThat(this.application.change("POST", "/api/clears/" + id + "?confirmation=shop:user:1").statusCode())
			.isEqualTo(200);
		assertThat(await(id, "cleared").<Integer>read("$.deleted")).isEqualTo(301);
		assertThat(TestRedis.commands().keys("*")).containsExactly("shop:user:10:text");
		assertThat(this.application.change("POST", "/api/clears/" + id + "?confirmation=shop:user:1").statusCode())
			.isEqualTo(409);
	}

	private String begin(String query) {
		HttpResponse<String> begun = this.application.change("POST", "/api/clears?" + query);
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
		return JsonPath.read(begun.body(), "$.id");
	}

	private DocumentContext await(String id, String phase) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.application.json("/api/clears/" + id),
					(state) -> state.<String>read("$.phase").equals(phase));
	}

	@Test
	void whatIsProtectedIsNotCleared() {
		this.shop.vault().gold().set("x");
		HttpResponse<String> refused = this.application.change("POST", "/api/clears?path=shop");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("for these are protected: shop.vault");
		assertThat(this.shop.vault().gold().exists()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site" })
	void whatAnotherSiteSendsIsRefused(String site) {
		this.shop.name().set("x");
		assertThat(this.application.get("/api/tree", "Sec-Fetch-Site", site).statusCode()).isEqualTo(403);
		assertThat(this.application
			.send("POST", "/redisimnest/api/clears?path=shop.user&argument=1", "Sec-Fetch-Site", site,
					"X-Redisimnest-Explorer", "1")
			.statusCode()).isEqualTo(403);
		assertThat(this.application.get("/api/tree", "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
	}

	@Test
	void whereBrowsersDoNotSaySoTheOriginTells() {
		assertThat(originOf("http://evil.example")).isEqualTo(403);
		assertThat(originOf("null")).isEqualTo(403);
		assertThat(originOf(this.application.address())).isEqualTo(200);
	}

	private int originOf(String origin) {
		return this.application
			.send("POST", "/redisimnest/api/clears?path=shop.user&argument=1", "Origin", origin,
					"X-Redisimnest-Explorer", "1")
			.statusCode();
	}

	@Test
	void whatIsUnderWayCanBeCancelled() {
		String id = begin("path=shop.user&argument=1");
		await(id, "counted");
		this.application.change("POST", "/api/clears/" + id + "/cancel");
		assertThat(this.application.json("/api/clears/" + id).<String>read("$.phase")).isEqualTo("cancelled");
	}

	@Test
	void anArgumentThatIsNotUtf8IsRefused() {
		assertThat(this.application.get("/api/keys?path=shop.user&argument=%ff").statusCode()).isEqualTo(400);
	}

	@Test
	void aNameThatIsNotUtf8IsEscaped() {
		TestRedis.binaryCommands()
			.set(new byte[] { 's', 'h', 'o', 'p', ':', 'u', 's', 'e', 'r', ':', '1', ':', (byte) 0xff }, new byte[0]);
		assertThat(this.application.json("/api/keys?path=shop.user&argument=1").<List<String>>read("$.keys[*].name"))
			.containsExactly("shop:user:1:\\xff");
	}

	@Test
	void nothingIsChangedWithoutTheHeaderOfThePage() {
		this.shop.user("1").text().set("x");
		String id = begin("path=shop.user&argument=1");
		await(id, "counted");
		for (String request : List.of("POST /redisimnest/api/clears?path=shop.user&argument=1",
				"POST /redisimnest/api/clears/" + id + "?confirmation=shop:user:1",
				"POST /redisimnest/api/clears/" + id + "/cancel", "GET /redisimnest/api/tree?fresh=true")) {
			HttpResponse<String> response = this.application.send(request.split(" ")[0], request.split(" ")[1],
					"Content-Type", "text/plain");
			assertThat(response.statusCode()).as(request).isEqualTo(403);
			assertThat(response.body()).contains("Header 'X-Redisimnest-Explorer' is missing");
		}
		assertThat(this.shop.user("1").text().exists()).isTrue();
	}

}
