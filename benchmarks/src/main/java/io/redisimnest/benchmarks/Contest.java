package io.redisimnest.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs contenders against each other, in rounds of which each lets all of them run once,
 * in random order: what disturbs the machine disturbs all. Tells for each the median time
 * of an operation, and the median over the rounds of its ratio to the first one.
 */
final class Contest {

	private static final int ROUNDS = 101;

	private final Map<String, Runnable> contenders = new LinkedHashMap<>();

	private final String title;

	private final int operations;

	private final int rounds;

	/**
	 * Create a contest.
	 * @param title what is compared
	 * @param operations how many operations one run of a contender does
	 */
	Contest(String title, int operations) {
		this(title, operations, ROUNDS);
	}

	/**
	 * Create a contest.
	 * @param title what is compared
	 * @param operations how many operations one run of a contender does
	 * @param rounds how many rounds count, if the system property {@code rounds} does not
	 * say otherwise
	 */
	Contest(String title, int operations, int rounds) {
		this.title = title;
		this.operations = operations;
		this.rounds = Integer.getInteger("rounds", rounds);
	}

	/**
	 * Adds a contender; the first is what the others are compared with.
	 * @param name its name
	 * @param run does all operations once, and throws if it finds a wrong result
	 */
	Contest add(String name, Runnable run) {
		this.contenders.put(name, run);
		return this;
	}

	void run() {
		Map<String, double[]> times = new LinkedHashMap<>();
		this.contenders.keySet().forEach((name) -> times.put(name, new double[this.rounds]));
		List<String> order = new ArrayList<>(this.contenders.keySet());
		Random random = new Random(1);
		for (int round = -(this.rounds + 4) / 5; round < this.rounds; round++) {
			Collections.shuffle(order, random);
			for (String name : order) {
				long start = System.nanoTime();
				this.contenders.get(name).run();
				double time = (double) (System.nanoTime() - start) / this.operations;
				if (round >= 0) {
					times.get(name)[round] = time;
				}
			}
		}
		print(times);
	}

	private void print(Map<String, double[]> times) {
		double[] first = times.values().iterator().next();
		System.out.printf("%n%s%n%n| way | us | ratio |%n|---|---|---|%n", this.title);
		times.forEach((name, own) -> {
			double[] ratios = new double[this.rounds];
			for (int round = 0; round < this.rounds; round++) {
				ratios[round] = own[round] / first[round];
			}
			double micros = median(own) / 1000;
			System.out.printf((micros < 1) ? "| %s | %.3f | %.2f |%n" : "| %s | %.1f | %.2f |%n", name, micros,
					median(ratios));
		});
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/**
	 * Ends the contest if something is not as it should be.
	 */
	static void check(boolean right, String what) {
		if (!right) {
			throw new IllegalStateException("Wrong result: " + what);
		}
	}

}
