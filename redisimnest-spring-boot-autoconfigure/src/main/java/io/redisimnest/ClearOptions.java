package io.redisimnest;

/**
 * How {@link Cluster#clear(ClearOptions)} clears.
 *
 * @since 0.1
 */
public final class ClearOptions {

	private static final ClearOptions DEFAULTS = new ClearOptions(false);

	private static final ClearOptions INCLUDING_PROTECTED = new ClearOptions(true);

	private final boolean protectedIncluded;

	private ClearOptions(boolean protectedIncluded) {
		this.protectedIncluded = protectedIncluded;
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
		return INCLUDING_PROTECTED;
	}

	/**
	 * Whether protected clusters are cleared.
	 * @return whether protected clusters are cleared
	 */
	public boolean isProtectedIncluded() {
		return this.protectedIncluded;
	}

}
