package io.redisimnest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.census.Census;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.census.Estimate;
import io.redisimnest.key.ValueKey;
import redis.clients.jedis.Jedis;

/**
 * How good an estimate from a small part of the keys is, over many databases: how far it
 * is off, and how often the truth lies in the interval that it gives for 95 of 100. The
 * system property {@code keys} tells how many keys there are, 1.2 M if it is absent, and
 * {@code rounds} how many databases, 100 if it is absent.
 */
public final class Estimates {

	private static final double VISITED = 0.01;

	private Estimates() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		int keys = Integer.getInteger("keys", 1_200_000);
		int databases = Integer.getInteger("rounds", 100);
		try (RedisProcess redis = new RedisProcess();
				TreeApplication application = TreeApplication.on(redis.port(),
						"redisimnest.census.max-keys=" + Math.round(keys * VISITED),
						"redisimnest.census.max-duration=1m", "redisimnest.census.max-age=0s");
				Jedis jedis = redis.commands()) {
			application.tree(Shares.class);
			Map<String, Supplier<Map<String, Estimate>>> ways = ways(application);
			Map<String, Score> scores = new LinkedHashMap<>();
			for (int database = 0; database < databases; database++) {
				jedis.flushAll();
				fill(redis, keys, database);
				ways.forEach((name, way) -> {
					Map<String, Estimate> estimates = way.get();
					for (Share share : Share.values()) {
						scores.computeIfAbsent("| %s | %s |".formatted(name, share.label), (key) -> new Score())
							.add(estimates.get(share.path()), keys / share.divisor);
					}
				});
			}
			System.out.printf("%s: %d databases of %d keys, %.0f %% of them visited%n%n", redis.version(), databases,
					keys, VISITED * 100);
			System.out.println(
					"| way | share of the keys | mean error, % | largest, % | within 5 %, of 100 | in the interval, of 100 |");
			System.out.println("|---|---|---|---|---|---|");
			scores.forEach((name, score) -> System.out.println(name + score));
		}
	}

	/**
	 * The names are others each time, so that the server has them in another order.
	 */
	private static void fill(RedisProcess redis, int keys, int database) {
		try (Fill fill = new Fill(redis.port())) {
			for (Share share : Share.values()) {
				for (int i = 0; i < keys / share.divisor; i++) {
					fill.set("shares:%s:%d%09d".formatted(share.segment(), database + 1, i));
				}
			}
			int named = 0;
			for (Share share : Share.values()) {
				named += keys / share.divisor;
			}
			for (int i = named; i < keys; i++) {
				fill.set("shares:rest:%d%09d".formatted(database + 1, i));
			}
		}
	}

	private static Map<String, Supplier<Map<String, Estimate>>> ways(TreeApplication application) {
		Map<String, Supplier<Map<String, Estimate>>> ways = new LinkedHashMap<>();
		ways.put("`ClusterInspector.census()`", () -> census(application));
		ways.put("`SCAN` by hand, Wilson's interval", () -> byHand(application));
		return ways;
	}

	private static Map<String, Estimate> census(TreeApplication application) {
		Census census = application.bean(ClusterInspector.class).census();
		Map<String, Estimate> estimates = new HashMap<>();
		for (Share share : Share.values()) {
			estimates.put(share.path(), census.key(share.path()).keys());
		}
		Contest.check(census.coverage() < 2 * VISITED, "coverage " + census.coverage());
		return estimates;
	}

	private static Map<String, Estimate> byHand(TreeApplication application) {
		var lettuce = application.lettuce().sync();
		long size = lettuce.dbsize();
		Map<String, Integer> seen = new HashMap<>();
		int[] total = new int[1];
		Scans.pages(lettuce, "", (keys) -> {
			keys.forEach((key) -> seen.merge(new String(key, StandardCharsets.UTF_8).split(":")[1], 1, Integer::sum));
			total[0] += keys.size();
			return total[0] < VISITED * size;
		});
		Map<String, Estimate> estimates = new HashMap<>();
		for (Share share : Share.values()) {
			estimates.put(share.path(), wilson(seen.getOrDefault(share.segment(), 0), total[0], size));
		}
		return estimates;
	}

	private static Estimate wilson(int seen, int total, long size) {
		double z = 1.96;
		double part = (double) seen / total;
		double middle = (part + z * z / (2 * total)) / (1 + z * z / total);
		double half = z / (1 + z * z / total) * Math.sqrt(part * (1 - part) / total + z * z / (4.0 * total * total));
		return new Estimate(Math.round(part * size), (long) Math.floor((middle - half) * size),
				(long) Math.ceil((middle + half) * size));
	}

	/**
	 * How good estimates were.
	 */
	private static final class Score {

		private int count;

		private int covered;

		private int near;

		private double errors;

		private double largest;

		void add(Estimate estimate, int truth) {
			double error = 100.0 * Math.abs(estimate.value() - truth) / truth;
			this.count++;
			this.errors += error;
			this.largest = Math.max(this.largest, error);
			this.near += (error <= 5) ? 1 : 0;
			this.covered += (estimate.low() <= truth && truth <= estimate.high()) ? 1 : 0;
		}

		@Override
		public String toString() {
			return " %.1f | %.1f | %.0f | %.0f |".formatted(this.errors / this.count, this.largest,
					100.0 * this.near / this.count, 100.0 * this.covered / this.count);
		}

	}

	/**
	 * Templates with a known share of all keys.
	 */
	private enum Share {

		TENTH("10 %", 10), HUNDREDTH("1 %", 100), THOUSANDTH("0.1 %", 1000);

		private final String label;

		private final int divisor;

		Share(String label, int divisor) {
			this.label = label;
			this.divisor = divisor;
		}

		String segment() {
			return name().toLowerCase(Locale.ROOT);
		}

		String path() {
			return "shares." + segment();
		}

	}

	@Prefix("shares")
	interface Shares extends Cluster {

		@Prefix("tenth:{id}")
		ValueKey<String> tenth(long id);

		@Prefix("hundredth:{id}")
		ValueKey<String> hundredth(long id);

		@Prefix("thousandth:{id}")
		ValueKey<String> thousandth(long id);

		@Prefix("rest:{id}")
		ValueKey<String> rest(long id);

	}

}
