package io.redisimnest.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import redis.clients.jedis.Jedis;

/**
 * A small application with a small heap beside a large database: 10 M keys to clear among
 * 12 M, if the system property {@code keys} does not say otherwise. It is asked over
 * HTTP, as anybody would.
 */
public final class TenMillion {

	private static final List<String> OPTIONS = List.of("-Xmx256m");

	private static final int SHOWN = 300;

	private final HttpClient client = HttpClient.newHttpClient();

	private final String base;

	private TenMillion(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		KeySet keys = new KeySet(Long.getLong("keys", 10_000_000));
		try (RedisProcess redis = new RedisProcess(); Jedis jedis = redis.commands()) {
			long start = System.nanoTime();
			try (Fill fill = new Fill(redis.port())) {
				keys.forEach(fill::set);
			}
			System.out.printf("%s: %d keys, filled in %.1f s%n", redis.version(), jedis.dbSize(),
					(System.nanoTime() - start) / 1e9);
			int port = RedisProcess.freePort();
			Process application = ClassPath
				.java(TenMillionApplication.class, OPTIONS, "--server.port=" + port, "--server.address=127.0.0.1",
						"--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + redis.port())
				.redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.start();
			try {
				new TenMillion(port).run(keys);
			}
			finally {
				application.destroy();
			}
			Contest.check(jedis.dbSize() == keys.neighbours(), "keys left");
		}
	}

	private void run(KeySet keys) throws IOException, InterruptedException {
		awaitStart();
		ask("GET", "/heap", "the heap before");
		ask("GET", "/actuator/redisimnest", "the endpoint");
		ask("GET", "/heap", "the heap after it");
		ask("GET", "/census", "an exact census");
		ask("GET", "/heap", "the heap after it");
		String cleared = ask("DELETE", "/users/1", "clear");
		Contest.check(cleared.equals(Long.toString(keys.cleared())), cleared + " cleared");
		ask("GET", "/heap", "the heap after it");
	}

	private void awaitStart() throws IOException, InterruptedException {
		for (int i = 0; i < 300; i++) {
			try {
				send("GET", "/heap");
				return;
			}
			catch (IOException ex) {
				Thread.sleep(100);
			}
		}
		throw new IllegalStateException("The application does not start");
	}

	private String ask(String method, String path, String what) throws IOException, InterruptedException {
		long start = System.nanoTime();
		HttpResponse<String> response = send(method, path);
		String body = response.body();
		System.out.printf("%-18s %-6s %-22s %d in %.2f s: %s%n", what, method, path, response.statusCode(),
				(System.nanoTime() - start) / 1e9, body.substring(0, Math.min(body.length(), SHOWN)));
		Contest.check(response.statusCode() == 200, "status of " + path);
		return body;
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofMinutes(5))
			.build(), BodyHandlers.ofString());
	}

}
