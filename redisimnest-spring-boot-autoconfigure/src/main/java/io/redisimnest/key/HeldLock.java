package io.redisimnest.key;

/**
 * A lock that was acquired, to be closed by whoever acquired it. Thread-safe.
 * <p>
 * A lock can be lost while it is held: its lease ends before it is renewed, or somebody
 * deletes its key. {@link #isHeld()} and {@link #renew()} tell so at any time, and
 * {@link #close()} in the end.
 *
 * @since 0.1
 * @see LockKey
 */
public interface HeldLock extends AutoCloseable {

	/**
	 * A number that is greater than those of all earlier acquisitions of the same lock,
	 * as long as the server's clock is not set back: the microseconds since 1970 at which
	 * the lock was acquired. Hand it to what the lock protects, which refuses a token
	 * that is smaller than one that it has seen. Sends nothing.
	 * @return the token
	 */
	long fencingToken();

	/**
	 * {@code GET key}, unless it is known already that the lock was closed or lost, or
	 * its lease has ended by the clock of this application.
	 * @return whether it was still held when the server answered
	 */
	boolean isHeld();

	/**
	 * {@code GET key} and, if the lock is still held, {@code PEXPIRE key milliseconds} in
	 * one script ({@code EVAL}): the lease starts again.
	 * @return whether it is still held; {@code false} for ever once it is closed or lost
	 */
	boolean renew();

	/**
	 * {@code GET key} and, if the lock is still held, {@code DEL key} in one script
	 * ({@code EVAL}), which is never sent twice. A lock that somebody else has acquired
	 * since is left alone. Closing again does nothing.
	 * <p>
	 * If Redis cannot be reached, that is thrown, unless the lock is known to be lost. It
	 * is then released in the background within seconds after Redis answers again, or
	 * ends with its lease.
	 * @throws org.springframework.dao.PessimisticLockingFailureException if the lock was
	 * lost before, so that others may have held it in the meantime; not if
	 * {@link #isHeld()} or {@link #renew()} has told so already
	 */
	@Override
	void close();

}
