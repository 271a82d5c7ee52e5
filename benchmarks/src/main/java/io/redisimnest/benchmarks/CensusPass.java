package io.redisimnest.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;

/**
 * Counts the keys of all templates of a tree, with few and with many templates, against a
 * pass over all keys that does nothing with them. The system property {@code keys} tells
 * how many there are, 1.2 M if it is absent.
 */
public final class CensusPass {

	private static final int ROUNDS = 11;

	private CensusPass() {
	}

	/**
	 * Runs the benchmark.
	 * @param args the numbers of templates, out of 1, 10, 50 and 500
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		List<Integer> sizes = (args.length > 0) ? Stream.of(args).map(Integer::valueOf).toList()
				: List.of(1, 10, 50, 500);
		for (int templates : sizes) {
			run(templates, Integer.getInteger("keys", 1_200_000));
		}
	}

	private static void run(int templates, int keys) throws IOException {
		try (RedisProcess redis = new RedisProcess(); TreeApplication application = TreeApplication.on(redis.port())) {
			try (Fill fill = new Fill(redis.port())) {
				CensusTrees.forEachKey(templates, keys, fill::set);
			}
			application.tree(CensusTrees.ROOTS.get(templates));
			RedisCommands<byte[], byte[]> lettuce = application.lettuce().sync();
			new Contest("%s: %d keys of %d templates, per key".formatted(redis.version(), keys, templates), keys,
					ROUNDS)
				.add("one pass of `SCAN`", () -> Contest.check(Scans.count(lettuce, "") == keys, "number of keys"))
				.add("census", () -> check(census(application), templates, keys))
				.run();
			if (templates == 50) {
				long start = System.nanoTime();
				for (String prefix : CensusTrees.prefixes(templates)) {
					Contest.check(Scans.count(lettuce, prefix + "*") == keys / templates, prefix);
				}
				System.out.printf("%nA `SCAN` for each prefix, once: %.1f s%n", (System.nanoTime() - start) / 1e9);
			}
		}
	}

	private static Census census(TreeApplication application) {
		return application.bean(ClusterInspector.class).census(CensusOptions.defaults().exact());
	}

	private static void check(Census census, int templates, int keys) {
		for (String prefix : CensusTrees.prefixes(templates)) {
			String path = CensusTrees.path(templates, prefix);
			Contest.check(census.key(path).keys().value() == keys / templates, path);
		}
	}

}
