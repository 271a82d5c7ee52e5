package io.redisimnest.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares single calls that take about the same time: all contenders call once, in
 * random order, then all once again, and so on, so that each meets the same machine. Many
 * calls make a block, of which the medians are compared, and the means of the middle
 * eight tenths.
 */
final class PairedCalls {

	private static final int BLOCK = 1000;

	private static final int WARM_UP = 20;

	private final int blocks = Integer.getInteger("blocks", 100);

	private final Map<String, Runnable> contenders = new LinkedHashMap<>();

	private final String title;

	/**
	 * Create a comparison.
	 * @param title what is compared
	 */
	PairedCalls(String title) {
		this.title = title;
	}

	/**
	 * Adds a contender; the first is what the others are compared with.
	 * @param name its name
	 * @param call calls once, and throws if it finds a wrong result
	 */
	PairedCalls add(String name, Runnable call) {
		this.contenders.put(name, call);
		return this;
	}

	void run() {
		List<String> names = List.copyOf(this.contenders.keySet());
		Runnable[] calls = this.contenders.values().toArray(Runnable[]::new);
		double[][] medians = new double[calls.length][this.blocks];
		double[][] means = new double[calls.length][this.blocks];
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < calls.length; i++) {
			order.add(i);
		}
		Random random = new Random(1);
		for (int block = -WARM_UP; block < this.blocks; block++) {
			double[][] times = new double[calls.length][BLOCK];
			for (int i = 0; i < BLOCK; i++) {
				Collections.shuffle(order, random);
				for (int contender : order) {
					long start = System.nanoTime();
					calls[contender].run();
					times[contender][i] = System.nanoTime() - start;
				}
			}
			for (int contender = 0; contender < calls.length && block >= 0; contender++) {
				Arrays.sort(times[contender]);
				medians[contender][block] = times[contender][BLOCK / 2];
				means[contender][block] = Arrays.stream(times[contender], BLOCK / 10, BLOCK * 9 / 10)
					.average()
					.orElse(0);
			}
		}
		print(names, medians, means);
	}

	private void print(List<String> names, double[][] medians, double[][] means) {
		System.out.printf(
				"%n%s, %d calls%n%n| way | us | ratio | ratio of trimmed means | half of the blocks | allocates, B |%n",
				this.title, this.blocks * BLOCK);
		System.out.println("|---|---|---|---|---|---|");
		for (int i = 0; i < names.size(); i++) {
			double[] ratios = ratios(medians[i], medians[0]);
			System.out.printf("| %s | %.1f | %.3f | %.3f | %.3f to %.3f | %d |%n", names.get(i),
					part(medians[i], 0.5) / 1000, part(ratios, 0.5), part(ratios(means[i], means[0]), 0.5),
					part(ratios, 0.25), part(ratios, 0.75), allocation(this.contenders.get(names.get(i))));
		}
	}

	/**
	 * What the calling thread allocates for a call.
	 */
	private static long allocation(Runnable call) {
		long before = Allocation.ofThisThread();
		for (int i = 0; i < BLOCK; i++) {
			call.run();
		}
		return (Allocation.ofThisThread() - before) / BLOCK;
	}

	private static double[] ratios(double[] values, double[] first) {
		double[] result = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			result[i] = values[i] / first[i];
		}
		return result;
	}

	private static double part(double[] values, double share) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[(int) (sorted.length * share)];
	}

}
