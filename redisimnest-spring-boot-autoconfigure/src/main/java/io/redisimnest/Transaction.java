package io.redisimnest;

import io.redisimnest.key.Key;

/**
 * Operations that run as one step, between {@code MULTI} and {@code EXEC}, on a
 * connection of their own and in one round trip: <pre class="code">
 * try (Transaction transaction = root.transaction()) {
 *     transaction.watch(root.user(1).age());                          // WATCH
 *     int age = root.user(1).age().get();                             // as ever
 *     transaction.run(root.user(1).age(), (key) -&gt; key.set(age + 1));
 *     transaction.execute();                                          // MULTI, SET, EXEC
 * }
 * </pre>
 * <p>
 * Nothing runs a second time. If the connection breaks, also between {@link #watch} and
 * {@link #execute()}, the operations fail.
 * <p>
 * Redis has no rollback: an operation that fails does not undo the others, and is told by
 * a {@link BatchException}. In Redis Cluster all keys must be in one slot, else an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
 * InvalidDataAccessApiUsageException} is thrown before anything is sent.
 *
 * @since 0.1
 */
public interface Transaction extends Batch, AutoCloseable {

	/**
	 * {@code WATCH key...}, at once: if one of the keys changes, expires or is deleted
	 * before {@link #execute()}, nothing is executed. From here on the transaction holds
	 * a connection, until it is executed or closed.
	 * @param keys the keys
	 */
	void watch(Key... keys);

	/**
	 * {@code MULTI}, the operations, {@code EXEC}, with {@code SCRIPT LOAD} before them
	 * where there are scripts among them. If keys are watched, also without operations.
	 * @throws org.springframework.dao.OptimisticLockingFailureException if a watched key
	 * has changed; nothing was executed then, and the work can be begun again
	 * @throws BatchException if operations failed
	 * @throws IllegalStateException if the transaction was executed or closed before
	 */
	@Override
	void execute();

	/**
	 * Gives the connection back, after {@code UNWATCH} if it was not executed.
	 */
	@Override
	void close();

}
