package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.redisimnest.model.KeyTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.ClusterSlotHashUtil;

/**
 * Which keys a pass is about. What the server's pattern lets through is compared again,
 * byte by byte.
 *
 * @param pattern the {@code MATCH} of {@code SCAN}, {@code null} for all keys
 * @param keys which keys
 * @param slot the only slot of Redis Cluster that they can be in, {@code null} for any
 */
record KeyScope(@Nullable String pattern, Predicate<byte[]> keys, @Nullable Integer slot) {

	/** All keys there are. */
	static final KeyScope ALL = new KeyScope(null, (key) -> true, null);

	/**
	 * The keys below a concrete prefix.
	 * @param prefix the prefix, without a final separator
	 * @param pinned whether the prefix has a whole hash tag
	 */
	static KeyScope below(String prefix, boolean pinned) {
		byte[] boundary = (prefix + ":").getBytes(StandardCharsets.UTF_8);
		return new KeyScope(GlobPattern.escape(prefix) + ":*",
				(key) -> key.length >= boundary.length
						&& Arrays.equals(key, 0, boundary.length, boundary, 0, boundary.length),
				pinned ? ClusterSlotHashUtil.calculateSlot(boundary) : null);
	}

	/**
	 * The keys below all instances of a cluster.
	 * @param parent the concrete prefix of the cluster above
	 * @param pinned whether that has a whole hash tag
	 * @param template the cluster's own part of the template
	 */
	static KeyScope instances(String parent, boolean pinned, KeyTemplate template) {
		String literals = template.literals().stream().map(GlobPattern::escape).collect(Collectors.joining("*"));
		KeyScope below = below(parent, pinned);
		return new KeyScope(GlobPattern.escape(parent) + ":" + literals + ":*",
				(key) -> below.keys.test(key)
						&& template.matchPrefix(KeyTemplate.decode(key).substring(parent.length() + 1)) != null,
				below.slot);
	}

	List<byte[]> of(List<byte[]> page) {
		return page.stream().filter(this.keys).toList();
	}

}
