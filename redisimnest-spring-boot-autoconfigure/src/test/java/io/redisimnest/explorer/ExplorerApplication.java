package io.redisimnest.explorer;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with the explorer, as a browser sees it.
 */
final class ExplorerApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private ExplorerApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ExplorerApplication start(WebApplicationType type, String... properties) {
		return start(type, Configured.class, properties);
	}

	static ExplorerApplication start(WebApplicationType type, Class<?> configuration, String... properties) {
		// The last one of the same name wins.
		Map<String, String> arguments = new LinkedHashMap<>();
		Stream
			.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1", "--redisimnest.host=127.0.0.1",
					"--redisimnest.port=" + TestRedis.port(), "--redisimnest.explorer.enabled=true",
					"--redisimnest.census.max-age=0s", "--spring.data.redis.timeout=2s"), Stream.of(properties))
			.forEach((argument) -> arguments.put(argument.split("=")[0], argument));
		return new ExplorerApplication(new SpringApplicationBuilder(Configured.class, configuration).web(type)
			.run(arguments.values().toArray(String[]::new)));
	}

	Shop shop() {
		return this.context.getBean(Shop.class);
	}

	String address() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	/**
	 * Sends a request.
	 * @param method the method
	 * @param path the path with its query
	 * @param headers names and values of headers in turn
	 */
	HttpResponse<String> send(String method, String path, String... headers) {
		return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
	}

	/** Sends a form. */
	HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
		String body = form.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
		return send("POST", path, HttpRequest.BodyPublishers.ofString(body),
				Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/x-www-form-urlencoded"))
					.toArray(String[]::new));
	}

	private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path))
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", "/redisimnest" + path, headers);
	}

	DocumentContext json(String path, String... headers) {
		return JsonPath.parse(get(path, headers).body());
	}

	/** Sends what the page sends. */
	HttpResponse<String> change(String method, String path) {
		return send(method, "/redisimnest" + path, "X-Redisimnest-Explorer", "1");
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Shop.class)
	static class Configured {

	}

	@Prefix("shop")
	interface Shop extends Cluster {

		@Ttl(value = "2m", renew = Renewal.ON_ACCESS)
		ValueKey<String> name();

		@Prefix("user:{userId}")
		@Ttl("2m")
		User user(String userId);

		@Prefix("vault")
		@Protected
		Vault vault();

	}

	interface User extends Cluster {

		ValueKey<String> text();

		HashKey<String, String> hash();

		ListKey<String> list();

		SetKey<String> set();

		SortedSetKey<String> sorted();

		StreamKey<String> stream();

	}

	interface Vault extends Cluster {

		ValueKey<String> gold();

	}

}
