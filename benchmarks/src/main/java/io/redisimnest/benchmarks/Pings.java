package io.redisimnest.benchmarks;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import redis.clients.jedis.Jedis;

/**
 * A client that sends one {@code PING} each millisecond: how long others wait. A reply
 * that comes late delays the pings after it; their time counts from when they were due.
 */
final class Pings implements AutoCloseable {

	private static final long INTERVAL_NANOS = 1_000_000;

	private final Jedis jedis;

	private final Thread thread = new Thread(this::run, "pings");

	private volatile boolean stopped;

	private long[] waits = new long[1 << 16];

	private int count;

	/**
	 * Starts to ping.
	 * @param jedis a connection of its own, closed at the end
	 */
	Pings(Jedis jedis) {
		this.jedis = jedis;
		this.jedis.ping();
		this.thread.start();
	}

	private void run() {
		long due = System.nanoTime();
		while (!this.stopped) {
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			this.jedis.ping();
			if (this.count == this.waits.length) {
				this.waits = Arrays.copyOf(this.waits, 2 * this.count);
			}
			this.waits[this.count++] = System.nanoTime() - due;
			due += INTERVAL_NANOS;
		}
	}

	/**
	 * Ends the pings.
	 */
	@Override
	public void close() {
		this.stopped = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.jedis.close();
		Arrays.sort(this.waits, 0, this.count);
	}

	/**
	 * How long one of many waited, after the end.
	 * @param share which one, such as 0.999
	 * @return milliseconds
	 */
	double percentile(double share) {
		int index = Math.min(this.count - 1, (int) (this.count * share));
		return (this.count > 0) ? this.waits[index] / 1e6 : 0;
	}

}
