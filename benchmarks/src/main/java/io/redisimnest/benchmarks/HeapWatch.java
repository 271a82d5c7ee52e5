package io.redisimnest.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * How much of the heap of this virtual machine is in use: the most that a full collection
 * left, of which there is one every half second. Others leave what is used no more.
 */
final class HeapWatch {

	private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

	private static final long INTERVAL_MILLIS = 500;

	private volatile long peak;

	/**
	 * Begins to watch.
	 */
	HeapWatch() {
		Thread thread = new Thread(this::run, "heap-watch");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		try {
			while (true) {
				MEMORY.gc();
				this.peak = Math.max(this.peak, MEMORY.getHeapMemoryUsage().getUsed());
				Thread.sleep(INTERVAL_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			// Nobody watches any more.
		}
	}

	/**
	 * The peak so far.
	 * @return megabytes
	 */
	long peak() {
		return this.peak >> 20;
	}

}
