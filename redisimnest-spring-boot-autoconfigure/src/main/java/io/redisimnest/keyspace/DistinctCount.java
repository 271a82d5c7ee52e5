package io.redisimnest.keyspace;

import io.redisimnest.census.Estimate;

/**
 * Counts distinct fingerprints in bounded memory: exactly up to some thousands, then by
 * keeping a known share of them (Wegman's adaptive sampling, see P. Flajolet, "On
 * adaptive sampling", Computing 43, 1990).
 */
final class DistinctCount {

	private static final int CAPACITY = 1 << 14;

	/** The relative error, 1.2 / sqrt(CAPACITY) for one sigma. */
	private static final double INTERVAL = 1.96 * 1.2 / Math.sqrt(CAPACITY);

	private final Fingerprints kept = new Fingerprints();

	/** How many leading bits of those that are kept are zero. */
	private int level;

	/**
	 * Adds a fingerprint.
	 */
	void add(long fingerprint) {
		if (isKept(fingerprint) && this.kept.add(fingerprint) && this.kept.size() > CAPACITY) {
			raise(this.level + 1);
		}
	}

	private boolean isKept(long fingerprint) {
		return this.level == 0 || fingerprint >>> (64 - this.level) == 0;
	}

	private void raise(int newLevel) {
		this.level = newLevel;
		this.kept.retain(this::isKept);
	}

	/**
	 * Adds what another one counted.
	 */
	void addAll(DistinctCount other) {
		if (other.level > this.level) {
			raise(other.level);
		}
		other.kept.addAllTo(this);
	}

	/**
	 * How many distinct fingerprints were added.
	 */
	Estimate estimate() {
		if (this.level == 0) {
			return Estimate.exactly(this.kept.size());
		}
		long value = (long) this.kept.size() << this.level;
		long error = Math.round(value * INTERVAL);
		return new Estimate(value, value - error, value + error);
	}

}
