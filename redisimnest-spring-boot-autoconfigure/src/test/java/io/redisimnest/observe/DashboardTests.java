package io.redisimnest.observe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.example.Root;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.registry.CensusSettings;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.registry.RegistryInspector;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Grafana dashboard asks for what Prometheus gets.
 */
class DashboardTests {

	private static final Path FILE = Path.of("../docs/grafana-dashboard.json");

	private static final Pattern SELECTOR = Pattern.compile("(redisimnest_\\w+)(?:\\{([^}]*)})?");

	@Test
	void eachMetricAndLabelIsThere() throws IOException {
		String metrics = scrape();
		Set<String> asked = new TreeSet<>();
		for (String expression : JsonMapper.shared().readTree(FILE.toFile()).findValuesAsString("expr")) {
			List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
			assertThat(selectors).as(expression).isNotEmpty();
			Set<String> labels = selectors.stream()
				.flatMap((selector) -> Pattern.compile("(\\w+)[=!]").matcher(selector.group(2)).results())
				.map((label) -> label.group(1))
				.collect(Collectors.toSet());
			Pattern.compile("by \\(([^)]*)\\)")
				.matcher(expression)
				.results()
				.forEach((by) -> labels.addAll(List.of(by.group(1).split(", "))));
			for (MatchResult selector : selectors) {
				asked.add(selector.group(1));
				assertThat(metrics.lines().filter((line) -> line.startsWith(selector.group(1) + "{")))
					.as(selector.group(1))
					.isNotEmpty()
					.allSatisfy((line) -> assertThat(labels).allMatch((label) -> line.contains(label + "=\"")));
			}
		}
		assertThat(asked).containsExactly("redisimnest_command_seconds_count", "redisimnest_command_seconds_max",
				"redisimnest_command_seconds_sum", "redisimnest_findings", "redisimnest_instances", "redisimnest_keys",
				"redisimnest_memory_bytes");
	}

	/** What an application shows that has used its tree and taken a census. */
	private static String scrape() {
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		ClusterRegistry registry = Trees.registry(Trees.parser("", Map.of(), UnaryOperator.identity()),
				new KeyspaceSettings(1000, 50), new CommandObserver(observations, null));
		TestRedis.flush();
		Root root = registry.factory(TestRedis::connectionFactory).create(Root.class);
		root.user(1).age().set(30);
		root.user(1).age().get();
		TestRedis.commands().set("root:user:1:name", "never expires");
		new RegistryInspector(registry, new CensusSettings(1000, Duration.ofSeconds(2), Duration.ZERO, Long.MAX_VALUE),
				List.of(new CensusGauges(meters)))
			.census(CensusOptions.defaults().exact());
		return meters.scrape();
	}

}
