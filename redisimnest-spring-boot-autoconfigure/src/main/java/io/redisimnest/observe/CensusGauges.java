package io.redisimnest.observe;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.redisimnest.census.Census;
import io.redisimnest.census.Finding;
import io.redisimnest.registry.CensusListener;

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
		register(this.keys, census.keys().entrySet().stream().map((key) -> row(key, key.getValue().keys().value())));
		register(this.memory, census.keys()
			.entrySet()
			.stream()
			.filter((key) -> key.getValue().sample() != null)
			.filter((key) -> Objects.requireNonNull(key.getValue().sample()).averageMemory() != null)
			.map((key) -> row(key, key.getValue().keys().value()
					* Objects.requireNonNull(Objects.requireNonNull(key.getValue().sample()).averageMemory()))));
		register(this.instances,
				census.clusters()
					.entrySet()
					.stream()
					.filter((cluster) -> cluster.getValue().instances() != null)
					.map((cluster) -> row(cluster, Objects.requireNonNull(cluster.getValue().instances()).value())));
		register(this.findings, census.findings().stream().map(CensusGauges::row));
	}

	private static void register(MultiGauge gauge, Stream<Row<?>> rows) {
		gauge.register(rows.toList(), true);
	}

	private static Row<?> row(Map.Entry<String, ?> node, long value) {
		return Row.of(Tags.of("path", node.getKey()), value);
	}

	private static Row<?> row(Finding finding) {
		return Row.of(Tags.of("path", finding.path(), "type", finding.type().name()), finding.keys().value());
	}

}
