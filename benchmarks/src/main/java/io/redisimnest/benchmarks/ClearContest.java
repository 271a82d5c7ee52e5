package io.redisimnest.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/**
 * Lets contenders clear one user among others, in rounds of which each lets all of them
 * clear once, in random order. Before each the servers are filled anew; after each the
 * keys left are counted.
 */
final class ClearContest {

	private final int rounds = Integer.getInteger("rounds", 5);

	private final String title;

	private final KeySet keys;

	private final Ground ground;

	private final Map<String, LongSupplier> contenders = new LinkedHashMap<>();

	private final Map<String, List<Run>> runs = new LinkedHashMap<>();

	private final Map<String, String> failures = new LinkedHashMap<>();

	/**
	 * Create a contest.
	 * @param title what is compared
	 * @param keys the keys
	 * @param ground where they are
	 */
	ClearContest(String title, KeySet keys, Ground ground) {
		this.title = title;
		this.keys = keys;
		this.ground = ground;
	}

	/**
	 * The servers.
	 */
	interface Ground {

		/**
		 * Empties the servers and fills them with keys.
		 */
		void fill(KeySet keys);

		/**
		 * The servers themselves.
		 */
		List<RedisProcess> servers();

	}

	/**
	 * What a run took.
	 */
	private record Run(double millis, double processor, double commands, double pause, double longPause, double maximum,
			double allocated) {

	}

	/**
	 * Adds a contender; the first is what the others are compared with.
	 * @param name its name
	 * @param clear clears the user
	 */
	ClearContest add(String name, LongSupplier clear) {
		this.contenders.put(name, clear);
		this.runs.put(name, new ArrayList<>());
		return this;
	}

	/**
	 * Runs the contest. The round before the first only warms up.
	 */
	void run() {
		List<String> order = new ArrayList<>(this.contenders.keySet());
		Random random = new Random(1);
		for (int round = -1; round < this.rounds; round++) {
			Collections.shuffle(order, random);
			for (String name : List.copyOf(order)) {
				Run run = run(name);
				if (run == null) {
					order.remove(name);
				}
				else if (round >= 0) {
					this.runs.get(name).add(run);
				}
			}
		}
		print();
	}

	private @Nullable Run run(String name) {
		this.ground.fill(this.keys);
		List<Jedis> servers = this.ground.servers().stream().map(RedisProcess::commands).toList();
		try {
			System.gc();
			Pings pings = new Pings(this.ground.servers().get(0).port());
			ServerTime time = new ServerTime(servers);
			long allocated = Allocation.ofAllThreads();
			long start = System.nanoTime();
			double millis;
			double megabytes;
			try (pings) {
				this.contenders.get(name).getAsLong();
				millis = (System.nanoTime() - start) / 1e6;
				megabytes = (Allocation.ofAllThreads() - allocated) / 1e6;
			}
			catch (RuntimeException ex) {
				this.failures.put(name, String.valueOf(ex.getMessage()));
				return null;
			}
			Run run = new Run(millis, time.processor(), time.commands("scan", "unlink"), pings.percentile99(),
					pings.percentile999(), pings.maximum(), megabytes);
			long left = servers.stream().mapToLong(Jedis::dbSize).sum();
			Contest.check(left == this.keys.neighbours(), left + " keys left by " + name);
			return run;
		}
		finally {
			servers.forEach(Jedis::close);
		}
	}

	private void print() {
		System.out.printf("%n%s%n%n", this.title);
		System.out.println("| way | ms | ratio | to the servers' processor time | to their `SCAN` and `UNLINK` "
				+ "| others wait, p99, ms | p99.9 | longest | client allocates, MB |");
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		List<Run> first = this.runs.values().iterator().next();
		this.runs.forEach((name, own) -> {
			if (this.failures.containsKey(name)) {
				System.out.printf("| %s | failed: %s | | | | | | | |%n", name, this.failures.get(name));
				return;
			}
			System.out.printf("| %s | %.0f | %s | %.2f | %s | %.1f | %.1f | %.1f | %.0f |%n", name,
					median(own, Run::millis), ratio(own, first), median(own, (run) -> run.millis() / run.processor()),
					(median(own, Run::commands) > 100)
							? "%.2f".formatted(median(own, (run) -> run.millis() / run.commands())) : "",
					median(own, Run::pause), median(own, Run::longPause), median(own, Run::maximum),
					median(own, Run::allocated));
		});
	}

	private static String ratio(List<Run> own, List<Run> first) {
		if (first.isEmpty()) {
			return "";
		}
		double[] ratios = new double[own.size()];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = own.get(i).millis() / first.get(i).millis();
		}
		return "%.2f".formatted(median(ratios));
	}

	private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
		return median(runs.stream().mapToDouble(figure).toArray());
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

}
