package io.redisimnest.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Takes a census now and then, in a thread of its own.
 */
class CensusSchedule implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(CensusSchedule.class);

	private final ClusterInspector inspector;

	private final Duration interval;

	private @Nullable ScheduledExecutorService executor;

	/**
	 * Create a schedule.
	 * @param inspector takes the census
	 * @param interval the time between the end of one and the start of the next
	 */
	CensusSchedule(ClusterInspector inspector, Duration interval) {
		this.inspector = inspector;
		this.interval = interval;
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "redisimnest-census");
				thread.setDaemon(true);
				return thread;
			});
			this.executor.scheduleWithFixedDelay(this::run, 0, this.interval.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void run() {
		try {
			this.inspector.census(CensusOptions.defaults());
		}
		catch (RuntimeException ex) {
			if (!Thread.currentThread().isInterrupted()) {
				logger.warn("No census could be taken: {}", ex.getMessage());
			}
		}
	}

	@Override
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

}
