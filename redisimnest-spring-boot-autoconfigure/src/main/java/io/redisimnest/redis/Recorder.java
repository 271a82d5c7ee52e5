package io.redisimnest.redis;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import io.redisimnest.key.Key;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Takes the one operation that a function names, instead of running it.
 */
final class Recorder implements Runner {

	private final int round;

	private @Nullable Operation<?> operation;

	private @Nullable Object placeholder;

	private Recorder(int round) {
		this.round = round;
	}

	/**
	 * The operation that a function names.
	 * @param key the key that the function is called with
	 * @param function the function, which must return the result of the operation as it
	 * is; it is called twice if the result is a primitive
	 * @return the operation
	 */
	static <K extends Key> Operation<?> record(K key, Function<? super K, ? extends @Nullable Object> function) {
		Operation<?> operation = record(key, function, 0);
		for (int round = 1; round < operation.decoder().placeholders().size(); round++) {
			operation = record(key, function, round);
		}
		return operation;
	}

	private static <K extends Key> Operation<?> record(K key, Function<? super K, ? extends @Nullable Object> function,
			int round) {
		Recorder recorder = new Recorder(round);
		Object[] result = new Object[1];
		Operation<?> operation = recorder.take(key, (recording) -> result[0] = function.apply(recording));
		if (!Objects.equals(result[0], recorder.placeholder)) {
			throw changed(key);
		}
		return operation;
	}

	/**
	 * The operation that a function names, whatever becomes of its result.
	 * @param key the key that the function is called with
	 * @param function the function
	 * @return the operation
	 */
	static <K extends Key> Operation<?> recordCall(K key, Consumer<? super K> function) {
		return new Recorder(0).take(key, function);
	}

	@SuppressWarnings("unchecked")
	private <K extends Key> Operation<?> take(K key, Consumer<? super K> function) {
		try {
			function.accept((K) RedisKey.of(key).with(this));
		}
		catch (NullPointerException ex) {
			throw (this.operation != null) ? changed(key) : ex;
		}
		if (this.operation == null) {
			throw new InvalidDataAccessApiUsageException(
					"No operation of key '%s' is named. Call one of its methods that send a command"
						.formatted(key.name()));
		}
		return this.operation;
	}

	private static InvalidDataAccessApiUsageException changed(Key key) {
		return new InvalidDataAccessApiUsageException(
				"Something is made of the result of an operation of key '%s', which is not there yet. Return it as it is, and use Deferred.map"
					.formatted(key.name()));
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" })
	public <R> R run(Operation<R> operation) {
		if (this.operation != null) {
			throw new InvalidDataAccessApiUsageException(
					"More than one operation of key '%s' is named. Add each by a call of its own"
						.formatted(operation.subject().name()));
		}
		this.operation = operation;
		List<R> placeholders = operation.decoder().placeholders();
		this.placeholder = placeholders.isEmpty() ? null : placeholders.get(this.round);
		return (R) this.placeholder;
	}

	@Override
	public Dispatcher converse(Subject subject, String name) {
		throw new InvalidDataAccessApiUsageException(
				"%s of key '%s' is a conversation of several commands. Call it on the key itself".formatted(name,
						subject.name()));
	}

}
