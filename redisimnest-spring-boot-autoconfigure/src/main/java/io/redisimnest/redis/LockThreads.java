package io.redisimnest.redis;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads on which locks of all trees are renewed and released later. None keeps the
 * application alive, and none stays for long when there is nothing to do.
 */
final class LockThreads {

	private static final long IDLE_SECONDS = 10;

	/** Only tells the others when it is time. */
	static final ScheduledThreadPoolExecutor TIMER = timer();

	/**
	 * Each renewal that waits for a server has a thread of its own, for locks on other
	 * servers, or on other nodes of Redis Cluster, must be renewed in time.
	 */
	private static final Executor RENEWALS = pool("renewal", 0, Integer.MAX_VALUE, new SynchronousQueue<>());

	/** One after the other, for there may be many when a server is away. */
	private static final Executor RELEASES = pool("release", 1, 1, new LinkedBlockingQueue<>());

	private LockThreads() {
	}

	static Future<?> renewLater(Runnable renewal, long millis) {
		return TIMER.schedule(() -> RENEWALS.execute(renewal), millis, TimeUnit.MILLISECONDS);
	}

	static void releaseLater(Runnable release, long millis) {
		TIMER.schedule(() -> RELEASES.execute(release), millis, TimeUnit.MILLISECONDS);
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
		timer.setRemoveOnCancelPolicy(true);
		timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		timer.allowCoreThreadTimeOut(true);
		return timer;
	}

	private static Executor pool(String name, int size, int maximum, BlockingQueue<Runnable> queue) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, maximum, IDLE_SECONDS, TimeUnit.SECONDS, queue,
				threads(name));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static CustomizableThreadFactory threads(String name) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("redisimnest-lock-" + name + "-");
		threads.setDaemon(true);
		return threads;
	}

}
