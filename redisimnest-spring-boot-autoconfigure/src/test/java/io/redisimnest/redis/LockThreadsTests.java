package io.redisimnest.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LockThreadsTests {

	@Test
	void aRenewalThatWaitsHoldsNoOtherUp() {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		CompletableFuture<Void> waiting = new CompletableFuture<>();
		CompletableFuture<Void> renewed = new CompletableFuture<>();
		LockThreads.renewLater(() -> {
			waiting.complete(null);
			answer.join();
		}, 0);
		assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
		LockThreads.renewLater(() -> renewed.complete(null), 0);
		assertThat(renewed).succeedsWithin(Duration.ofMinutes(1));
		answer.complete(null);
	}

	@Test
	void noThreadKeepsTheApplicationAlive() {
		CompletableFuture<Thread> renewal = new CompletableFuture<>();
		CompletableFuture<Thread> release = new CompletableFuture<>();
		LockThreads.renewLater(() -> renewal.complete(Thread.currentThread()), 0);
		LockThreads.releaseLater(() -> release.complete(Thread.currentThread()), 0);
		assertThat(renewal).succeedsWithin(Duration.ofMinutes(1)).matches(Thread::isDaemon);
		assertThat(release).succeedsWithin(Duration.ofMinutes(1)).matches(Thread::isDaemon);
		assertThat(LockThreads.TIMER.getThreadFactory().newThread(() -> {
		}).isDaemon()).isTrue();
		assertThat(LockThreads.TIMER.allowsCoreThreadTimeOut()).isTrue();
	}

}
