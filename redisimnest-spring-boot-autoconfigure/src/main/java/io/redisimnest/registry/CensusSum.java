package io.redisimnest.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.census.Census;
import io.redisimnest.census.Census.ClusterCensus;
import io.redisimnest.census.Census.KeyCensus;
import io.redisimnest.census.Finding;

/**
 * Puts together what several Redis servers hold. Each node is on one of them.
 */
final class CensusSum {

	private CensusSum() {
	}

	static Census of(List<Census> parts) {
		if (parts.size() == 1) {
			return parts.get(0);
		}
		Instant start = parts.stream().map(Census::takenAt).min(Instant::compareTo).orElseGet(Instant::now);
		Duration took = Duration.ZERO;
		boolean exact = true;
		double coverage = 1;
		Map<String, ClusterCensus> clusters = new LinkedHashMap<>();
		Map<String, KeyCensus> keys = new LinkedHashMap<>();
		List<Finding> findings = new ArrayList<>();
		for (Census part : parts) {
			took = took.plus(part.took());
			exact &= part.exact();
			coverage = Math.min(coverage, part.coverage());
			clusters.putAll(part.clusters());
			keys.putAll(part.keys());
			findings.addAll(part.findings());
		}
		return new Census(start, took, exact, coverage, clusters, keys, findings);
	}

}
