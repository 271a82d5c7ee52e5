package io.redisimnest.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisKeyCommands;

/**
 * Passes of {@code SCAN} by plain Lettuce, in pages of a thousand.
 */
final class Scans {

	private Scans() {
	}

	/**
	 * Counts the keys on one node.
	 * @param node the node
	 * @param pattern which keys, all if it is empty
	 */
	static long count(RedisKeyCommands<byte[], byte[]> node, String pattern) {
		long[] count = new long[1];
		pages(node, pattern, (keys) -> {
			count[0] += keys.size();
			return true;
		});
		return count[0];
	}

	/**
	 * Goes through the keys of one node.
	 * @param node the node
	 * @param pattern which keys, all if it is empty
	 * @param page is given each page, and tells whether it wants more
	 */
	static void pages(RedisKeyCommands<byte[], byte[]> node, String pattern, Predicate<List<byte[]>> page) {
		ScanArgs arguments = ScanArgs.Builder.limit(1000);
		if (!pattern.isEmpty()) {
			arguments.match(pattern.getBytes(StandardCharsets.UTF_8));
		}
		KeyScanCursor<byte[]> keys = node.scan(ScanCursor.INITIAL, arguments);
		while (page.test(keys.getKeys()) && !keys.isFinished()) {
			keys = node.scan(keys, arguments);
		}
	}

}
