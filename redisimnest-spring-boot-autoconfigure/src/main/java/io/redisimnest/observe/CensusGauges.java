package io.redisimnest.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.redisimnest.census.Census;
import io.redisimnest.census.Census.ClusterCensus;
import io.redisimnest.census.Census.KeyCensus;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.registry.CensusListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the latest census found as gauges. Reading them scans nothing; before the
 * first census there are none.
 */
public final class CensusGauges implements CensusListener {

	private final MultiGauge keys;

	private final MultiGauge memory;

	private final MultiGauge instances;

	private final MultiGauge findings;

	/**
	 * Create the gauges.
	 * @param registry where they go
	 */
	public CensusGauges(MeterRegistry registry) {
		this.keys = MultiGauge.builder("redisimnest.keys")
			.description("Keys of a template, as of the latest census")
			.register(registry);
		this.memory = MultiGauge.builder("redisimnest.memory")
			.description("Memory of the keys of a template, estimated from a sample of the latest census")
			.baseUnit("bytes")
			.register(registry);
		this.instances = MultiGauge.builder("redisimnest.instances")
			.description("Instances of a cluster with parameters, as of the latest census")
			.register(registry);
		this.findings = MultiGauge.builder("redisimnest.findings")
			.description("Keys that are not as they are declared, as of the latest census")
			.register(registry);
	}

	@Override
	public void taken(Census census) {
		this.keys.register(rows(census.keys(), (key) -> key.keys().value()), true);
		this.memory.register(rows(census.keys(), CensusGauges::memory), true);
		this.instances.register(rows(census.clusters(), CensusGauges::instances), true);
		this.findings.register(census.findings().stream().<Row<?>>map(CensusGauges::row).toList(), true);
	}

	private static @Nullable Long memory(KeyCensus key) {
		Sample sample = key.sample();
		Long average = (sample != null) ? sample.averageMemory() : null;
		return (average != null) ? Long.valueOf(average * key.keys().value()) : null;
	}

	private static @Nullable Long instances(ClusterCensus cluster) {
		Estimate instances = cluster.instances();
		return (instances != null) ? Long.valueOf(instances.value()) : null;
	}

	private static <T> List<Row<?>> rows(Map<String, T> nodes, Function<T, @Nullable Long> figure) {
		List<Row<?>> rows = new ArrayList<>();
		nodes.forEach((path, node) -> {
			Long value = figure.apply(node);
			if (value != null) {
				rows.add(Row.of(Tags.of("path", path), value));
			}
		});
		return rows;
	}

	private static Row<?> row(Finding finding) {
		return Row.of(Tags.of("path", finding.path(), "type", finding.type().name()), finding.keys().value());
	}

}
