package io.redisimnest.keyspace;

import java.util.function.LongPredicate;

/**
 * A set of 64-bit fingerprints of names, at two to four words for each. Names can be
 * chosen by those who use an application; the seed keeps them from choosing two with one
 * fingerprint.
 */
final class Fingerprints {

	private long[] table = new long[64];

	private int size;

	/**
	 * Where a fingerprint begins.
	 * @param seed any number
	 */
	static long begin(long seed) {
		return mix(seed + 0x9E3779B97F4A7C15L);
	}

	/**
	 * Continues a fingerprint, as FNV-1a does.
	 */
	static long next(long state, int character) {
		return (state ^ character) * 0x100000001B3L;
	}

	/**
	 * Ends a fingerprint: the last step of {@link java.util.SplittableRandom}, which
	 * spreads the bits. It is never 0.
	 */
	static long end(long state) {
		long mixed = mix(state);
		return (mixed != 0) ? mixed : 1;
	}

	private static long mix(long bits) {
		long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

	/**
	 * Adds a fingerprint.
	 * @return whether it is new
	 */
	boolean add(long fingerprint) {
		int index = (int) fingerprint & (this.table.length - 1);
		while (this.table[index] != 0) {
			if (this.table[index] == fingerprint) {
				return false;
			}
			index = (index + 1) & (this.table.length - 1);
		}
		this.table[index] = fingerprint;
		if (++this.size * 2 > this.table.length) {
			retain((any) -> true, this.table.length * 2);
		}
		return true;
	}

	/**
	 * Keeps some of the fingerprints.
	 */
	void retain(LongPredicate kept) {
		retain(kept, this.table.length);
	}

	private void retain(LongPredicate kept, int length) {
		long[] old = this.table;
		this.table = new long[length];
		this.size = 0;
		for (long fingerprint : old) {
			if (fingerprint != 0 && kept.test(fingerprint)) {
				add(fingerprint);
			}
		}
	}

	void addAllTo(DistinctCount count) {
		for (long fingerprint : this.table) {
			if (fingerprint != 0) {
				count.add(fingerprint);
			}
		}
	}

	int size() {
		return this.size;
	}

}
