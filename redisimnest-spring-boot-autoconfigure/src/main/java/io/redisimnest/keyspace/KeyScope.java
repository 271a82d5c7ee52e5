package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

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
				pinned ? ClusterSlotHashUtil.calculateSlot(prefix) : null);
	}

	List<byte[]> of(List<byte[]> page) {
		return page.stream().filter(this.keys).toList();
	}

}
