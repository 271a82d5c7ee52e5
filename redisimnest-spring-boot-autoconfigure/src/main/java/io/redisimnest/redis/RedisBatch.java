package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.redisimnest.Batch;
import io.redisimnest.BatchException;
import io.redisimnest.Deferred;
import io.redisimnest.key.Key;
import org.jspecify.annotations.Nullable;

/**
 * Operations that go together, with their results.
 */
public class RedisBatch implements Batch {

	private static final int NAMED_FAILURES = 10;

	private final Dispatcher dispatcher;

	private final List<Entry<?>> entries = new ArrayList<>();

	private boolean ended;

	/**
	 * Create a batch without operations.
	 * @param dispatcher the way to Redis
	 */
	public RedisBatch(Dispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	@Override
	public final <K extends Key, R> Deferred<R> call(K key, Function<? super K, ? extends @Nullable R> operation) {
		check(key);
		return add(Recorder.record(key, operation));
	}

	@Override
	public final <K extends Key> Deferred<Void> run(K key, Consumer<? super K> operation) {
		check(key);
		return add(Recorder.recordCall(key, operation)).map((ignored) -> null);
	}

	/**
	 * Checks that a key can be used here.
	 */
	final void check(Key key) {
		requireOpen();
		if (RedisKey.of(key).factory().dispatcher() != this.dispatcher) {
			throw new IllegalArgumentException(
					"Key '%s' is on another Redis. Use a batch of a cluster of its own tree".formatted(key));
		}
	}

	final void requireOpen() {
		if (this.ended) {
			throw new IllegalStateException("Batch was executed or closed before. Begin a new one");
		}
	}

	final void end() {
		this.ended = true;
	}

	final Dispatcher dispatcher() {
		return this.dispatcher;
	}

	private <R> Deferred<R> add(Operation<?> operation) {
		Entry<R> entry = new Entry<>(operation);
		this.entries.add(entry);
		return entry;
	}

	@Override
	public final void execute() {
		requireOpen();
		end();
		List<Entry<?>> sent = this.entries.stream().filter((entry) -> !entry.operation.isNothing()).toList();
		this.entries.stream().filter((entry) -> entry.operation.isNothing()).forEach(Entry::settleNothing);
		settle(sent);
	}

	private void settle(List<Entry<?>> sent) {
		List<Outcome<?>> outcomes;
		try {
			outcomes = runAll(sent.stream().<Operation<?>>map((entry) -> entry.operation).toList());
		}
		catch (RuntimeException ex) {
			sent.forEach((entry) -> entry.outcome = Outcome.failed(ex));
			throw ex;
		}
		List<RuntimeException> failures = new ArrayList<>();
		StringBuilder message = new StringBuilder();
		for (int i = 0; i < sent.size(); i++) {
			Outcome<?> outcome = outcomes.get(i);
			sent.get(i).outcome = outcome;
			if (outcome.failure() != null) {
				failures.add(outcome.failure());
				if (failures.size() <= NAMED_FAILURES) {
					message.append("\n- ")
						.append(sent.get(i).operation)
						.append(": ")
						.append(outcome.failure().getMessage());
				}
			}
		}
		if (!failures.isEmpty()) {
			if (failures.size() > NAMED_FAILURES) {
				message.append("\n- ...");
			}
			throw new BatchException("%d of %d operations failed:%s".formatted(failures.size(), sent.size(), message),
					failures);
		}
	}

	/**
	 * Runs the operations.
	 * @param operations the operations
	 * @return for each operation its outcome
	 */
	List<Outcome<?>> runAll(List<Operation<?>> operations) {
		return this.dispatcher.runAll(operations);
	}

	/**
	 * An operation with its result.
	 *
	 * @param <R> the type of the result
	 */
	private static final class Entry<R> implements Deferred<R> {

		private final Operation<?> operation;

		private volatile @Nullable Outcome<?> outcome;

		private Entry(Operation<?> operation) {
			this.operation = operation;
		}

		private void settleNothing() {
			this.outcome = Outcome.of(this.operation.decoder().decode(null));
		}

		@Override
		@SuppressWarnings("unchecked")
		public @Nullable R get() {
			Outcome<?> known = this.outcome;
			if (known == null) {
				throw new IllegalStateException(
						"%s has no result yet. Execute the batch first".formatted(this.operation));
			}
			return (R) known.get();
		}

	}

}
