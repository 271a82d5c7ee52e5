package io.redisimnest.sample.explorer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import io.redisimnest.sample.Root;
import io.redisimnest.sample.SampleTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the page of the explorer in a browser, on the sample and its Redis.
 */
@SampleTest
@EnabledIf("io.redisimnest.sample.explorer.Browser#isInstalled")
class ExplorerPageTests {

	private static final String HOSTILE = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>\u202e&lt;";

	/** Where characters that could disguise a text are shown. */
	private static final String SHOWN = HOSTILE.replace("\u202e", "\\u202e");

	private static final int MESSAGES = 20_000;

	private static Browser browser;

	@LocalServerPort
	private int port;

	@Autowired
	private Root root;

	@Autowired
	private ApplicationRunner initialData;

	@Autowired
	private StringRedisTemplate redis;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void stopBrowser() throws IOException {
		browser.close();
	}

	@BeforeEach
	void open() throws Exception {
		this.root.clear();
		this.initialData.run(new DefaultApplicationArguments());
		browser.emulate(1280, "light");
		browser.open("http://localhost:" + this.port + "/redisimnest");
		browser.find("[data-path='root.user']");
	}

	@AfterEach
	void nothingWentWrongInThePage() {
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.evaluate("window.hacked")).isNull();
		assertThat(browser.evaluate("document.images.length")).isEqualTo(0L);
	}

	private static String row(String path) {
		return "[data-path='" + path + "']";
	}

	private static void select(String path) {
		browser.click(row(path));
		browser.await("#detail-title", (title) -> title.getText().equals(path));
	}

	private static void showKeys(String... arguments) {
		List<WebElement> inputs = browser.all("input[name=argument]");
		assertThat(inputs).hasSameSizeAs(arguments);
		for (int i = 0; i < arguments.length; i++) {
			inputs.get(i).clear();
			inputs.get(i).sendKeys(arguments[i]);
		}
		browser.click("#show-keys");
	}

	@Test
	void countsChange() {
		assertThat(browser.find(row("root.user")).getText()).contains("user", "3 instances", "10");
		this.root.user(4).age().set(50);
		this.redis.opsForValue().set("root:user:4:nickname", "x");
		browser.click("#count-again");
		browser.await(row("root.user"), (row) -> row.getText().contains("4 instances") && row.getText().contains("12"));
		assertThat(browser.find("#findings").getText()).contains("root:user:{userId}:nickname");
	}

	@Test
	void theKeysOfAUserAreShownWithTheirValues() {
		select("root.user");
		showKeys("1");
		browser.find("tr[data-key='root:user:1:age']");
		assertThat(browser.texts("#keys tr[data-key] .key")).containsExactlyInAnyOrder("root:user:1:age",
				"root:user:1:name", "root:user:1:settings", "root:user:1:messages:message:1",
				"root:user:1:messages:message:2");
		assertThat(browser.find("tr[data-key='root:user:1:settings']").getText()).contains("RecordKey", "hash");
		browser.click("tr[data-key='root:user:1:name'] .show-value");
		browser.await("tr[data-key='root:user:1:name'] .value", (value) -> value.getText().equals("Ada"));
		browser.click("tr[data-key='root:user:1:settings'] .show-value");
		browser.await("tr[data-key='root:user:1:settings'] .value", (value) -> value.getText().contains("dark"));
	}

	@Test
	void timeToLiveCountsDown() {
		select("root.user");
		showKeys("1");
		String ttl = "tr[data-key='root:user:1:age'] .ttl";
		String first = browser.find(ttl).getText();
		browser.await(ttl, (cell) -> !cell.getText().equals(first));
		assertThat(first).contains("min");
	}

	@Test
	void hostileNamesAndValuesAreText() {
		this.root.user(7).name().set(HOSTILE);
		this.redis.opsForValue().set("root:user:7:" + HOSTILE, "x");
		this.redis.opsForHash().put("root:user:7:settings", HOSTILE, HOSTILE);
		browser.click("#count-again");
		select("root.user");
		showKeys("7");
		browser.click("tr[data-key='root:user:7:name'] .show-value");
		browser.await("tr[data-key='root:user:7:name'] .value", (value) -> value.getText().equals(SHOWN));
		browser.click("tr[data-key='root:user:7:settings'] .show-value");
		browser.await("tr[data-key='root:user:7:settings'] .value",
				(value) -> value.getText().contains(SHOWN + " " + SHOWN));
		assertThat(browser.texts("#keys tr[data-key] .key")).contains("root:user:7:" + SHOWN);
	}

	@Test
	void whatIsNoArgumentIsExplained() {
		select("root.user");
		showKeys("x");
		browser.await("#keys-error", (error) -> error.getText().contains("Argument 'x' is no long"));
		assertThat(browser.errors()).singleElement().asString().contains("400");
	}

	@Test
	void aUserIsClearedWhenThatIsConfirmed() {
		writeMessages(2, MESSAGES);
		int keys = MESSAGES + 2;
		select("root.user");
		showKeys("2");
		browser.find("#more");
		browser.click("#clear");
		browser.await("#clear-status",
				(status) -> digits(status).equals(keys + "") && status.getText().contains("would go"));
		assertThat(browser.find("#clear-templates").getText()).contains(
				"root:user:{userId}:messages:message:{messageId}", "root:user:{userId}:age", "root:user:{userId}:name");
		assertThat(this.root.user(2).countKeys()).isEqualTo(keys);
		WebElement confirm = browser.find("#confirm");
		WebElement confirmation = browser.find("#confirmation");
		assertThat(confirm.isEnabled()).isFalse();
		confirmation.sendKeys("root:user:");
		assertThat(confirm.isEnabled()).isFalse();
		confirmation.sendKeys("2");
		confirm.click();
		browser.await("#clear-status",
				(status) -> digits(status).equals(keys + "") && status.getText().contains("deleted"));
		assertThat(this.root.user(2).countKeys()).isZero();
		assertThat(this.root.user(1).age().exists()).isTrue();
		browser.click("#cancel");
		browser.await(row("root.user"), (row) -> row.getText().contains("2 instances"));
		browser.await("#keys-summary", (summary) -> summary.getText().equals("No keys here."));
	}

	private void writeMessages(long user, int count) {
		this.redis.execute(
				new DefaultRedisScript<>("for i = 2, ARGV[1] do redis.call('SET', KEYS[1] .. i, '\"x\"') end"),
				List.of("root:user:" + user + ":messages:message:"), String.valueOf(count));
	}

	private static String digits(WebElement element) {
		return element.getText().replaceAll("\\D", "");
	}

	@Test
	void closingTheDialogDeletesNothing() {
		select("root.user");
		showKeys("1");
		browser.click("#clear");
		browser.await("#clear-status", (status) -> status.getText().contains("would go"));
		browser.find("#confirmation").sendKeys("root:user:1", Keys.ESCAPE);
		browser.await("#clear-dialog", (dialog) -> !dialog.isDisplayed());
		assertThat(this.root.user(1).age().exists()).isTrue();
	}

	@Test
	void theTreeIsWalkedByKeyboard() {
		browser.find("#tree [tabindex='0']").sendKeys(Keys.HOME);
		assertThat(browser.focused().getAttribute("data-path")).isEqualTo("root");
		browser.focused().sendKeys(Keys.ARROW_LEFT);
		assertThat(browser.focused().getAttribute("aria-expanded")).isEqualTo("false");
		assertThat(browser.all(row("root.user"))).isEmpty();
		browser.focused().sendKeys(Keys.ARROW_RIGHT);
		browser.focused().sendKeys(Keys.END);
		assertThat(browser.focused().getAttribute("data-path")).isEqualTo("root.user.messages.message");
		browser.focused().sendKeys(Keys.ENTER);
		browser.await("#detail-title", (title) -> title.getText().equals("root.user.messages.message"));
	}

	@Test
	void anEmptyKeyspaceIsSaidToBeEmpty() {
		this.root.clear();
		browser.click("#count-again");
		browser.await("#hint", (hint) -> hint.getText().contains("no keys"));
		assertThat(browser.find("main").getText()).doesNotContain("NaN", "undefined", "null");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "768, light", "768, dark", "1280, light", "1280, dark" })
	void thePageFitsEveryWidth(int width, String scheme) {
		this.redis.opsForValue().set("root:user:1:nickname", "Countess");
		browser.emulate(width, scheme);
		browser.click("#count-again");
		browser.await("#findings", (findings) -> findings.getText().contains("nickname"));
		select("root.user");
		showKeys("1");
		browser.find("tr[data-key='root:user:1:age']");
		assertThat((Long) browser.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
		browser.photograph(Path.of("target", "pictures", "explorer-%d-%s.png".formatted(width, scheme)));
	}

}
