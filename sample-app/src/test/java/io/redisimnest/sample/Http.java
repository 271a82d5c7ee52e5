package io.redisimnest.sample;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

/**
 * Sends requests to the application under test.
 */
@TestComponent
public class Http {

	private final RestTestClient client;

	Http(RestTestClient client) {
		this.client = client;
	}

	public RestTestClientResponse get(String path, Object... variables) {
		return RestTestClientResponse.from(this.client.get().uri(path, variables).exchange());
	}

	public RestTestClientResponse put(String path, String json) {
		return RestTestClientResponse
			.from(this.client.put().uri(path).contentType(MediaType.APPLICATION_JSON).body(json).exchange());
	}

	public RestTestClientResponse post(String path, String json) {
		return RestTestClientResponse
			.from(this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(json).exchange());
	}

	public RestTestClientResponse delete(String path) {
		return RestTestClientResponse.from(this.client.delete().uri(path).exchange());
	}

	public RestTestClientResponse send(HttpMethod method, String path) {
		return RestTestClientResponse.from(this.client.method(method).uri(path).exchange());
	}

	public RestTestClientResponse putText(String path, String text) {
		return RestTestClientResponse
			.from(this.client.put().uri(path).contentType(MediaType.TEXT_PLAIN).body(text).exchange());
	}

	public RestTestClientResponse getAs(MediaType type, String path) {
		return RestTestClientResponse.from(this.client.get().uri(path).accept(type).exchange());
	}

}
