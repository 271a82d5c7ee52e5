package io.redisimnest.keyspace;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.redisimnest.model.KeyMatcher;
import io.redisimnest.redis.Nodes;

/**
 * Classifies all keys of a pass.
 */
final class CensusTaking implements Pass.Visitor {

	private final Instant start = Instant.now();

	private final long seed = new SplittableRandom().nextLong();

	private final KeyMatcher matcher;

	private final Map<KeyScan, Tally> tallies = new HashMap<>();

	/**
	 * Create a census.
	 * @param matcher finds the declared nodes
	 */
	CensusTaking(KeyMatcher matcher) {
		this.matcher = matcher;
	}

	@Override
	public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
		Tally tally = this.tallies.computeIfAbsent(scan, (key) -> new Tally(this.matcher, this.seed));
		keys.forEach(tally::add);
		return true;
	}

	@Override
	public void forget(KeyScan scan) {
		this.tallies.remove(scan);
	}

	KeyMatcher matcher() {
		return this.matcher;
	}

	Instant start() {
		return this.start;
	}

	/**
	 * What was seen, by the scans that saw it.
	 */
	Map<KeyScan, Tally> tallies() {
		return this.tallies;
	}

}
