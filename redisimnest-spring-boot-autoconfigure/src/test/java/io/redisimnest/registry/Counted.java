package io.redisimnest.registry;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;

/**
 * What several clusters have.
 *
 * @param <T> what is counted
 */
public interface Counted<T> extends Cluster {

	CounterKey count();

	ValueKey<List<T>> counted();

	default long countOne(T what) {
		counted().set(List.of(what));
		return count().increment();
	}

}
