package io.redisimnest.explorer;

import java.util.Base64;
import java.util.stream.Stream;

import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * To whom values are shown.
 */
class ShowValuesTests {

	private static final String VALUE = "/api/value?path=shop.name&key=shop:name";

	private static final String WHEN_AUTHORIZED = "--redisimnest.explorer.show-values=when-authorized";

	@BeforeEach
	void write() {
		TestRedis.flush();
		TestRedis.commands().set("shop:name", "planted4711");
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void byDefaultToNobody(WebApplicationType type) {
		try (ExplorerApplication application = ExplorerApplication.start(type)) {
			assertThat(application.json("/api/tree").<Boolean>read("$.mayShowValues")).isFalse();
			assertThat(application.get(VALUE)).satisfies((response) -> {
				assertThat(response.statusCode()).isEqualTo(403);
				assertThat(response.body()).contains("redisimnest.explorer.show-values").doesNotContain("planted4711");
			});
		}
	}

	@Test
	void byDefaultNothingIsCleared() {
		try (ExplorerApplication application = ExplorerApplication.start(WebApplicationType.SERVLET)) {
			assertThat(application.json("/api/tree").<Boolean>read("$.mayClear")).isFalse();
			assertThat(application.change("POST", "/api/clears?path=shop.user&argument=1")).satisfies((response) -> {
				assertThat(response.statusCode()).isEqualTo(403);
				assertThat(response.body()).contains("redisimnest.explorer.allow-clear");
			});
		}
	}

	@Test
	void withoutSpringSecurityNobodyIsSignedIn() {
		try (ExplorerApplication application = ExplorerApplication.start(WebApplicationType.SERVLET, WHEN_AUTHORIZED)) {
			assertThat(application.get(VALUE).statusCode()).isEqualTo(403);
		}
	}

	static Stream<Arguments> open() {
		return Stream.of(Arguments.of(WebApplicationType.SERVLET, OpenServlet.class),
				Arguments.of(WebApplicationType.REACTIVE, OpenReactive.class));
	}

	@ParameterizedTest
	@MethodSource("open")
	void whoIsAnonymousIsNotSignedIn(WebApplicationType type, Class<?> configuration) {
		try (ExplorerApplication application = ExplorerApplication.start(type, configuration, WHEN_AUTHORIZED,
				"--spring.autoconfigure.exclude=", "--spring.security.user.password=secret")) {
			assertThat(application.json("/api/tree").<Boolean>read("$.mayShowValues")).isFalse();
			assertThat(application.get(VALUE).statusCode()).isEqualTo(403);
			assertThat(application.get(VALUE, "Authorization",
					"Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes())))
				.satisfies((response) -> assertThat(response.body()).contains("planted4711"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OpenServlet {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenReactive {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.anonymous(Customizer.withDefaults())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
