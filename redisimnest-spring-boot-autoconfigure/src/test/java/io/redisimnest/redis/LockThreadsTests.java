package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LockThreadsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final LockThreads threads = new LockThreads();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aServerThatHangsHoldsNoOtherUpAndFewThreads(boolean renewals) {
		CountDownLatch answer = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(LockThreads.MOST);
		Set<Thread> busy = ConcurrentHashMap.newKeySet();
		Consumer<Runnable> later = later(this.threads, renewals);
		int works = 3 * LockThreads.MOST;
		CountDownLatch done = new CountDownLatch(works);
		for (int i = 0; i < works; i++) {
			later.accept(() -> {
				busy.add(Thread.currentThread());
				waiting.countDown();
				await(answer);
				done.countDown();
			});
		}
		await(waiting);
		CompletableFuture<Void> other = new CompletableFuture<>();
		later(new LockThreads(), renewals).accept(() -> other.complete(null));
		assertThat(other).succeedsWithin(MINUTE);
		CompletableFuture<Void> others = new CompletableFuture<>();
		later(this.threads, !renewals).accept(() -> others.complete(null));
		assertThat(others).succeedsWithin(MINUTE);
		assertThat(busy).hasSize(LockThreads.MOST);
		answer.countDown();
		await(done);
	}

	private static Consumer<Runnable> later(LockThreads threads, boolean renewals) {
		return renewals ? (work) -> threads.renewLater(work, 0) : (work) -> threads.releaseLater(work, 0);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void itIsTriedAgainWhenNoThreadCanBeCreated() {
		AtomicBoolean failed = new AtomicBoolean();
		CompletableFuture<Void> done = new CompletableFuture<>();
		LockThreads.later((work) -> {
			if (failed.compareAndSet(false, true)) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			work.run();
		}, () -> done.complete(null), 0);
		assertThat(done).succeedsWithin(MINUTE);
	}

	@Test
	void noThreadKeepsTheApplicationAliveOrStays() {
		CompletableFuture<Thread> renewal = new CompletableFuture<>();
		CompletableFuture<Thread> release = new CompletableFuture<>();
		this.threads.renewLater(() -> renewal.complete(Thread.currentThread()), 0);
		this.threads.releaseLater(() -> release.complete(Thread.currentThread()), 0);
		for (CompletableFuture<Thread> work : List.of(renewal, release)) {
			assertThat(work).succeedsWithin(MINUTE).matches(Thread::isDaemon);
			Awaitility.await().until(() -> !work.join().isAlive());
		}
		assertThat(LockThreads.TIMER.getThreadFactory().newThread(() -> {
		}).isDaemon()).isTrue();
		assertThat(LockThreads.TIMER.allowsCoreThreadTimeOut()).isTrue();
	}

}
