package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.model.KeyTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the trees at one server.
 */
final class Tally {

	/** How many keys are looked at, over all templates. */
	private static final int SAMPLES = 10_000;

	private static final int SAMPLES_OF_KEY = 100;

	private final KeyMatcher matcher;

	private final long[] counts;

	private final @Nullable DistinctCount[] instances;

	private final @Nullable List<byte[]>[] samples;

	private final @Nullable Shapes[] shapes;

	private final int sampleSize;

	private final long seed;

	private final Random random = new Random();

	/**
	 * Create a tally.
	 * @param matcher finds the declared nodes
	 * @param seed the seed of fingerprints, the same for tallies to be put together
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	Tally(KeyMatcher matcher, long seed) {
		int size = matcher.matches().size();
		this.matcher = matcher;
		this.seed = Fingerprints.begin(seed);
		this.counts = new long[size];
		this.instances = new DistinctCount[size];
		this.samples = new List[size];
		this.shapes = new Shapes[size];
		this.sampleSize = Math.max(1, Math.min(SAMPLES_OF_KEY, SAMPLES / Math.max(1, size)));
	}

	/**
	 * Adds a key.
	 * @param key its name
	 */
	void add(byte[] key) {
		Match match = this.matcher.match(key);
		if (match == null) {
			return;
		}
		int index = match.index();
		long count = ++this.counts[index];
		if (match.key() != null) {
			sample(index, count, key);
		}
		else {
			String name = new String(key, StandardCharsets.UTF_8);
			shapes(match).add((shown) -> this.matcher.shape(name, shown));
		}
		countInstances(match, key);
	}

	/**
	 * Each key has the same chance to stay (J. Vitter's algorithm R).
	 */
	private void sample(int index, long count, byte[] key) {
		List<byte[]> sample = this.samples[index];
		if (sample == null) {
			sample = new ArrayList<>();
			this.samples[index] = sample;
		}
		if (sample.size() < this.sampleSize) {
			sample.add(key);
			return;
		}
		long place = this.random.nextLong(count);
		if (place < sample.size()) {
			sample.set((int) place, key);
		}
	}

	private Shapes shapes(Match match) {
		Shapes found = this.shapes[match.index()];
		if (found == null) {
			found = new Shapes();
			this.shapes[match.index()] = found;
		}
		return found;
	}

	/**
	 * An instance of a cluster is told by its prefix: the segments of its template.
	 */
	private void countInstances(Match match, byte[] key) {
		long fingerprint = this.seed;
		int position = 0;
		int segments = 0;
		for (Match instance : match.instances()) {
			for (int length = instance.cluster().template().length(); segments < length; position++) {
				if (key[position] == KeyTemplate.SEPARATOR) {
					segments++;
				}
				fingerprint = Fingerprints.next(fingerprint, key[position]);
			}
			instances(instance.index()).add(Fingerprints.end(fingerprint));
		}
	}

	private DistinctCount instances(int index) {
		DistinctCount found = this.instances[index];
		if (found == null) {
			found = new DistinctCount();
			this.instances[index] = found;
		}
		return found;
	}

	long count(int index) {
		return this.counts[index];
	}

	@Nullable DistinctCount instancesAt(int index) {
		return this.instances[index];
	}

	@Nullable Shapes shapesAt(int index) {
		return this.shapes[index];
	}

	List<byte[]> samplesAt(int index) {
		List<byte[]> sample = this.samples[index];
		return (sample != null) ? sample : List.of();
	}

}
