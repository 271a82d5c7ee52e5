package io.redisimnest.keyspace;

import java.util.Collection;
import java.util.List;

import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.census.Finding.Type;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;

/**
 * Finds what is not as it is declared.
 */
final class Doctor {

	private Doctor() {
	}

	/**
	 * Examines a tree.
	 * @param root its root
	 * @param undeclared how many keys match no template
	 * @param shapes what these look like
	 * @param findings where to add what is found
	 */
	static void examine(ClusterModel root, Estimate undeclared, List<String> shapes, List<Finding> findings) {
		if (undeclared.value() > 0) {
			findings.add(new Finding(Type.UNDECLARED, root.path(), undeclared, shapes,
					"%s below '%s' %s no template of tree '%s'".formatted(keys(undeclared), root.template(),
							(undeclared.value() == 1) ? "matches" : "match", root.path())));
		}
	}

	/**
	 * Examines a key.
	 * @param key the declared key
	 * @param count how many there are
	 * @param sample what was found in a sample
	 * @param wrongTypes the Redis types that were found instead of the declared one
	 * @param findings where to add what is found
	 */
	static void examine(KeyModel key, Estimate count, Sample sample, Collection<String> wrongTypes,
			List<Finding> findings) {
		if (key.expiry().timeToLive() != null && sample.withoutTtl() > 0) {
			Estimate part = Estimates.share(count, sample.withoutTtl(), sample.size());
			findings.add(new Finding(Type.WITHOUT_TTL, key.path(), part, List.of(key.template().toString()),
					"%s of '%s' %s no time-to-live, though %s is declared".formatted(keys(part), key.template(),
							(part.value() == 1) ? "has" : "have", key.expiry().timeToLive())));
		}
		if (sample.wrongKind() > 0) {
			Estimate part = Estimates.share(count, sample.wrongKind(), sample.size());
			findings.add(new Finding(Type.WRONG_KIND, key.path(), part, List.copyOf(wrongTypes),
					"%s of '%s' %s declared as %s, but Redis holds another type there: %s".formatted(keys(part),
							key.template(), (part.value() == 1) ? "is" : "are", key.kind().displayName(),
							String.join(", ", wrongTypes))));
		}
	}

	private static String keys(Estimate count) {
		return (count.isExact() ? "" : "About ") + count.value() + ((count.value() == 1) ? " key" : " keys");
	}

}
