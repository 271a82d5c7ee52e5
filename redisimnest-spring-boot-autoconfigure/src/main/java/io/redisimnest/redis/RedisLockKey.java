package io.redisimnest.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.redisimnest.key.HeldLock;
import io.redisimnest.key.LockKey;
import io.redisimnest.model.Expiry;
import io.redisimnest.redis.LockClaim.Answer;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.data.redis.RedisSystemException;

/**
 * {@link LockKey} on a Redis string.
 */
final class RedisLockKey extends RedisKey implements LockKey {

	private static final long FIRST_PAUSE = 4;

	private static final long LONGEST_PAUSE = 100;

	RedisLockKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public HeldLock acquire(Duration wait) {
		return acquire("acquire", wait, expiry().millis(), true).orElseThrow(() -> notAcquired(wait));
	}

	@Override
	public HeldLock acquire(Duration wait, Duration lease) {
		return acquire("acquire", wait, Expiry.toMillis(lease), false).orElseThrow(() -> notAcquired(wait));
	}

	@Override
	public Optional<HeldLock> tryAcquire(Duration wait) {
		return acquire("tryAcquire", wait, expiry().millis(), true);
	}

	@Override
	public Optional<HeldLock> tryAcquire(Duration wait, Duration lease) {
		return acquire("tryAcquire", wait, Expiry.toMillis(lease), false);
	}

	@Override
	public boolean persist() {
		throw new UnsupportedOperationException(
				"Lock '%s' cannot be persisted, for a holder that crashes would keep it for ever. Use expire(...)"
					.formatted(this));
	}

	private Optional<HeldLock> acquire(String name, Duration wait, long lease, boolean renewed) {
		if (wait == null || wait.isNegative()) {
			throw new IllegalArgumentException("Wait '%s' is negative. Use zero to try once".formatted(wait));
		}
		LockClaim claim = LockClaim.of(this, converse(name), lease);
		long start = System.nanoTime();
		long pause = FIRST_PAUSE;
		while (true) {
			if (Thread.currentThread().isInterrupted()) {
				throw interrupted();
			}
			long sent = System.nanoTime();
			Answer answer = claim.attempt();
			if (answer.token() != null) {
				return Optional.of(RedisHeldLock.of(claim, answer.token(), sent, renewed));
			}
			Duration left = wait.minusNanos(System.nanoTime() - start);
			if (left.compareTo(Duration.ofMillis(1)) < 0) {
				return Optional.empty();
			}
			boolean last = left.compareTo(Duration.ofMillis(pause)) < 0;
			pause(last ? left.toMillis() : pause, answer.remaining());
			pause = Math.min(2 * pause, LONGEST_PAUSE);
		}
	}

	/**
	 * Waits, but not longer than the lock is held. Those who wait for the same lock do
	 * not ask all at once.
	 */
	private void pause(long longest, long remaining) {
		long pause = ThreadLocalRandom.current().nextLong(longest / 2, longest) + 1;
		try {
			Thread.sleep((remaining < 0) ? pause : Math.max(1, Math.min(pause, remaining)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted();
		}
	}

	private RuntimeException interrupted() {
		return new RedisSystemException("Waiting for '%s' was interrupted".formatted(this), null);
	}

	private RuntimeException notAcquired(Duration wait) {
		return new CannotAcquireLockException(
				"Lock '%s' was not acquired within '%s', for somebody else holds it. Wait longer, or try again later"
					.formatted(this, wait));
	}

}
