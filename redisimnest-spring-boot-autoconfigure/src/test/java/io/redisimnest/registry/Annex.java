package io.redisimnest.registry;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.key.ValueKey;

/**
 * A tree that is not public.
 */
interface Annex extends Cluster {

	ValueKey<List<String>> keys();

	default int countAll() {
		return keys().get().size();
	}

}
