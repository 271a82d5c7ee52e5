package io.redisimnest.redis;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.redisimnest.key.HeldLock;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.PessimisticLockingFailureException;

/**
 * A lock that was acquired, and what is known of it.
 */
final class RedisHeldLock implements HeldLock {

	/** How often a lease is renewed before it ends. */
	private static final long RENEWALS = 3;

	/** How often a renewal that failed is tried again before the next one was due. */
	private static final long RETRIES = 4;

	private final LockClaim claim;

	private final long token;

	private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

	/** When the lease ends, at the latest, by the clock of {@link System#nanoTime()}. */
	private volatile long end;

	/** Whether the holder knows that the lock was lost. */
	private volatile boolean told;

	private volatile @Nullable Future<?> renewal;

	private enum State {

		HELD, LOST, CLOSED

	}

	private RedisHeldLock(LockClaim claim, long token, long since) {
		this.claim = claim;
		this.token = token;
		leaseFrom(since);
	}

	/**
	 * A lock that was just acquired.
	 * @param claim the claim of its holder
	 * @param token the fencing token
	 * @param since when the acquisition was sent, for the server may have begun to count
	 * then
	 * @param renewed whether it is renewed in the background
	 */
	static RedisHeldLock of(LockClaim claim, long token, long since, boolean renewed) {
		RedisHeldLock lock = new RedisHeldLock(claim, token, since);
		if (renewed) {
			lock.renewLater(claim.lease() / RENEWALS);
		}
		return lock;
	}

	private void leaseFrom(long since) {
		this.end = since + TimeUnit.MILLISECONDS.toNanos(this.claim.lease());
	}

	private boolean isOver() {
		return System.nanoTime() - this.end >= 0;
	}

	@Override
	public long fencingToken() {
		return this.token;
	}

	@Override
	public boolean isHeld() {
		return tell(this.state.get() == State.HELD && !isOver() && keep(this.claim.isHeld()));
	}

	@Override
	public boolean renew() {
		return tell(this.state.get() == State.HELD && extend());
	}

	private boolean tell(boolean held) {
		if (!held) {
			this.told = true;
		}
		return held;
	}

	private boolean extend() {
		long sent = System.nanoTime();
		boolean held = keep(this.claim.renew());
		if (held) {
			leaseFrom(sent);
		}
		return held;
	}

	private boolean keep(boolean held) {
		if (!held) {
			lose();
		}
		return held;
	}

	private void lose() {
		this.state.compareAndSet(State.HELD, State.LOST);
		stopRenewing();
	}

	private void renewLater(long millis) {
		this.renewal = this.claim.dispatcher().lockThreads().renewLater(this::renewInBackground, Math.max(1, millis));
		if (this.state.get() != State.HELD) {
			stopRenewing();
		}
	}

	private void renewInBackground() {
		if (this.state.get() != State.HELD) {
			return;
		}
		long period = this.claim.lease() / RENEWALS;
		try {
			if (extend()) {
				renewLater(period);
			}
		}
		catch (RuntimeException | Error ex) {
			if (isOver()) {
				lose();
			}
			else {
				renewLater(period / RETRIES);
			}
		}
	}

	/**
	 * The next renewal in the background.
	 * @return the renewal, {@code null} if there is none
	 */
	@Nullable Future<?> renewal() {
		return this.renewal;
	}

	private void stopRenewing() {
		Future<?> next = this.renewal;
		if (next != null) {
			next.cancel(false);
		}
	}

	@Override
	public void close() {
		State before = this.state.getAndSet(State.CLOSED);
		stopRenewing();
		if (before == State.CLOSED) {
			return;
		}
		RuntimeException failure = null;
		try {
			// Also a lost lock may still be there, if the reply to a renewal was lost.
			if (this.claim.release() && before == State.HELD) {
				return;
			}
		}
		catch (RuntimeException ex) {
			if (before == State.HELD) {
				throw ex;
			}
			failure = ex;
		}
		if (!this.told) {
			throw new PessimisticLockingFailureException(
					"Lock '%s' was lost before it was closed, so somebody else may have held it at the same time. "
						.formatted(this.claim.key())
							+ "Give it a longer lease, renew it, or have the fencing token checked",
					failure);
		}
	}

	@Override
	public String toString() {
		return this.claim.key() + " with fencing token " + this.token;
	}

}
