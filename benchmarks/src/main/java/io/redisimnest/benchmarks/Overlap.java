package io.redisimnest.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Whether several servers work at the same time: in which slices of five milliseconds
 * each of them got a command that walks or deletes, told by {@code MONITOR}.
 */
final class Overlap {

	private static final Pattern LINE = Pattern.compile("(\\d+)\\.(\\d{6}) \\[.*?] \"(\\w+)\".*");

	private static final Set<String> COMMANDS = Set.of("SCAN", "UNLINK", "DEL");

	private static final long SLICE_MICROS = 5000;

	/** The number of servers by slice, one bit for each. */
	private final Map<Long, Integer> slices = new HashMap<>();

	private Overlap() {
	}

	/**
	 * Watches servers while something works.
	 * @param servers the servers
	 * @param work the work
	 * @return the share of the slices, among those in which any works, in which several
	 * do, in percent
	 */
	static double of(List<RedisProcess> servers, Runnable work) throws InterruptedException {
		Overlap overlap = new Overlap();
		List<Jedis> connections = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < servers.size(); i++) {
			Jedis connection = servers.get(i).commands();
			int bit = 1 << i;
			connections.add(connection);
			threads.add(new Thread(() -> overlap.watch(connection, bit)));
		}
		threads.forEach(Thread::start);
		Thread.sleep(300);
		work.run();
		Thread.sleep(300);
		connections.forEach(Jedis::disconnect);
		for (Thread thread : threads) {
			thread.join();
		}
		long several = overlap.slices.values().stream().filter((bits) -> Integer.bitCount(bits) > 1).count();
		return 100.0 * several / Math.max(1, overlap.slices.size());
	}

	private void watch(Jedis connection, int bit) {
		try {
			connection.monitor(new JedisMonitor() {

				@Override
				public void onCommand(String command) {
					add(command, bit);
				}

			});
		}
		catch (JedisConnectionException ex) {
			// That is how it ends.
		}
	}

	private synchronized void add(String command, int bit) {
		Matcher matcher = LINE.matcher(command);
		if (matcher.matches() && COMMANDS.contains(matcher.group(3).toUpperCase(Locale.ROOT))) {
			long micros = Long.parseLong(matcher.group(1) + matcher.group(2));
			this.slices.merge(micros / SLICE_MICROS, bit, (one, other) -> one | other);
		}
	}

}
