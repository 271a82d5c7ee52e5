package io.redisimnest.explorer;

import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses what other sites make a browser send, also where Spring Security does not. It
 * needs no session, and no memory that several instances of an application would have to
 * share.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP
 * on CSRF: fetch metadata, and custom request headers</a>
 */
final class CrossSite {

	/**
	 * No form can send it, and a script of another site only if the application allows it
	 * that by CORS.
	 */
	static final String HEADER = "X-Redisimnest-Explorer";

	static final String VALUE = "1";

	private static final String FETCH_SITE = "Sec-Fetch-Site";

	/** What browsers say of requests of the page itself, and of the user. */
	private static final Set<String> OWN = Set.of("same-origin", "none");

	private CrossSite() {
	}

	/**
	 * Refuses what a browser says to be of another site. To servers that they trust (over
	 * TLS, and on {@code localhost}) they say so themselves; to others they tell where a
	 * request that changes something comes from.
	 * @param headers the headers of the request
	 */
	static void refuse(HttpHeaders headers) {
		String site = headers.getFirst(FETCH_SITE);
		if (site != null ? !OWN.contains(site) : isOtherOrigin(headers)) {
			throw new RefusedException(HttpStatus.FORBIDDEN, "Requests of other sites are refused");
		}
	}

	private static boolean isOtherOrigin(HttpHeaders headers) {
		String origin = headers.getOrigin();
		return origin != null && !origin.replaceFirst("^https?://", "").equals(headers.getFirst(HttpHeaders.HOST));
	}

	/**
	 * Refuses what lacks the header that requests have to carry which change something.
	 * @param headers the headers of the request
	 */
	static void requireHeader(HttpHeaders headers) {
		if (!VALUE.equals(headers.getFirst(HEADER))) {
			throw new RefusedException(HttpStatus.FORBIDDEN, "Header '%s' is missing".formatted(HEADER));
		}
	}

}
