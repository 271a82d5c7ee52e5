package io.redisimnest.benchmarks;

import java.io.IOException;
import java.util.List;

import redis.clients.jedis.Jedis;

/**
 * Clears more and more keys with a small heap: memory must not grow with their number.
 */
public final class ClearHeap {

	private static final List<String> OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC");

	private ClearHeap() {
	}

	/**
	 * Runs the benchmark.
	 * @param args the numbers of keys, 1 M and 10 M if there are none
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		System.out.printf(
				"%s%n%n| keys cleared | s | client allocates, MB | most in use after a full collection, MB |%n",
				String.join(" ", OPTIONS));
		System.out.println("|---|---|---|---|");
		for (String number : (args.length > 0) ? args : new String[] { "1000000", "10000000" }) {
			clear(new KeySet(Long.parseLong(number)));
		}
	}

	private static void clear(KeySet keys) throws IOException, InterruptedException {
		try (RedisProcess redis = new RedisProcess(); Jedis jedis = redis.commands()) {
			try (Fill fill = new Fill(redis.port())) {
				keys.forEach(fill::set);
			}
			int exit = ClassPath.java(Client.class, OPTIONS, Integer.toString(redis.port()))
				.redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.start()
				.waitFor();
			Contest.check(exit == 0 && jedis.dbSize() == keys.neighbours(), "keys left");
		}
	}

	/**
	 * The application that clears.
	 */
	static final class Client {

		private Client() {
		}

		public static void main(String[] args) {
			HeapWatch heap = new HeapWatch();
			try (TreeApplication application = TreeApplication.on(Integer.parseInt(args[0]),
					"logging.level.root=warn")) {
				Root root = application.tree(Root.class);
				root.user(2).clear();
				long allocated = Allocation.ofAllThreads();
				long start = System.nanoTime();
				long deleted = root.user(1).clear();
				System.out.printf("| %d | %.1f | %d | %d |%n", deleted, (System.nanoTime() - start) / 1e9,
						(Allocation.ofAllThreads() - allocated) / 1_000_000, heap.peak());
			}
		}

	}

}
