package io.redisimnest.explorer;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
		return new ExplorerApplication(new SpringApplicationBuilder(Configured.class, configuration).web(type)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1", "--redisimnest.host=127.0.0.1",
						"--redisimnest.port=" + TestRedis.port(), "--redisimnest.explorer.enabled=true",
						"--redisimnest.census.max-age=0s", "--spring.data.redis.timeout=2s"), Stream.of(properties))
				.toArray(String[]::new)));
	}

	Shop shop() {
		return this.context.getBean(Shop.class);
	}

	/**
	 * Sends a request.
	 * @param method the method
	 * @param path the path with its query
	 * @param headers names and values of headers in turn
	 */
	HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
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
