package io.redisimnest.redis;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads on which locks are renewed and released later. Each {@link Dispatcher} has
 * its own, so that a server that hangs holds no lock on another one up. None keeps the
 * application alive, and none stays for long when there is nothing to do.
 */
final class LockThreads {

	/**
	 * How many renewals, and how many releases, may wait for a server at once. What hangs
	 * on one node of Redis Cluster holds others up only when there is more.
	 */
	static final int MOST = 64;

	private static final long IDLE_SECONDS = 1;

	/** How many milliseconds later to try again when no thread can be created. */
	private static final long AGAIN = 100;

	/** Only tells the others when it is time. */
	static final ScheduledThreadPoolExecutor TIMER = timer();

	private final Executor renewals = pool("renewal");

	/** Apart, for there may be many when a server is away. */
	private final Executor releases = pool("release");

	Future<?> renewLater(Runnable renewal, long millis) {
		return later(this.renewals, renewal, millis);
	}

	void releaseLater(Runnable release, long millis) {
		later(this.releases, release, millis);
	}

	static Future<?> later(Executor threads, Runnable work, long millis) {
		return TIMER.schedule(() -> start(threads, work), millis, TimeUnit.MILLISECONDS);
	}

	private static void start(Executor threads, Runnable work) {
		try {
			threads.execute(work);
		}
		catch (OutOfMemoryError ex) {
			later(threads, work, AGAIN);
		}
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
		timer.setRemoveOnCancelPolicy(true);
		return fleeting(timer);
	}

	private static Executor pool(String name) {
		return fleeting(new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads(name)));
	}

	private static <T extends ThreadPoolExecutor> T fleeting(T pool) {
		pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static CustomizableThreadFactory threads(String name) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("redisimnest-lock-" + name + "-");
		threads.setDaemon(true);
		return threads;
	}

}
