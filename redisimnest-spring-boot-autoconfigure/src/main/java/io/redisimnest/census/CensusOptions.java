package io.redisimnest.census;

import java.util.function.Consumer;

import io.redisimnest.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How to take a census. It is immutable: each method gives other options.
 *
 * @since 0.1
 */
public final class CensusOptions {

	private static final CensusOptions DEFAULTS = new CensusOptions(false, (progress) -> {
	});

	private final boolean exact;

	private final Consumer<Progress> listener;

	private CensusOptions(boolean exact, Consumer<Progress> listener) {
		this.exact = exact;
		this.listener = listener;
	}

	/**
	 * Within the budget of {@code redisimnest.census.max-keys} and {@code max-duration}.
	 * @return the defaults
	 */
	public static CensusOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * To the end, whatever the size of the database.
	 * @return the options
	 */
	public CensusOptions exact() {
		return new CensusOptions(true, this.listener);
	}

	/**
	 * Tells how far it is after each page, in the thread that takes the census. The
	 * progress that the listener gets can cancel it: the numbers are then estimates.
	 * @param listener the listener
	 * @return the options
	 */
	public CensusOptions onProgress(Consumer<Progress> listener) {
		return new CensusOptions(this.exact, listener);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CensusOptions options && this.exact == options.exact
				&& this.listener == options.listener;
	}

	@Override
	public int hashCode() {
		return Boolean.hashCode(this.exact);
	}

	/**
	 * Whether to go to the end.
	 * @return whether there is no budget
	 */
	public boolean isExact() {
		return this.exact;
	}

	/**
	 * Who is told of the progress.
	 * @return the listener
	 */
	public Consumer<Progress> getListener() {
		return this.listener;
	}

}
