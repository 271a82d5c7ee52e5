package io.redisimnest;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The result of an operation in a {@link Batch} or {@link Transaction}, which is there
 * once that was executed.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
@FunctionalInterface
public interface Deferred<T> {

	/**
	 * The result.
	 * @return what the operation would have returned if it had been called on the key
	 * @throws IllegalStateException if the batch was not executed yet
	 * @throws RuntimeException what the operation would have thrown
	 */
	@Nullable T get();

	/**
	 * What a function makes of the result, each time that it is asked for.
	 * @param <R> the type of what it makes
	 * @param function the function
	 * @return what it makes
	 */
	default <R> Deferred<R> map(Function<? super @Nullable T, ? extends @Nullable R> function) {
		return () -> function.apply(get());
	}

}
