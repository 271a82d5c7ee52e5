package io.redisimnest.explorer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.redisimnest.registry.Branch;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The clearings that were begun last, of which a few can be under way at once.
 * Thread-safe.
 */
final class Clears implements AutoCloseable {

	private static final int MAXIMUM_UNDER_WAY = 4;

	private static final int MAXIMUM_KEPT = 100;

	private final Map<String, Clear> clears = new LinkedHashMap<>();

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(0, MAXIMUM_UNDER_WAY, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), threads());

	private static CustomizableThreadFactory threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("redisimnest-clear-");
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Begins the dry run of a clearing.
	 * @param branch what to clear
	 * @return the clearing
	 * @throws RejectedExecutionException if too many are under way
	 */
	Clear begin(Branch branch) {
		Clear clear = new Clear(branch, this.executor);
		clear.count();
		synchronized (this.clears) {
			this.clears.put(clear.id(), clear);
			if (this.clears.size() > MAXIMUM_KEPT) {
				this.clears.values()
					.stream()
					.filter((other) -> !other.isUnderWay())
					.findFirst()
					.ifPresent((other) -> this.clears.remove(other.id()));
			}
		}
		return clear;
	}

	@Nullable Clear find(String id) {
		synchronized (this.clears) {
			return this.clears.get(id);
		}
	}

	@Override
	public void close() {
		synchronized (this.clears) {
			this.clears.values().forEach(Clear::cancel);
		}
		this.executor.shutdown();
	}

}
