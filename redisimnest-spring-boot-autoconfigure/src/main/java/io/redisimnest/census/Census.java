package io.redisimnest.census;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the keyspace holds, by cluster and key.
 *
 * @param takenAt when it was begun
 * @param took how long it took
 * @param exact whether all keys were visited; else the numbers are estimates from those
 * that were
 * @param coverage the share of the databases that was visited, from 0 to 1
 * @param clusters what is below each cluster, by its path
 * @param keys what there is of each key, by its path
 * @param findings what is not as it is declared
 * @since 0.1
 */
public record Census(Instant takenAt, Duration took, boolean exact, double coverage,
		Map<String, ClusterCensus> clusters, Map<String, KeyCensus> keys, List<Finding> findings) {

	/**
	 * What is below a cluster.
	 *
	 * @param keys the number of keys, undeclared ones included
	 * @param undeclared the number of those that match no template
	 * @param instances for a cluster with parameters of its own, how many instances have
	 * keys, such as how many users. It is an estimate if there are many, or if not all
	 * keys were visited: then it is at least {@code low}. Else {@code null}
	 */
	public record ClusterCensus(Estimate keys, Estimate undeclared, @Nullable Estimate instances) {

	}

	/**
	 * What there is of a key.
	 *
	 * @param keys the number of keys
	 * @param sample what was found in a sample of them, {@code null} if there are none
	 */
	public record KeyCensus(Estimate keys, @Nullable Sample sample) {

	}

	/**
	 * What was found in a uniform sample of keys. The keys are not touched by it.
	 *
	 * @param size how many keys were looked at
	 * @param averageMemory how many bytes one takes, by {@code MEMORY USAGE},
	 * {@code null} if the server does not tell
	 * @param withoutTtl the share of those without a time-to-live, from 0 to 1
	 * @param ttlQuartiles the time that is left to those that have one: the least, the
	 * quartiles and the most; empty if none has
	 * @param wrongKind the share of those of another Redis type, from 0 to 1
	 */
	public record Sample(int size, @Nullable Long averageMemory, double withoutTtl, List<Duration> ttlQuartiles,
			double wrongKind) {

	}

	/**
	 * What is below a cluster.
	 * @param path its path, such as {@code root.user}
	 * @return what there is
	 * @throws IllegalArgumentException if there is no such cluster
	 */
	public ClusterCensus cluster(String path) {
		return find(this.clusters, path, "cluster");
	}

	/**
	 * What there is of a key.
	 * @param path its path, such as {@code root.user.age}
	 * @return what there is
	 * @throws IllegalArgumentException if there is no such key
	 */
	public KeyCensus key(String path) {
		return find(this.keys, path, "key");
	}

	private static <T> T find(Map<String, T> all, String path, String what) {
		T found = all.get(path);
		if (found == null) {
			throw new IllegalArgumentException(
					"Path '%s' names no %s. Use one of %s".formatted(path, what, all.keySet()));
		}
		return found;
	}

}
