package io.redisimnest.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import redis.clients.jedis.Jedis;

/**
 * Clears one user among others: 1 M of 1.2 M keys, if the system property {@code keys}
 * does not say otherwise. First on loopback, then with round trips that take 0.8 ms
 * longer. The argument is a regular expression: which contenders to run beside the first.
 */
public final class Clear {

	private static final long DELAY_NANOS = 800_000;

	private Clear() {
	}

	/**
	 * Runs the benchmark.
	 * @param args which contenders, all if there is none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		KeySet keys = new KeySet(Long.getLong("keys", 1_000_000));
		Predicate<String> chosen = (name) -> args.length == 0 || name.matches(args[0]);
		try (RedisProcess redis = new RedisProcess(); DelayedLink link = new DelayedLink(redis.port(), DELAY_NANOS)) {
			System.out.println(redis.version());
			run("Clear %d of %d keys, on loopback".formatted(keys.cleared(), keys.cleared() + keys.neighbours()), keys,
					redis, redis.port(), chosen);
			run("The same, with a round trip of %.2f ms".formatted(roundTripMillis(link)), keys, redis, link.port(),
					chosen);
		}
	}

	private static void run(String title, KeySet keys, RedisProcess redis, int port, Predicate<String> chosen) {
		try (ClearWays ways = new ClearWays(port)) {
			ClearContest contest = new ClearContest(title, keys, new OneServer(redis)).add(ClearWays.OURS, ways::ours);
			ways.others().forEach((name, clear) -> {
				if (chosen.test(name)) {
					contest.add(name, clear);
				}
			});
			contest.run();
		}
	}

	private static double roundTripMillis(DelayedLink link) {
		try (Jedis jedis = new Jedis("127.0.0.1", link.port())) {
			double[] times = new double[201];
			for (int i = 0; i < times.length; i++) {
				long start = System.nanoTime();
				jedis.ping();
				times[i] = (System.nanoTime() - start) / 1e6;
			}
			Arrays.sort(times);
			return times[times.length / 2];
		}
	}

	/**
	 * One server.
	 *
	 * @param redis the server
	 */
	private record OneServer(RedisProcess redis) implements ClearContest.Ground {

		@Override
		public void fill(KeySet keys) {
			try (Jedis jedis = this.redis.commands()) {
				jedis.flushAll();
				try (Fill fill = new Fill(this.redis.port())) {
					keys.forEach(fill::set);
				}
				Contest.check(jedis.dbSize() == keys.cleared() + keys.neighbours(), "number of keys");
			}
		}

		@Override
		public List<RedisProcess> servers() {
			return List.of(this.redis);
		}

	}

}
