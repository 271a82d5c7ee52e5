package io.redisimnest.sample.documentation;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows the README in a fresh project: its tree, its configuration and its statements,
 * as they stand there, become an application in a folder and a process of its own, with
 * nothing of this one on its class path but the starter and Boot's.
 */
class FreshProjectTests {

	private static final List<JavaBlock> CODE = Page.README.blocks("java").stream().map(JavaBlock::of).toList();

	/** The packages that the README names, and what it takes from Spring and Java. */
	private static final String IMPORTS = """
			package com.example.fresh;

			import java.util.List;
			import io.redisimnest.*;
			import io.redisimnest.annotation.*;
			import io.redisimnest.key.*;
			import io.redisimnest.registry.*;
			import org.springframework.context.annotation.Configuration;
			""";

	private static final String APPLICATION = IMPORTS + """
			import static org.assertj.core.api.Assertions.assertThat;

			@org.springframework.boot.autoconfigure.SpringBootApplication
			class FreshApplication implements org.springframework.boot.ApplicationRunner {

				private final Root root;

				FreshApplication(Root root) {
					this.root = root;
				}

				public static void main(String[] args) {
					var context = org.springframework.boot.SpringApplication.run(FreshApplication.class, args);
					System.out.println("Listens on " + context.getEnvironment().getProperty("local.server.port"));
				}

				@Override
				public void run(org.springframework.boot.ApplicationArguments arguments) {
					%s
				}
			}
			""";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private static Path project;

	private static Redis redis;

	private static Process process;

	private static List<String> commands;

	private static String address;

	@BeforeAll
	static void start() throws Exception {
		Path classes = Files.createDirectories(project.resolve("classes"));
		Compilation compilation = new Compilation(classPath());
		compilation.add("com.example.fresh.Root", IMPORTS + CODE.get(0).declarations());
		compilation.add("com.example.fresh.RedisTrees", IMPORTS + CODE.get(1).declarations());
		compilation.add("com.example.fresh.FreshApplication", APPLICATION.formatted(
				CODE.stream().map((block) -> "{" + block.checkedStatements() + "}").collect(Collectors.joining("\n"))));
		assertThat(compilation.run(classes)).isEmpty();
		Files.writeString(classes.resolve("application.yml"), String.join("\n---\n", Page.README.blocks("yaml")));
		redis = Redis.start();
		commands = redis.commandsOf(() -> {
			process = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-cp",
					classes + File.pathSeparator + classPath(), "com.example.fresh.FreshApplication", "--server.port=0",
					"--server.address=127.0.0.1", "--redisimnest.host=127.0.0.1", "--redisimnest.port=" + redis.port())
				.directory(project.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output().toFile())
				.start();
			address = "http://127.0.0.1:" + await("Listens on (\\d+)");
		});
	}

	@AfterAll
	static void stop() throws Exception {
		if (process != null) {
			process.destroy();
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
		}
		redis.close();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * The class path of the tests without the classes of this project's folder.
	 */
	private static String classPath() {
		Path here = Path.of("").toAbsolutePath();
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().startsWith(here))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path output() {
		return project.resolve("output.txt");
	}

	private static String await(String pattern) throws Exception {
		Instant end = Instant.now().plus(PATIENCE);
		while (Instant.now().isBefore(end)) {
			Matcher matcher = Pattern.compile(pattern + "\n").matcher(Files.readString(output()));
			if (matcher.find()) {
				return matcher.group(1);
			}
			assertThat(process.isAlive()).withFailMessage(() -> read(output())).isTrue();
			Thread.sleep(50);
		}
		throw new AssertionError(read(output()));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void theDependencyIsTheStarter() throws Exception {
		Element dependency = xml(Page.README.blocks("xml").get(0));
		Element starter = xml(read(Page.PROJECT.resolve("redisimnest-spring-boot-starter/pom.xml")));
		Element parent = (Element) starter.getElementsByTagName("parent").item(0);
		assertThat(text(dependency, "groupId")).isEqualTo(text(parent, "groupId"));
		assertThat(text(dependency, "version")).isEqualTo(text(parent, "version"));
		assertThat(starter.getElementsByTagName("artifactId").item(1).getTextContent())
			.isEqualTo(text(dependency, "artifactId"));
	}

	private static Element xml(String text) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
			.getDocumentElement();
	}

	private static String text(Element element, String name) {
		return element.getElementsByTagName(name).item(0).getTextContent();
	}

	@Test
	void redisGetsTheCommandsOfTheComments() {
		assertThat(CODE.get(0).commands()).hasSize(3).isSubsetOf(commands);
		assertThat(commands).containsSubsequence("SET root:user:1:age 30 PX 120000", "GET root:user:1:age",
				"SADD root:user:1:tags new", "PEXPIRE root:user:1:tags 120000",
				"MGET root:user:1:age root:user:1:name");
		assertThat(commands).anyMatch((command) -> command.matches("SCAN .* MATCH root:user:1:\\* .*"))
			.anyMatch((command) -> command.matches("UNLINK root:user:1:\\w+ root:user:1:\\w+"));
	}

	@Test
	void theLogTellsTheTree() {
		Matcher line = Pattern.compile("`(Tree '.*' with \\d+ templates at )localhost:6379`")
			.matcher(Page.README.text());
		assertThat(line.find()).isTrue();
		assertThat(read(output())).contains(line.group(1) + "127.0.0.1:" + redis.port());
	}

	@Test
	void theEndpointTellsWhatIsThere() {
		redis.send("FLUSHALL");
		redis.send("SET root:user:1:age 30");
		redis.send("SET root:user:2:nickname Ada");
		assertThat(get("/actuator/redisimnest")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{trees: {root: {keyCount: 2, undeclaredCount: 1, clusters: {user: {instanceCount: 2}}}},
					findings: [{type: 'UNDECLARED', path: 'root'}, {type: 'WITHOUT_TTL', path: 'root.user.age'}]}""");
		assertThat(get("/actuator/redisimnest/root.user")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{node: {prefix: 'root:user:{userId}', ttl: 'PT2M', keys: {age: {count: 1}}}}""");
	}

	@Test
	void commandsAreMeasured() {
		assertThat(get("/actuator/metrics/redisimnest.command")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
						{name: 'redisimnest.command',
				availableTags: [{tag: 'path'}, {tag: 'command'}, {tag: 'kind'}, {tag: 'outcome'}, {tag: 'error'}]}""");
	}

	private static RestTestClientResponse get(String path) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl(address).build();
		return RestTestClientResponse.from(client.get().uri(path).exchange());
	}

}
