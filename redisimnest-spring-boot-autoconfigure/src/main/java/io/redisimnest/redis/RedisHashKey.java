package io.redisimnest.redis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.redisimnest.key.HashKey;
import io.redisimnest.python.PythonSerializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link HashKey} on a Redis hash.
 *
 * @param <F> the type of the fields
 * @param <V> the type of the values
 */
final class RedisHashKey<F, V> extends RedisKey implements RedisMovable<HashKey<F, V>>, HashKey<F, V> {

	private final FieldCodec<F> fields;

	private final ValueCodec<V> codec;

	RedisHashKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
		this.fields = factory.fieldCodec();
		this.codec = factory.codec();
	}

	@Override
	public @Nullable V get(F field) {
		return read(command("HGET").value(encode(field)), this::decodeValue);
	}

	@Override
	public List<@Nullable V> multiGet(Collection<? extends F> fields) {
		if (fields.isEmpty()) {
			return nothing((none) -> List.of());
		}
		return read(command("HMGET").each(Replies::concat).values(encodeAll(fields)),
				(reply) -> Replies.toList(reply, this::decodeValue));
	}

	@Override
	public Map<F, V> entries() {
		return read(command("HGETALL"), this::decodeEntries);
	}

	@Override
	public Set<F> keys() {
		return read(command("HKEYS"), (reply) -> new LinkedHashSet<>(Replies.toList(reply, this::decodeField)));
	}

	@Override
	public List<V> values() {
		return read(command("HVALS"), (reply) -> Replies.toList(reply, this::decodeValue));
	}

	@Override
	public Stream<Map.Entry<F, V>> scan() {
		return scan("HSCAN", (reply) -> decodeEntries(reply).entrySet());
	}

	@Override
	public boolean hasKey(F field) {
		return read(command("HEXISTS").value(encode(field)), Replies.IS_ONE);
	}

	@Override
	public long size() {
		return read(command("HLEN"), Replies.COUNT);
	}

	@Override
	public long lengthOfValue(F field) {
		return read(command("HSTRLEN").value(encode(field)), Replies.COUNT);
	}

	@Override
	public @Nullable F randomKey() {
		return read(command("HRANDFIELD"), (reply) -> (reply != null) ? decodeField(reply) : null);
	}

	@Override
	public List<F> randomKeys(long count) {
		return read(command("HRANDFIELD").count(count), (reply) -> Replies.toList(reply, this::decodeField));
	}

	@Override
	public Map<F, V> randomEntries(long count) {
		return read(command("HRANDFIELD").count(count).option("WITHVALUES"), this::decodeEntries);
	}

	@Override
	public void put(F field, V value) {
		write(command("HSET").value(encode(field)).value(encodeValue(value)), Replies.NOTHING);
	}

	@Override
	public void putAll(Map<? extends F, ? extends V> entries) {
		if (entries.isEmpty()) {
			nothing(Replies.NOTHING);
			return;
		}
		Command command = command("HSET").each(Replies::sum);
		entries.forEach((field, value) -> command.value(encode(field)).value(encodeValue(value)));
		write(command, Replies.NOTHING);
	}

	@Override
	public boolean putIfAbsent(F field, V value) {
		return writeIf(command("HSETNX").value(encode(field)).value(encodeValue(value)), Replies.IS_ONE);
	}

	@Override
	public long increment(F field, long delta) {
		refusePython();
		byte[] name = encode(field);
		return increment(command("HINCRBY").value(name), delta, command("HGET").value(name));
	}

	@Override
	public double increment(F field, double delta) {
		refusePython();
		return exchange(command("HINCRBYFLOAT").value(encode(field)).number(delta),
				Decoder.ofDouble(Replies::toDouble));
	}

	@Override
	public boolean remove(F field) {
		return writeIf(command("HDEL").value(encode(field)), Replies.IS_ONE);
	}

	@Override
	public long removeAll(Collection<? extends F> fields) {
		if (fields.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		return writeIf(command("HDEL").each(Replies::sum).values(encodeAll(fields)), Replies.COUNT);
	}

	private void refusePython() {
		if (this.codec.serializer() instanceof PythonSerializer) {
			throw new UnsupportedOperationException(
					"Fields of key '%s' (template '%s') cannot be incremented, for Python stores no number as it is. "
						.formatted(subject().name(), subject().template())
							+ "Use put(...), another @Codec, or a CounterKey");
		}
	}

	private byte[] encode(@Nullable F field) {
		return this.fields.encode(field, subject());
	}

	private List<byte[]> encodeAll(Collection<? extends F> fields) {
		return fields.stream().map(this::encode).toList();
	}

	private byte[] encodeValue(@Nullable V value) {
		return this.codec.encode(value, subject());
	}

	private F decodeField(@Nullable Object name) {
		return this.fields.decode(name, subject());
	}

	private @Nullable V decodeValue(@Nullable Object stored) {
		return this.codec.decode((byte[]) stored, subject());
	}

	private Map<F, V> decodeEntries(@Nullable Object reply) {
		return Replies.toMap(reply, this::decodeField, this::decodeValue);
	}

}
