package io.redisimnest.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.redisimnest.Batch;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.PasswordKey;
import io.redisimnest.key.SecretKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.python.PythonSerializer;
import io.redisimnest.registry.ImportClusters;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for planted secrets in all that an application lets out: its log, exceptions,
 * answers of endpoints, and texts of its objects.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretLeakTests {

	private static final String SECRET = "planted secret/4711+ü";

	private static final String PASSWORD = "planted password/0815+ß";

	private static final String ENCRYPTION_KEY = "cGxhbnRlZCBlbmNyeXB0aW9uIGtleSwgMzIgYnl0ZXM=";

	private final List<String> shown = new ArrayList<>();

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1", "--redisimnest.host=127.0.0.1",
						"--redisimnest.port=" + TestRedis.port(), "--redisimnest.dispatch-logs=true",
						"--redisimnest.explorer.enabled=true", "--redisimnest.explorer.show-values=always",
						"--redisimnest.census.max-age=0s", "--management.endpoints.web.exposure.include=*",
						"--logging.level.root=INFO", "--logging.level.io.redisimnest=TRACE"), Stream.of(arguments))
				.toArray(String[]::new));
	}

	@Test
	void nothingOfASecretOrPasswordIsShown(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start("--redisimnest.secrets.keys.k1=" + ENCRYPTION_KEY)) {
			Safe safe = context.getBean(Safe.class);
			use(safe);
			fail(safe);
			show(safe, safe.secret(), safe.password(), safe.python(), safe.describe(), safe.secret().describe(),
					context.getBean(RedisimnestProperties.class),
					context.getBean(RedisimnestProperties.class).secrets());
			String port = context.getEnvironment().getProperty("local.server.port");
			for (String path : List.of("/actuator/redisimnest", "/actuator/redisimnest/safe.secret",
					"/actuator/redisimnest/safe/keys", "/actuator/configprops", "/actuator/env", "/actuator/beans",
					"/actuator/metrics", "/actuator/metrics/redisimnest.command", "/redisimnest/api/tree",
					"/redisimnest/api/keys?path=safe", "/redisimnest/api/value?path=safe.secret&key=safe:secret",
					"/redisimnest/api/value?path=safe.password&key=safe:password",
					"/redisimnest/api/value?path=safe.python&key=safe:python")) {
				this.shown.add(get(port, path));
			}
			assertThat(get(port, "/redisimnest/api/value?path=safe.secret&key=safe:secret"))
				.contains("A SecretKey is never shown");
		}
		assertThat(output.getAll()).contains("io.redisimnest.dispatch", "safe.secret: GET safe:secret -> ");
		assertThat(this.shown).hasSizeGreaterThan(25);
		assertNothingIsShown(output);
	}

	private void use(Safe safe) {
		safe.secret().set(SECRET);
		safe.python().set(SECRET);
		safe.password().set(PASSWORD);
		safe.pythonPassword().set(PASSWORD);
		assertThat(safe.secret().get()).isEqualTo(SECRET);
		assertThat(safe.python().find()).hasValue(SECRET);
		assertThat(safe.password().verify(PASSWORD)).isTrue();
		assertThat(safe.pythonPassword().verify(PASSWORD)).isTrue();
		assertThat(safe.password().verify(SECRET)).isFalse();
		safe.secret().reencrypt();
		safe.subtree().reencryptSecrets((progress) -> show(progress));
		Batch batch = safe.batch();
		var read = batch.call(safe.secret(), SecretKey::get);
		batch.run(safe.password(), (password) -> password.set(PASSWORD));
		show(batch, read);
		batch.execute();
		assertThat(read.get()).isEqualTo(SECRET);
	}

	/**
	 * What fails has more to tell.
	 */
	private void fail(Safe safe) {
		attempt(() -> safe.batch().call(safe.password(), (password) -> password.verify(PASSWORD)));
		TestRedis.commands().set("safe:secret", SECRET);
		attempt(() -> safe.secret().get());
		attempt(() -> safe.secret().reencrypt());
		attempt(() -> safe.subtree().reencryptSecrets((progress) -> {
		}));
		TestRedis.commands().set("safe:python", "{\"__type__\": \"str\", \"value\": \"" + SECRET + "\"}");
		attempt(() -> safe.python().get());
		TestRedis.commands().set("safe:python", "{\"__type__\": \"str\", \"value\": \"" + SECRET);
		attempt(() -> safe.python().get());
		TestRedis.commands().set("safe:password", PASSWORD);
		attempt(() -> safe.password().verify(PASSWORD));
		TestRedis.commands().set("safe:pythonPassword", PASSWORD);
		attempt(() -> safe.pythonPassword().verify(PASSWORD));
		TestRedis.commands().del("safe:secret", "safe:password");
		TestRedis.commands().rpush("safe:secret", SECRET);
		TestRedis.commands().rpush("safe:password", PASSWORD);
		attempt(() -> safe.secret().get());
		attempt(() -> safe.secret().setIfAbsent(SECRET));
		attempt(() -> safe.password().verify(PASSWORD));
		attempt(() -> {
			safe.pythonPassword().set(PASSWORD.repeat(10));
			return null;
		});
		Batch batch = safe.batch();
		var read = batch.call(safe.secret(), SecretKey::get);
		attempt(() -> {
			batch.execute();
			return null;
		});
		attempt(read::get);
		TestRedis.commands().del("safe:secret", "safe:password");
		safe.secret().set(SECRET);
		safe.password().set(PASSWORD);
	}

	private void attempt(Callable<?> callable) {
		try {
			callable.call();
		}
		catch (Exception ex) {
			StringWriter text = new StringWriter();
			ex.printStackTrace(new PrintWriter(text));
			this.shown.add(text.toString());
		}
	}

	private void show(Object... objects) {
		Stream.of(objects).map(String::valueOf).forEach(this.shown::add);
	}

	private String get(String port, String path) throws Exception {
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--redisimnest.secrets.keys.k1=" + ENCRYPTION_KEY + "x",
			"--redisimnest.secrets.keys.k1=planted secret/4711+ü", "--redisimnest.secrets.active-key=k1", "--other=x" })
	void aStartThatFailsShowsNoKey(String argument, CapturedOutput output) {
		attempt(() -> start(argument, "--redisimnest.secrets.keys.k2=" + ENCRYPTION_KEY,
				"--redisimnest.secrets.keys.k3=" + ENCRYPTION_KEY));
		assertThat(this.shown).hasSize(1);
		assertThat(output.getAll()).contains("redisimnest.secrets is wrong: ");
		assertNothingIsShown(output);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "--redisimnest.secrets.keys=" + ENCRYPTION_KEY, "--redisimnest.secrets=" + ENCRYPTION_KEY })
	void aKeyWithoutAnIdIsNotShown(String argument, CapturedOutput output) {
		attempt(() -> start(argument));
		assertThat(this.shown).hasSize(1);
		assertThat(output.getAll()).contains("Its value is not shown");
		assertNothingIsShown(output);
	}

	@Test
	void aKeyInPlaceOfItsIdIsNotShown(CapturedOutput output) {
		attempt(() -> start("--redisimnest.secrets.keys.k2=" + ENCRYPTION_KEY,
				"--redisimnest.secrets.active-key=" + ENCRYPTION_KEY));
		assertThat(output.getAll()).contains("redisimnest.secrets is wrong: ");
		assertNothingIsShown(output);
	}

	private void assertNothingIsShown(CapturedOutput output) {
		List<String> texts = new ArrayList<>(this.shown);
		texts.add(output.getAll());
		for (String secret : List.of(SECRET, PASSWORD, ENCRYPTION_KEY,
				new String(Base64.getDecoder().decode(ENCRYPTION_KEY), StandardCharsets.UTF_8))) {
			for (String form : forms(secret)) {
				assertThat(texts).as(form).noneMatch((text) -> text.toLowerCase().contains(form.toLowerCase()));
			}
		}
	}

	private static List<String> forms(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		List<String> forms = new ArrayList<>(List.of(secret, secret.substring(0, 14), HexFormat.of().formatHex(bytes),
				URLEncoder.encode(secret, StandardCharsets.UTF_8),
				URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20")));
		// In Base64, a text looks in one of three ways, but for its ends.
		for (int shift = 0; shift < 3; shift++) {
			byte[] shifted = new byte[shift + bytes.length];
			System.arraycopy(bytes, 0, shifted, shift, bytes.length);
			String encoded = Base64.getEncoder().encodeToString(shifted);
			forms.add(encoded.substring(4, 20));
			forms.add(encoded.substring(4, 20).replace('+', '-').replace('/', '_'));
		}
		return forms;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportClusters(Safe.class)
	static class Application {

	}

	@Prefix("safe")
	@Ttl("10m")
	interface Safe extends Cluster {

		SecretKey<String> secret();

		PasswordKey password();

		ValueKey<String> plain();

		@Codec(PythonSerializer.class)
		SecretKey<String> python();

		@Codec(PythonSerializer.class)
		PasswordKey pythonPassword();

	}

}
