package io.redisimnest;

import java.util.function.Consumer;

/**
 * How to clear a subtree. It is immutable: each method gives other options.
 *
 * @since 0.1
 */
public final class ClearOptions {

	private static final ClearOptions DEFAULTS = new ClearOptions(false, false, Long.MAX_VALUE, Long.MAX_VALUE,
			(progress) -> {
			});

	private final boolean protectedIncluded;

	private final boolean dryRun;

	private final long limit;

	private final long keysPerSecond;

	private final Consumer<Progress> listener;

	private ClearOptions(boolean protectedIncluded, boolean dryRun, long limit, long keysPerSecond,
			Consumer<Progress> listener) {
		this.protectedIncluded = protectedIncluded;
		this.dryRun = dryRun;
		this.limit = limit;
		this.keysPerSecond = keysPerSecond;
		this.listener = listener;
	}

	/**
	 * The options of {@link Cluster#clear()}.
	 * @return the defaults
	 */
	public static ClearOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Clears {@link io.redisimnest.annotation.Protected @Protected} clusters as well.
	 * @return the options
	 */
	public static ClearOptions includingProtected() {
		return new ClearOptions(true, false, DEFAULTS.limit, DEFAULTS.keysPerSecond, DEFAULTS.listener);
	}

	/**
	 * Deletes nothing, but tells what would go.
	 * @return the options
	 */
	public ClearOptions dryRun() {
		return new ClearOptions(this.protectedIncluded, true, this.limit, this.keysPerSecond, this.listener);
	}

	/**
	 * Ends after some keys.
	 * @param keys how many keys at most, at least 1
	 * @return the options
	 */
	public ClearOptions limit(long keys) {
		requirePositive("Limit", keys);
		return new ClearOptions(this.protectedIncluded, this.dryRun, keys, this.keysPerSecond, this.listener);
	}

	/**
	 * Works no faster than this, for the sake of others. A page is fetched at once all
	 * the same.
	 * @param keys how many keys to delete in a second at most, at least 1
	 * @return the options
	 */
	public ClearOptions keysPerSecond(long keys) {
		requirePositive("Number of keys per second", keys);
		return new ClearOptions(this.protectedIncluded, this.dryRun, this.limit, keys, this.listener);
	}

	/**
	 * Tells how far it is after each page, in the thread that clears. The progress that
	 * the listener gets can cancel it.
	 * @param listener the listener
	 * @return the options
	 */
	public ClearOptions onProgress(Consumer<Progress> listener) {
		return new ClearOptions(this.protectedIncluded, this.dryRun, this.limit, this.keysPerSecond, listener);
	}

	private static void requirePositive(String what, long value) {
		if (value < 1) {
			throw new IllegalArgumentException("%s '%d' is not positive. Use at least 1".formatted(what, value));
		}
	}

	/**
	 * Whether protected clusters are cleared.
	 * @return whether protected clusters are cleared
	 */
	public boolean isProtectedIncluded() {
		return this.protectedIncluded;
	}

	/**
	 * Whether nothing is deleted.
	 * @return whether nothing is deleted
	 */
	public boolean isDryRun() {
		return this.dryRun;
	}

	/**
	 * How many keys to delete at most.
	 * @return the limit, {@link Long#MAX_VALUE} for none
	 */
	public long getLimit() {
		return this.limit;
	}

	/**
	 * How many keys to delete in a second at most.
	 * @return the number of keys, {@link Long#MAX_VALUE} for no throttle
	 */
	public long getKeysPerSecond() {
		return this.keysPerSecond;
	}

	/**
	 * Who is told of the progress.
	 * @return the listener
	 */
	public Consumer<Progress> getListener() {
		return this.listener;
	}

}
