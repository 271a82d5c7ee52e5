package io.redisimnest.keyspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.redis.Nodes;

/**
 * Counts the keys of a pass.
 */
final class Counting implements Pass.Visitor {

	private final Map<KeyScan, Long> counts = new HashMap<>();

	@Override
	public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
		this.counts.merge(scan, (long) keys.size(), Long::sum);
		return true;
	}

	@Override
	public void forget(KeyScan scan) {
		this.counts.remove(scan);
	}

	long sum() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
