package io.redisimnest;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far a pass over the keyspace is.
 *
 * @since 0.1
 */
public interface Progress {

	/**
	 * How many keys the servers have looked at, roughly if they looked for a pattern.
	 * @return the number of keys
	 */
	long visited();

	/**
	 * How many keys were found that the pass is about; of those, a clear has deleted all
	 * but the last pages.
	 * @return the number of keys
	 */
	long matched();

	/**
	 * The share of the databases that was visited.
	 * @return the share, from 0 to 1
	 */
	double share();

	/**
	 * An estimate of the time that is left.
	 * @return the time, {@code null} while it cannot be told
	 */
	@Nullable Duration remaining();

	/**
	 * Ends the pass after the page that is under way; what a clear has found by then
	 * goes. May be called by any thread, at any time. To interrupt the thread of the pass
	 * ends it as well, with an exception.
	 */
	void cancel();

}
