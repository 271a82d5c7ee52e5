package io.redisimnest.explorer;

import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The explorer in an application whose own page reads the token from a cookie.
 */
class SinglePageSecurityTests {

	@Test
	void theTokenOfTheExplorerIsAcceptedAsWell() {
		try (ExplorerApplication application = ExplorerApplication.start(WebApplicationType.SERVLET, SinglePage.class,
				"--spring.autoconfigure.exclude=", "--redisimnest.explorer.allow-clear=true")) {
			HttpResponse<String> tree = application.get("/api/tree");
			Map<String, String> csrf = JsonPath.read(tree.body(), "$.csrf");
			String cookie = tree.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
			assertThat(cookie).startsWith("XSRF-TOKEN=");
			assertThat(post(application, csrf, cookie)).isEqualTo(200);
			assertThat(post(application, Map.of(), cookie)).isEqualTo(403);
		}
	}

	private static int post(ExplorerApplication application, Map<String, String> form, String cookie) {
		return application
			.post("/redisimnest/api/clears?path=shop.user&argument=none", form, "Cookie", cookie,
					"X-Redisimnest-Explorer", "1")
			.statusCode();
	}

	@Configuration(proxyBeanMethods = false)
	static class SinglePage {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf(CsrfConfigurer::spa)
				.build();
		}

	}

}
