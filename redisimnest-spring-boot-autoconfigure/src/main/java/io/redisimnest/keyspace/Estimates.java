package io.redisimnest.keyspace;

import java.util.List;

import io.redisimnest.census.Estimate;

/**
 * Estimates numbers of keys from the parts of the servers that were visited.
 * <p>
 * The part that {@code SCAN} has visited is a uniform sample: it walks the buckets of the
 * table in the order of hashes. The number of keys of a template in it is therefore
 * hypergeometric; its interval is Wilson's, with a correction for continuity, and
 * narrowed for the part that is known. Where a server of Redis Cluster scans slot by slot
 * (Redis 8, Valkey 8), keys of one hash tag come together, and their error is larger.
 */
final class Estimates {

	private static final double Z = 1.96;

	private Estimates() {
	}

	/**
	 * What was seen at one server.
	 *
	 * @param seen how many keys of a template
	 * @param visited how many keys of all
	 * @param size how many keys there are
	 * @param complete whether all keys were visited
	 */
	record Seen(long seen, long visited, long size, boolean complete) {

		Estimate estimate() {
			long all = Math.max(this.size, this.visited);
			if (this.complete || all == this.visited) {
				return Estimate.exactly(this.seen);
			}
			if (this.visited == 0) {
				return new Estimate(0, 0, all);
			}
			long low = Math.max(this.seen, (long) Math.floor(all * bound(this.seen - 0.5, all, -Z)));
			long high = Math.min(this.seen + all - this.visited,
					(long) Math.ceil(all * bound(this.seen + 0.5, all, Z)));
			return new Estimate(Math.round((double) this.seen / this.visited * all), low, high);
		}

		/**
		 * One end of Wilson's interval.
		 */
		private double bound(double count, long all, double z) {
			double share = Math.max(0, Math.min(1, count / this.visited));
			// As if so many keys had been drawn from an endless number.
			double drawn = this.visited / (1 - (double) this.visited / all);
			return (share + Z * Z / (2 * drawn)
					+ z * Math.sqrt(share * (1 - share) / drawn + Z * Z / (4 * drawn * drawn))) / (1 + Z * Z / drawn);
		}

	}

	/**
	 * The sum over servers, whose errors are independent.
	 */
	static Estimate sum(List<Seen> parts) {
		long value = 0;
		double below = 0;
		double above = 0;
		for (Seen part : parts) {
			Estimate estimate = part.estimate();
			value += estimate.value();
			below += Math.pow(estimate.value() - estimate.low(), 2);
			above += Math.pow(estimate.high() - estimate.value(), 2);
		}
		return new Estimate(value, value - Math.round(Math.sqrt(below)), value + Math.round(Math.sqrt(above)));
	}

	/**
	 * A share of an estimated number.
	 * @param keys the number
	 * @param share the share that was found in a sample
	 * @param sample the size of the sample
	 */
	static Estimate share(Estimate keys, double share, int sample) {
		if (share == 0 || sample == 0) {
			return Estimate.exactly(0);
		}
		Estimate part = new Seen(Math.round(share * sample), sample, Math.max(sample, keys.value()),
				keys.isExact() && sample >= keys.value())
			.estimate();
		return new Estimate(Math.round(share * keys.value()), part.low(), Math.max(part.high(), part.low()));
	}

}
