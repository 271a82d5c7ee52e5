package io.redisimnest.sample.explorer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import io.redisimnest.sample.SampleTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the explorer where no Redis answers.
 */
@SampleTest
@TestPropertySource(properties = { "redisimnest.host=127.0.0.1", "redisimnest.port=1" })
@EnabledIf("io.redisimnest.sample.explorer.Browser#isInstalled")
class ExplorerWithoutRedisTests {

	@LocalServerPort
	private int port;

	@Test
	void theStructureIsShownWithTheReasonWhyThereAreNoNumbers() throws Exception {
		try (Browser browser = Browser.start()) {
			browser.open("http://localhost:" + this.port + "/redisimnest/");
			browser.await("#error", (error) -> error.getText().contains("Redis does not answer"));
			assertThat(browser.find("[data-path='root.user']").getText()).contains("root:user:{userId}");
			assertThat(browser.find("main").getText()).doesNotContain("NaN", "undefined", "null");
			assertThat(browser.errors()).isEmpty();
		}
	}

}
