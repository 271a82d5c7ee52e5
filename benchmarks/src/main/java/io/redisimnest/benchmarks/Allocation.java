package io.redisimnest.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/**
 * How much memory this virtual machine allocates.
 */
final class Allocation {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Allocation() {
	}

	/**
	 * What the current thread has allocated so far.
	 * @return bytes
	 */
	static long ofThisThread() {
		return THREADS.getCurrentThreadAllocatedBytes();
	}

	/**
	 * What all threads that live have allocated so far.
	 * @return bytes
	 */
	static long ofAllThreads() {
		return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).filter((own) -> own > 0).sum();
	}

}
