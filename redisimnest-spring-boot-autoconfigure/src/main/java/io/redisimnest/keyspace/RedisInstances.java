package io.redisimnest.keyspace;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.Subtree;
import io.redisimnest.model.KeyTemplate;
import io.redisimnest.model.KeyTemplate.RenderedPrefix;

/**
 * The instances of a cluster below another one, found by their keys.
 *
 * @param <C> the cluster
 */
final class RedisInstances<C extends Cluster> implements Instances<C> {

	private final Subtree subtree;

	private final KeyTemplate template;

	private final int start;

	private final Function<RenderedPrefix, C> factory;

	/**
	 * Create the instances.
	 * @param subtree all their keys
	 * @param template the cluster's own part of the template
	 * @param parent the concrete prefix of the cluster above
	 * @param factory makes an instance of what its own part of the template renders
	 */
	RedisInstances(Subtree subtree, KeyTemplate template, String parent, Function<RenderedPrefix, C> factory) {
		this.subtree = subtree;
		this.template = template;
		this.start = parent.length() + 1;
		this.factory = factory;
	}

	@Override
	public Stream<C> stream() {
		return prefixes(new Fingerprints()).map(this.factory);
	}

	@Override
	public long count() {
		return prefixes(new Fingerprints()).count();
	}

	private Stream<RenderedPrefix> prefixes(Fingerprints seen) {
		long seed = new SplittableRandom().nextLong();
		return this.subtree.keys()
			.map((key) -> Objects.requireNonNull(this.template.matchPrefix(key.substring(this.start))))
			.filter((prefix) -> seen.add(fingerprint(prefix.text(), seed)));
	}

	private static long fingerprint(String text, long seed) {
		long state = Fingerprints.begin(seed);
		for (int i = 0; i < text.length(); i++) {
			state = Fingerprints.next(state, text.charAt(i));
		}
		return Fingerprints.end(state);
	}

	@Override
	public long clear() {
		return this.subtree.clear(ClearOptions.defaults()).deleted();
	}

	@Override
	public Subtree subtree() {
		return this.subtree;
	}

	@Override
	public String toString() {
		return this.subtree.toString();
	}

}
