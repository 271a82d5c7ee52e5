package io.redisimnest.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Clears one user among others in a Redis Cluster: 1 M of 1.2 M keys, if the system
 * property {@code keys} does not say otherwise.
 */
public final class ClusterClear {

	private static final String PATTERN = KeySet.PREFIX + ":*";

	/** {@code MONITOR} would slow down more. */
	private static final KeySet WATCHED = new KeySet(60_000);

	private ClusterClear() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		KeySet keys = new KeySet(Long.getLong("keys", 1_000_000));
		try (RedisCluster redis = new RedisCluster();
				TreeApplication application = TreeApplication.onCluster(redis.port())) {
			RedissonClient redisson = redisson(redis.port());
			Map<String, LongSupplier> ways = new LinkedHashMap<>();
			Root root = application.tree(Root.class);
			StringRedisTemplate template = new StringRedisTemplate(application.connectionFactory());
			ways.put(ClearWays.OURS, () -> root.user(1).clear());
			ways.put("`RedisTemplate.scan`, `delete` of 1000", () -> ClearWays.scanAndDelete(template, 1000));
			ways.put("Redisson `unlinkByPattern`", () -> redisson.getKeys().unlinkByPattern(PATTERN));
			ClearContest contest = new ClearContest("%s: clear %d of %d keys on three primaries"
				.formatted(redis.version(), keys.cleared(), keys.cleared() + keys.neighbours()), keys, redis);
			ways.forEach(contest::add);
			contest.run();
			printOverlap(redis, ways);
			redisson.shutdown();
		}
	}

	private static RedissonClient redisson(int port) {
		Config config = new Config();
		config.useClusterServers().addNodeAddress("redis://127.0.0.1:" + port).setTimeout(60_000);
		return Redisson.create(config);
	}

	private static void printOverlap(RedisCluster redis, Map<String, LongSupplier> ways)
			throws IOException, InterruptedException {
		System.out.printf("%n| way | several primaries work, %% of the time in which any does |%n|---|---|%n");
		for (Map.Entry<String, LongSupplier> way : ways.entrySet()) {
			redis.fill(WATCHED);
			try {
				System.out.printf("| %s | %.0f |%n", way.getKey(),
						Overlap.of(redis.servers(), () -> way.getValue().getAsLong()));
			}
			catch (RuntimeException ex) {
				System.out.printf("| %s | failed: %s |%n", way.getKey(), ex.getMessage());
			}
		}
	}

}
