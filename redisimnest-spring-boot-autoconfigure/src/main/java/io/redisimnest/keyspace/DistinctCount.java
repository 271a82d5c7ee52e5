package io.redisimnest.keyspace;

import io.redisimnest.census.Estimate;

/**
 * Counts distinct hashes in bounded memory: exactly up to some thousands, then by keeping
 * a known share of them (Wegman's adaptive sampling, see P. Flajolet, "On adaptive
 * sampling", Computing 43, 1990).
 */
final class DistinctCount {

	private static final int CAPACITY = 1 << 14;

	/** The relative error, one sigma: 1.2 / sqrt(CAPACITY), twice for 95 %. */
	private static final double INTERVAL = 1.96 * 1.2 / Math.sqrt(CAPACITY);

	private long[] table = new long[64];

	private int size;

	private boolean zero;

	/** How many leading bits a hash must lack to be kept. */
	private int level;

	/**
	 * Adds a hash.
	 * @param hash 64 bits that are as good as random
	 */
	void add(long hash) {
		if (this.level > 0 && (hash >>> (64 - this.level)) != 0) {
			return;
		}
		if (hash == 0) {
			this.zero = true;
			return;
		}
		if (insert(this.table, hash) && ++this.size * 2 > this.table.length) {
			if (this.size < CAPACITY) {
				rehash(this.table.length * 2);
			}
			else {
				this.level++;
				rehash(this.table.length);
			}
		}
	}

	private static boolean insert(long[] table, long hash) {
		int index = (int) hash & (table.length - 1);
		while (table[index] != 0) {
			if (table[index] == hash) {
				return false;
			}
			index = (index + 1) & (table.length - 1);
		}
		table[index] = hash;
		return true;
	}

	private void rehash(int length) {
		long[] old = this.table;
		this.table = new long[length];
		this.size = 0;
		for (long hash : old) {
			if (hash != 0 && (this.level == 0 || (hash >>> (64 - this.level)) == 0)) {
				insert(this.table, hash);
				this.size++;
			}
		}
	}

	/**
	 * Adds what another one counted.
	 */
	void addAll(DistinctCount other) {
		if (other.level > this.level) {
			this.level = other.level;
			rehash(this.table.length);
		}
		for (long hash : other.table) {
			if (hash != 0) {
				add(hash);
			}
		}
		this.zero |= other.zero;
	}

	/**
	 * How many distinct hashes were added.
	 */
	Estimate estimate() {
		long kept = this.size + (this.zero ? 1 : 0);
		if (this.level == 0) {
			return Estimate.exactly(kept);
		}
		long value = kept << this.level;
		long error = Math.round(value * INTERVAL);
		return new Estimate(value, value - error, value + error);
	}

}
