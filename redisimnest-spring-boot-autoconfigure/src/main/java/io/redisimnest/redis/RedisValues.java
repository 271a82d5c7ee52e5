package io.redisimnest.redis;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.IntStream;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.key.Values;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link Values} of Redis strings.
 *
 * @param <R> the record
 */
final class RedisValues<R> implements Values<R> {

	private final RecordType<R> type;

	private final Dispatcher dispatcher;

	private final List<RedisString> keys;

	/**
	 * Create values.
	 * @param type the record
	 * @param dispatcher the way to Redis
	 * @param keys for each component its key
	 */
	RedisValues(RecordType<R> type, Dispatcher dispatcher, List<RedisString> keys) {
		this.type = type;
		this.dispatcher = dispatcher;
		this.keys = keys;
	}

	@Override
	public R get() {
		if (!this.dispatcher.areTogether(this.keys.stream().map(RedisKey::argument).toList())) {
			List<Outcome<?>> outcomes = this.dispatcher.runAll(this.keys.stream().map(RedisValues::get).toList());
			return record(IntStream.range(0, outcomes.size()).mapToObj((i) -> value(i, outcomes.get(i))).toArray());
		}
		List<KeyUse> uses = this.keys.stream().map(RedisKey::read).toList();
		boolean renewing = uses.stream().anyMatch((use) -> use.clock() != Clock.LEAVE);
		return this.dispatcher.run(Operation.of(this.keys.get(0).subject(), renewing ? Access.EXCHANGE : Access.READ,
				this::decode, Command.of("MGET").keys(this.keys), true, uses));
	}

	/**
	 * A key of another Redis type reads as absent, as {@code MGET} has it.
	 */
	private @Nullable Object value(int index, Outcome<?> outcome) {
		return (outcome.failure() instanceof WrongKindException) ? this.keys.get(index).valueOf(null) : outcome.get();
	}

	@Override
	public String toString() {
		return this.keys.toString();
	}

	private static Operation<?> get(RedisString key) {
		return Recorder.recordCall(key, (recording) -> recording.read(recording::valueOf));
	}

	private R decode(@Nullable Object reply) {
		List<@Nullable Object> stored = Replies.toList(reply);
		@Nullable Object[] values = new Object[this.keys.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.keys.get(i).valueOf(stored.get(i));
		}
		return record(values);
	}

	private R record(@Nullable Object[] values) {
		try {
			return this.type.factory().create(values);
		}
		catch (InvocationTargetException ex) {
			Subject subject = this.keys.get(0).subject();
			throw new UnreadableValueException(subject.name(), subject.template(), this.type.type().toCanonical(),
					"values that it refuses (%s)".formatted(ex.getTargetException().getClass().getSimpleName()));
		}
	}

}
