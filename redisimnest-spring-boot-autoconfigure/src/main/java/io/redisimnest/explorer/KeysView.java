package io.redisimnest.explorer;

import java.util.List;

import io.redisimnest.keyspace.KeyPage;
import io.redisimnest.keyspace.KeyPage.ListedKey;
import io.redisimnest.registry.Branch;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of a cluster with arguments, for the page.
 *
 * @param prefix the concrete prefix
 * @param keys the keys
 * @param cursor where the next page begins, {@code null} if there is none
 * @param share the share of the databases that was visited, from 0 to 1
 */
record KeysView(String prefix, List<FoundKeyView> keys, @Nullable String cursor, double share) {

	static KeysView of(Branch branch, KeyPage page) {
		return new KeysView(branch.prefix(), page.keys().stream().map(FoundKeyView::of).toList(), page.cursor(),
				page.share());
	}

	record FoundKeyView(String name, @Nullable String path, @Nullable String kind, String type,
			@Nullable Long ttlMillis, @Nullable Long memory) {

		static FoundKeyView of(ListedKey key) {
			return new FoundKeyView(key.name(), key.path(), key.kind(), key.type(),
					(key.timeToLive() != null) ? key.timeToLive().toMillis() : null, key.memory());
		}

	}

}
