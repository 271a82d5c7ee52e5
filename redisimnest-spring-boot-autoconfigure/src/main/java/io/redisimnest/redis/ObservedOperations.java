package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.redisimnest.redis.DispatchObserver.Observed;
import org.jspecify.annotations.Nullable;

/**
 * Operations that go together, and whose observer is told of the end of each.
 */
final class ObservedOperations {

	private final List<Observed> observed;

	/**
	 * The operations begin.
	 * @param observer the observer
	 * @param operations the operations
	 */
	ObservedOperations(DispatchObserver observer, List<? extends Operation<?>> operations) {
		this.observed = new ArrayList<>(operations.size());
		for (Operation<?> operation : operations) {
			this.observed.add(observer.begin(operation));
		}
	}

	/**
	 * The operations end.
	 * @param fetch gives for each its reply, or the exception that it failed with
	 * @return what was fetched
	 */
	List<@Nullable Object> end(Supplier<List<@Nullable Object>> fetch) {
		List<@Nullable Object> replies = orFail(fetch);
		for (int i = 0; i < replies.size(); i++) {
			this.observed.get(i).ended(replies.get(i));
		}
		return replies;
	}

	/**
	 * Does something without which all of them fail.
	 * @param <R> the type of the result
	 * @param step what to do
	 * @return its result
	 */
	<R> R orFail(Supplier<R> step) {
		try {
			return step.get();
		}
		catch (RuntimeException ex) {
			this.observed.forEach((operation) -> operation.ended(ex));
			throw ex;
		}
	}

}
