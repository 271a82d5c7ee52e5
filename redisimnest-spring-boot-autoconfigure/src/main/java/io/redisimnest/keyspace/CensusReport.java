package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.redisimnest.census.Census;
import io.redisimnest.census.Census.ClusterCensus;
import io.redisimnest.census.Census.KeyCensus;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.keyspace.Estimates.Seen;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.redis.Dispatcher;
import org.jspecify.annotations.Nullable;

/**
 * Makes a census of what was seen.
 */
final class CensusReport {

	private final List<Match> matches;

	private final List<KeyScan> scans;

	private final List<Tally> tallies;

	private final Map<String, Estimate> keys = new LinkedHashMap<>();

	/** The indexes of what is below each cluster, itself first. */
	private final Map<String, List<Match>> below = new LinkedHashMap<>();

	private CensusReport(CensusTaking taking) {
		this.matches = taking.matcher().matches();
		this.scans = List.copyOf(taking.tallies().keySet());
		this.tallies = List.copyOf(taking.tallies().values());
		for (Match match : this.matches) {
			if (match.key() != null) {
				this.keys.put(match.key().path(), estimate(List.of(match)));
			}
			for (ClusterModel cluster : match.clusters()) {
				this.below.computeIfAbsent(cluster.path(), (path) -> new ArrayList<>()).add(match);
			}
		}
	}

	/**
	 * Makes a census.
	 * @param pass the pass
	 * @param complete whether it came to its end
	 * @param taking what was seen
	 * @param dispatcher the way to the sampled keys
	 */
	static Census of(Pass pass, boolean complete, CensusTaking taking, Dispatcher dispatcher) {
		CensusReport report = new CensusReport(taking);
		List<Finding> findings = new ArrayList<>();
		Map<String, ClusterCensus> clusters = report.clusters(findings);
		Map<String, KeyCensus> keys = report.keys(dispatcher, findings);
		return new Census(taking.start(), pass.took(), complete, complete ? 1 : pass.share(), clusters, keys, findings);
	}

	private Estimate estimate(List<Match> counted) {
		List<Seen> parts = new ArrayList<>();
		for (int i = 0; i < this.scans.size(); i++) {
			KeyScan scan = this.scans.get(i);
			Tally tally = this.tallies.get(i);
			long seen = counted.stream().mapToLong((match) -> tally.count(match.index())).sum();
			parts.add(new Seen(seen, scan.visited(), scan.size(), scan.isComplete()));
		}
		return Estimates.sum(parts);
	}

	private Map<String, ClusterCensus> clusters(List<Finding> findings) {
		Map<String, ClusterCensus> clusters = new LinkedHashMap<>();
		this.below.forEach((path, matches) -> {
			ClusterModel cluster = matches.get(0).cluster();
			Estimate all = estimate(matches);
			List<Match> unmatched = matches.stream().filter((match) -> match.key() == null).toList();
			Estimate undeclared = estimate(unmatched);
			clusters.put(path,
					new ClusterCensus(all, undeclared, cluster.isParameterized() ? instances(matches, all) : null));
			if (cluster.accessor() == null) {
				Shapes shapes = new Shapes();
				each(unmatched, Tally::shapesAt, shapes::addAll);
				Doctor.examine(cluster, undeclared, shapes.examples(), findings);
			}
		});
		return clusters;
	}

	private <T> void each(List<Match> of, BiFunction<Tally, Integer, @Nullable T> part, Consumer<T> consumer) {
		for (Tally tally : this.tallies) {
			for (Match match : of) {
				T found = part.apply(tally, match.index());
				if (found != null) {
					consumer.accept(found);
				}
			}
		}
	}

	/**
	 * How many instances there are. Of an instance that was not visited nothing is known,
	 * but that each has at least one key, and of a key without further parameters at most
	 * one.
	 */
	private Estimate instances(List<Match> matches, Estimate all) {
		Match cluster = matches.get(0);
		DistinctCount count = new DistinctCount();
		each(List.of(cluster), Tally::instancesAt, count::addAll);
		Estimate seen = count.estimate();
		if (this.scans.stream().allMatch(KeyScan::isComplete)) {
			return seen;
		}
		int parameters = cluster.cluster().template().describeParameters().size();
		long most = matches.stream()
			.filter((match) -> match.key() != null && match.key().template().describeParameters().size() == parameters)
			.mapToLong((match) -> this.keys.get(match.key().path()).value())
			.max()
			.orElse(0);
		return new Estimate(Math.max(seen.value(), most), seen.low(), Math.max(seen.high(), all.high()));
	}

	private Map<String, KeyCensus> keys(Dispatcher dispatcher, List<Finding> findings) {
		List<SampleInspection> inspections = new ArrayList<>();
		for (Match match : this.matches) {
			if (match.key() != null) {
				SampleInspection inspection = new SampleInspection(match.key());
				this.tallies
					.forEach((tally) -> inspection.add(tally.samplesAt(match.index()), tally.count(match.index())));
				inspections.add(inspection);
			}
		}
		SampleInspection.run(dispatcher, inspections);
		Map<String, KeyCensus> result = new LinkedHashMap<>();
		for (SampleInspection inspection : inspections) {
			Estimate count = this.keys.get(inspection.key().path());
			Sample sample = inspection.sample();
			result.put(inspection.key().path(), new KeyCensus(count, sample));
			if (sample != null) {
				Doctor.examine(inspection.key(), count, sample, inspection.wrongTypes(), findings);
			}
		}
		return result;
	}

}
