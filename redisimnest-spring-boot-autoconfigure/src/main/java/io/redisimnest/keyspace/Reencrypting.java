package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.model.KeyModel;
import io.redisimnest.redis.KeyFactory;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Reencryption;

/**
 * Encrypts the secrets among the keys of a pass with the active key.
 */
final class Reencrypting implements Pass.Visitor {

	private final KeyMatcher matcher;

	private final Map<KeyModel, Reencryption> reencryptions = new HashMap<>();

	/**
	 * Create a visitor.
	 * @param matcher finds the templates
	 * @param secrets make the keys of secrets
	 */
	Reencrypting(KeyMatcher matcher, List<KeyFactory> secrets) {
		this.matcher = matcher;
		secrets.forEach((factory) -> this.reencryptions.put(factory.model(), new Reencryption(factory)));
	}

	@Override
	public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
		Map<Reencryption, List<byte[]>> secrets = new HashMap<>();
		for (byte[] key : keys) {
			Match match = this.matcher.match(key);
			Reencryption reencryption = (match != null && match.key() != null) ? this.reencryptions.get(match.key())
					: null;
			if (reencryption != null) {
				secrets.computeIfAbsent(reencryption, (any) -> new ArrayList<>()).add(key);
			}
		}
		secrets.forEach(Reencryption::run);
		return true;
	}

	@Override
	public void forget(KeyScan scan) {
		// What was encrypted again stays so.
	}

	/**
	 * How many were encrypted again.
	 */
	long count() {
		this.reencryptions.values().forEach(Reencryption::throwIfAnyFailed);
		return this.reencryptions.values().stream().mapToLong(Reencryption::count).sum();
	}

}
