package io.redisimnest.explorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What the explorer answers.
 */
final class ExplorerResponse {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** The page loads nothing from elsewhere and runs no script that it contains. */
	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private ExplorerResponse() {
	}

	/**
	 * A file of the page. They are not where Boot would serve them on its own.
	 * @param name its name
	 */
	static ResponseEntity<byte[]> file(String name) {
		ClassPathResource file = new ClassPathResource(name, ExplorerResponse.class);
		if (!file.exists()) {
			return respond(HttpStatus.NOT_FOUND).build();
		}
		try {
			return respond(HttpStatus.OK).contentType(mediaType(name)).body(file.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MediaType mediaType(String name) {
		String subtype = name.substring(name.lastIndexOf('.') + 1);
		return new MediaType("text", subtype.equals("js") ? "javascript" : subtype, StandardCharsets.UTF_8);
	}

	static ResponseEntity<byte[]> redirect(String location) {
		return respond(HttpStatus.FOUND).header(HttpHeaders.LOCATION, location).build();
	}

	/**
	 * An answer in JSON.
	 * @param body the answer
	 */
	static ResponseEntity<byte[]> of(Object body) {
		return json(HttpStatus.OK, body);
	}

	static ResponseEntity<byte[]> failed(Throwable ex) {
		Failure failure = Failure.of(ex);
		return json(failure.status(), new ErrorView(failure.error()));
	}

	private static ResponseEntity<byte[]> json(HttpStatus status, Object body) {
		return respond(status).contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body));
	}

	private static ResponseEntity.BodyBuilder respond(HttpStatus status) {
		return ResponseEntity.status(status)
			.cacheControl(CacheControl.noStore())
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
	}

	record ErrorView(String error) {

	}

}
