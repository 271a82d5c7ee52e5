package io.redisimnest.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each operation before it is sent, and how it ended. Must not throw.
 */
public interface DispatchObserver {

	/** Looks at nothing. */
	DispatchObserver NONE = (operation) -> (reply) -> {
	};

	/**
	 * An operation begins.
	 * @param operation the operation
	 * @return is told of its end
	 */
	Observed begin(Operation<?> operation);

	/**
	 * An operation under way.
	 */
	interface Observed {

		/**
		 * The operation has ended.
		 * @param reply the reply of the server, or the exception that it failed with
		 */
		void ended(@Nullable Object reply);

	}

	/**
	 * Several as one.
	 * @param observers the observers
	 * @return tells all of them
	 */
	static DispatchObserver of(List<DispatchObserver> observers) {
		if (observers.size() < 2) {
			return observers.isEmpty() ? NONE : observers.get(0);
		}
		return (operation) -> {
			List<Observed> observed = observers.stream().map((observer) -> observer.begin(operation)).toList();
			return (reply) -> observed.forEach((each) -> each.ended(reply));
		};
	}

}
