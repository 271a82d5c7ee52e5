package io.redisimnest.explorer;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/**
 * What Spring Security tells, if it is there.
 */
final class SpringSecurity {

	/** The attribute that holds the token of a servlet request. */
	static final String SERVLET_TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	/** The attribute that holds the token of a reactive request. */
	static final String REACTIVE_TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

	static final boolean PRESENT = ClassUtils.isPresent(SERVLET_TOKEN, SpringSecurity.class.getClassLoader());

	private SpringSecurity() {
	}

	static boolean isSignedIn(@Nullable Principal principal) {
		return principal != null && !(PRESENT && Tokens.isAnonymous(principal));
	}

	/**
	 * The parameter in which requests that change something have to carry the token. For
	 * a header, applications of a single page would want another one.
	 * @param servletToken the token of a servlet request, {@code null} if there is none.
	 * It may begin a session, so it is read in the thread of the request
	 * @param reactiveToken the token of a reactive request, {@code null} if there is none
	 * @return waits for the value by the name of the parameter
	 */
	static Supplier<Map<String, String>> csrfParameter(@Nullable Object servletToken, @Nullable Object reactiveToken) {
		if (servletToken != null) {
			Map<String, String> parameter = Tokens.parameter(servletToken);
			return () -> parameter;
		}
		return (reactiveToken != null) ? () -> Tokens.reactiveParameter(reactiveToken) : Map::of;
	}

	/**
	 * What needs the classes of Spring Security.
	 */
	private static final class Tokens {

		static boolean isAnonymous(Principal principal) {
			return principal instanceof AnonymousAuthenticationToken;
		}

		static Map<String, String> parameter(Object attribute) {
			CsrfToken token = (CsrfToken) attribute;
			return Map.of(token.getParameterName(), token.getToken());
		}

		static Map<String, String> reactiveParameter(Object attribute) {
			var token = (org.springframework.security.web.server.csrf.CsrfToken) Objects
				.requireNonNull(((Mono<?>) attribute).block());
			return Map.of(token.getParameterName(), token.getToken());
		}

	}

}
