package io.redisimnest.key;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock that one holder has at a time, among all applications on the same Redis. It is
 * acquired for a lease and released by its holder only:
 *
 * <pre class="code">
 * try (HeldLock lock = root.nightlyJob().acquire(Duration.ofSeconds(5))) {
 *     report.write(lock.fencingToken());
 * }
 * </pre>
 *
 * The key always has a time-to-live, so that a holder that crashes does not keep it: a
 * tree in which a lock has none, declared or inherited, is refused. Whether the key
 * {@link #exists()} tells whether somebody holds the lock. {@link #delete()},
 * {@link #unlink()} and the clearing of a cluster break the lock, whoever holds it;
 * {@link #expire} changes the lease of whoever holds it until that is renewed. A declared
 * {@link io.redisimnest.annotation.Renewal Renewal} means nothing to a lock.
 * <p>
 * <b>What it promises.</b> The algorithm is the one that the documentation of Redis gives
 * for a single instance ("Distributed Locks with Redis": {@code SET NX PX} with a random
 * value, which a script compares before it deletes), as Redisson's {@code RLock} and
 * Spring Integration's {@code RedisLockRegistry} use it. There are never two holders as
 * long as
 * <ul>
 * <li>a holder ends its work within its lease, or renews it in time. A holder that is
 * stopped for longer, by a collection of garbage or as its machine sleeps, goes on
 * without knowing that somebody else has the lock now;</li>
 * <li>the clock of the server runs at its usual pace. If it is set forward, leases end
 * early;</li>
 * <li>the server keeps what it has acknowledged. A fail-over to a replica, which is
 * written to asynchronously, may lose a lock, and so may a restart, unless
 * {@code appendfsync always} is set.</li>
 * </ul>
 * No lock on one Redis can do better; therefore each acquisition has a
 * {@link HeldLock#fencingToken() fencing token}. Have what the lock protects refuse
 * tokens that are smaller than one that it has seen, and no holder that is late can do
 * harm. Tokens are the time of the server, in microseconds: they grow with each
 * acquisition as long as that clock is not set back, by hand, in a step of its
 * synchronization, or by a fail-over to a server whose clock is behind.
 * <p>
 * A lock is <em>not reentrant</em>: a thread that holds it and acquires it again waits
 * like any other. It is <em>not fair</em>: whoever asks first when it is free has it.
 * Locks belong to no thread: any that has the {@link HeldLock} may use it.
 * <p>
 * Acquiring is a conversation of several commands, so it cannot stand in a batch or
 * transaction.
 *
 * @since 0.1
 */
public interface LockKey extends Key {

	/**
	 * Acquires the lock with the declared time-to-live as its lease, which is renewed in
	 * the background, each time that a third of it has passed, until the lock is closed:
	 * also if the work hangs. Otherwise like {@link #acquire(Duration, Duration)}.
	 * @param wait how long to wait, zero to try once
	 * @return the lock, to be closed
	 * @throws org.springframework.dao.CannotAcquireLockException if somebody else held it
	 * all the time
	 */
	HeldLock acquire(Duration wait);

	/**
	 * Acquires the lock with a lease of its own, which is renewed by
	 * {@link HeldLock#renew()} only. Each attempt is a script ({@code EVAL}) of
	 * {@code GET}, {@code TIME} and {@code SET key holder:token PX milliseconds}, or of
	 * {@code PTTL} where somebody else holds the lock: it is tried again after a short
	 * pause, at most 100 ms, until the time to wait is over.
	 * <p>
	 * If the connection fails, whether the lock was acquired is not known. What then was
	 * acquired is released in the background within seconds after the server answers
	 * again, and ends with its lease at the latest. A thread that is interrupted waits no
	 * longer, as with blocking commands: that is thrown, and the thread stays
	 * interrupted.
	 * @param wait how long to wait, zero to try once
	 * @param lease how long to hold it unless it is renewed, at least 1 ms, else an
	 * {@link IllegalArgumentException} is thrown
	 * @return the lock, to be closed
	 * @throws org.springframework.dao.CannotAcquireLockException if somebody else held it
	 * all the time
	 */
	HeldLock acquire(Duration wait, Duration lease);

	/**
	 * Acquires the lock like {@link #acquire(Duration)}.
	 * @param wait how long to wait, zero to try once
	 * @return the lock, to be closed; empty if somebody else held it all the time
	 */
	Optional<HeldLock> tryAcquire(Duration wait);

	/**
	 * Acquires the lock like {@link #acquire(Duration, Duration)}.
	 * @param wait how long to wait, zero to try once
	 * @param lease how long to hold it unless it is renewed, at least 1 ms, else an
	 * {@link IllegalArgumentException} is thrown
	 * @return the lock, to be closed; empty if somebody else held it all the time
	 */
	Optional<HeldLock> tryAcquire(Duration wait, Duration lease);

	/**
	 * Is refused, for a holder that crashes would keep the lock for ever.
	 * @throws UnsupportedOperationException always
	 */
	@Override
	boolean persist();

}
