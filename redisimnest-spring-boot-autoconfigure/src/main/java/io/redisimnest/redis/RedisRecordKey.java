package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.redisimnest.key.RecordKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * {@link RecordKey} on a Redis hash.
 *
 * @param <T> the type of the object
 */
final class RedisRecordKey<T> extends RedisKey implements RedisMovable<RecordKey<T>>, RecordKey<T> {

	private final RecordCodec<T> codec;

	RedisRecordKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
		this.codec = (RecordCodec<T>) factory.<T>fieldsCodec();
	}

	@Override
	public @Nullable T get() {
		return read(command("HMGET").values(this.codec.names()), this::decode);
	}

	@Override
	public Optional<T> find() {
		return read(command("HMGET").values(this.codec.names()), (reply) -> Optional.ofNullable(decode(reply)));
	}

	@Override
	public void set(T value) {
		write(value, true);
	}

	@Override
	public void merge(T value) {
		write(value, false);
	}

	private void write(@Nullable T value, boolean whole) {
		Command present = command("HSET");
		Command absent = command("HDEL");
		for (Map.Entry<byte[], byte @Nullable []> field : this.codec.encode(value, subject()).entrySet()) {
			if (field.getValue() != null) {
				present.value(field.getKey()).value(field.getValue());
			}
			else {
				absent.value(field.getKey());
			}
		}
		if (present.arguments().size() == 1) {
			throw new IllegalArgumentException(
					"Record of key '%s' has no property that is not null. Use delete() to remove it".formatted(this));
		}
		List<Command> commands = new ArrayList<>(List.of(present));
		if (whole && absent.arguments().size() > 1) {
			commands.add(absent);
		}
		run(new Operation<>(subject(), commands, List.of(written()), true, Replies.NOTHING, Access.WRITE));
	}

	private @Nullable T decode(@Nullable Object reply) {
		return this.codec.decode(Replies.toList(reply), subject());
	}

}
