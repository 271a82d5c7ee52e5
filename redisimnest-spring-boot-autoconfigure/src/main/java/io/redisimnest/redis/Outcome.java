package io.redisimnest.redis;

import org.jspecify.annotations.Nullable;

/**
 * How an operation of a list ended.
 *
 * @param <R> the type of its result
 * @param result its result
 * @param failure what it failed with, {@code null} if it did not
 */
public record Outcome<R>(@Nullable R result, @Nullable RuntimeException failure) {

	static <R> Outcome<R> of(@Nullable R result) {
		return new Outcome<>(result, null);
	}

	static <R> Outcome<R> failed(RuntimeException failure) {
		return new Outcome<>(null, failure);
	}

	/**
	 * Whether the operation was not run, as Redis Cluster has the key on another node, or
	 * will have it there.
	 * @return whether it may succeed elsewhere, key by key
	 */
	public boolean isElsewhere() {
		return this.failure instanceof ElsewhereException;
	}

	/**
	 * The result.
	 * @return the result
	 * @throws RuntimeException what the operation failed with
	 */
	public @Nullable R get() {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.result;
	}

}
