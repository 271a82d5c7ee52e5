package io.redisimnest.actuate;

import java.time.Duration;
import java.util.List;

import io.redisimnest.keyspace.KeyPage;
import io.redisimnest.keyspace.KeyPage.ListedKey;
import io.redisimnest.registry.Branch;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of the keys of a cluster with arguments.
 *
 * @param path the path of the cluster
 * @param prefix its concrete prefix
 * @param keys some of its keys, perhaps none though there are more pages
 * @param cursor where the next page begins, {@code null} if there is none
 * @param share the share of the databases that was visited up to here, from 0 to 1
 */
public record KeysDescriptor(String path, String prefix, List<FoundKeyDescriptor> keys, @Nullable String cursor,
		double share) implements OperationResponseBody {

	static KeysDescriptor of(Branch branch, KeyPage page) {
		return new KeysDescriptor(branch.cluster().path(), branch.prefix(),
				page.keys().stream().map(FoundKeyDescriptor::of).toList(), page.cursor(), page.share());
	}

	/**
	 * What the endpoint tells of a key that it found.
	 *
	 * @param name its name
	 * @param path the path of the declared key, {@code null} if it matches no template
	 * @param kind the declared kind, {@code null} if it matches no template
	 * @param type the Redis type, such as {@code string}
	 * @param ttl the time that it has left, {@code null} if it does not expire
	 * @param memory how many bytes it takes, {@code null} if the server does not tell
	 */
	public record FoundKeyDescriptor(String name, @Nullable String path, @Nullable String kind, String type,
			@Nullable Duration ttl, @Nullable Long memory) {

		static FoundKeyDescriptor of(ListedKey key) {
			return new FoundKeyDescriptor(key.name(), key.path(), key.kind(), key.type(), key.timeToLive(),
					key.memory());
		}

	}

}
