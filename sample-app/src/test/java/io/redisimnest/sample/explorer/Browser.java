package io.redisimnest.sample.explorer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

/**
 * A Chromium without a window, if one is installed, with its driver.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Path profile;

	private final ChromeDriver driver;

	private Browser() throws IOException {
		this.profile = Files.createTempDirectory("chromium");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser().orElseThrow().toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + this.profile);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver().orElseThrow().toFile())
					.usingAnyFreePort()
					.build(),
				options);
	}

	static boolean isInstalled() {
		return browser().isPresent() && driver().isPresent();
	}

	private static Optional<Path> browser() {
		return executable("chromium", "chromium-browser", "google-chrome");
	}

	private static Optional<Path> driver() {
		return executable("chromedriver");
	}

	private static Optional<Path> executable(String... names) {
		List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
		return Stream.of(names)
			.flatMap((name) -> folders.stream().map((folder) -> folder.resolve(name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static Browser start() {
		try {
			return new Browser();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Opens a page as if for the first time.
	 */
	void open(String url) {
		this.driver.get("about:blank");
		this.driver.get(url);
	}

	/**
	 * Sets what a device has.
	 * @param width the width of its screen
	 * @param scheme the colours that its user prefers
	 */
	void emulate(int width, String scheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Finds an element when it is there.
	 */
	WebElement find(String selector) {
		return await(selector, WebElement::isDisplayed);
	}

	/**
	 * Finds an element when something holds of it.
	 */
	WebElement await(String selector, Predicate<WebElement> condition) {
		return new WebDriverWait(this.driver, PATIENCE, Duration.ofMillis(50)).ignoring(RuntimeException.class)
			.withMessage(selector)
			.until((any) -> {
				WebElement element = this.driver.findElement(By.cssSelector(selector));
				return condition.test(element) ? element : null;
			});
	}

	/**
	 * Clicks an element when it is there and nothing hides it.
	 */
	void click(String selector) {
		await(selector, (element) -> {
			this.driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
			element.click();
			return true;
		});
	}

	List<String> texts(String selector) {
		return all(selector).stream().map(WebElement::getText).toList();
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	Object evaluate(String script) {
		return this.driver.executeScript("return " + script);
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * What went wrong in the page, such as what its content security policy refused.
	 */
	List<String> errors() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/**
	 * Takes a picture of the whole page.
	 */
	void photograph(Path file) {
		this.driver.executeScript("window.scrollTo(0, 0); document.activeElement.blur()");
		long height = (Long) evaluate("document.documentElement.scrollHeight");
		long width = (Long) evaluate("window.innerWidth");
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
