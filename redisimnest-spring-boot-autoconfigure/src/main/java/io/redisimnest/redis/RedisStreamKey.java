package io.redisimnest.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.redisimnest.key.StreamKey;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.MaxLenTrimStrategy;
import org.springframework.data.redis.connection.RedisStreamCommands.MinIdTrimStrategy;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOperator;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XTrimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.PendingMessages;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoConsumers;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoGroups;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoStream;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link StreamKey} on a Redis stream.
 *
 * @param <T> the type of the entries
 */
final class RedisStreamKey<T> extends RedisKey implements RedisMovable<StreamKey<T>>, StreamKey<T> {

	private final EntryCodec<T> codec;

	RedisStreamKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
		this.codec = new EntryCodec<>(factory.fieldsCodec(), factory.model().valueType().toString(), subject());
	}

	@Override
	public RecordId add(T entry) {
		return add(RecordId.autoGenerate(), entry);
	}

	@Override
	public RecordId add(RecordId id, T entry) {
		return write(this.codec.encode(entry, command("XADD").option(id.getValue())), StreamReplies::toId);
	}

	@Override
	public @Nullable RecordId add(T entry, XAddOptions options) {
		Command command = command("XADD");
		if (options.isNoMkStream()) {
			command.option("NOMKSTREAM");
		}
		if (options.getTrimOptions() != null) {
			trim(command, options.getTrimOptions());
		}
		this.codec.encode(entry, command.option(RecordId.autoGenerate().getValue()));
		return writeIf(command, (id) -> (id != null) ? StreamReplies.toId(id) : null);
	}

	@Override
	public boolean remove(RecordId id) {
		return writeIf(command("XDEL").option(id.getValue()), Replies.IS_ONE);
	}

	@Override
	public long removeAll(Collection<RecordId> ids) {
		if (ids.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		return writeIf(each(command("XDEL").each(Replies::sum), ids), Replies.COUNT);
	}

	@Override
	public long trim(long maxLength) {
		return trim(maxLength, false);
	}

	@Override
	public long trim(long maxLength, boolean approximate) {
		TrimOptions options = TrimOptions.maxLen(maxLength);
		return trim(XTrimOptions.trim(approximate ? options.approximate() : options));
	}

	@Override
	public long trim(XTrimOptions options) {
		return writeIf(trim(command("XTRIM"), options.getTrimOptions()), Replies.COUNT);
	}

	@Override
	public long size() {
		return read(command("XLEN"), Replies.COUNT);
	}

	@Override
	public List<ObjectRecord<String, T>> range(Range<String> ids) {
		return range(ids, Limit.unlimited());
	}

	@Override
	public List<ObjectRecord<String, T>> range(Range<String> ids, Limit limit) {
		return read(limit(command("XRANGE").option(start(ids)).option(end(ids)), limit), this.codec::decode);
	}

	@Override
	public List<ObjectRecord<String, T>> reverseRange(Range<String> ids) {
		return reverseRange(ids, Limit.unlimited());
	}

	@Override
	public List<ObjectRecord<String, T>> reverseRange(Range<String> ids, Limit limit) {
		return read(limit(command("XREVRANGE").option(end(ids)).option(start(ids)), limit), this.codec::decode);
	}

	@Override
	public List<ObjectRecord<String, T>> read(ReadOffset offset) {
		return read(offset, StreamReadOptions.empty());
	}

	@Override
	public List<ObjectRecord<String, T>> read(ReadOffset offset, StreamReadOptions options) {
		if (options.isBlocking()) {
			SingletonSupplier<String> start = SingletonSupplier.of(() -> resolve(offset));
			return await(() -> count(Command.of("XREAD"), options), start::obtain, options);
		}
		return read(from(count(Command.of("XREAD"), options), offset.getOffset()), this.codec::decodeRead);
	}

	@Override
	public List<ObjectRecord<String, T>> read(Consumer consumer, ReadOffset offset) {
		return read(consumer, offset, StreamReadOptions.empty());
	}

	@Override
	public List<ObjectRecord<String, T>> read(Consumer consumer, ReadOffset offset, StreamReadOptions options) {
		if (options.isBlocking()) {
			return await(() -> readGroup(consumer, options), offset::getOffset, options);
		}
		return consume(from(readGroup(consumer, options), offset.getOffset()), Access.EXCHANGE, this.codec::decodeRead);
	}

	@Override
	public void createGroup(ReadOffset offset, String group) {
		write(Command.of("XGROUP")
			.option("CREATE")
			.key(this)
			.option(group)
			.option(offset.getOffset())
			.option("MKSTREAM"), Replies.NOTHING);
	}

	@Override
	public boolean destroyGroup(String group) {
		return consume(Command.of("XGROUP").option("DESTROY").key(this).option(group), Access.WRITE, Replies.IS_ONE);
	}

	@Override
	public long deleteConsumer(Consumer consumer) {
		return consume(of(consumer, Command.of("XGROUP").option("DELCONSUMER").key(this)), Access.WRITE, Replies.COUNT);
	}

	@Override
	public boolean acknowledge(String group, RecordId id) {
		return consume(command("XACK").option(group).option(id.getValue()), Access.WRITE, Replies.IS_ONE);
	}

	@Override
	public long acknowledgeAll(String group, Collection<RecordId> ids) {
		if (ids.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		return consume(each(command("XACK").option(group).each(Replies::sum), ids), Access.WRITE, Replies.COUNT);
	}

	@Override
	public PendingMessagesSummary pending(String group) {
		return read(command("XPENDING").option(group), (reply) -> StreamReplies.toSummary(group, reply));
	}

	@Override
	public PendingMessages pending(String group, Range<?> ids, long count) {
		return read(pendingOf(group, ids, count), (reply) -> StreamReplies.toPending(group, ids, reply));
	}

	@Override
	public PendingMessages pending(Consumer consumer, Range<?> ids, long count) {
		String group = consumer.getGroup();
		return read(pendingOf(group, ids, count).option(consumer.getName()),
				(reply) -> StreamReplies.toPending(group, ids, reply));
	}

	@Override
	public List<ObjectRecord<String, T>> claim(Consumer consumer, Duration minIdle, Collection<RecordId> ids) {
		if (ids.isEmpty()) {
			return nothing((none) -> List.of());
		}
		Command command = of(consumer, command("XCLAIM")).option(minIdle.toMillis()).each(Replies::concat);
		return consume(each(command, ids), Access.EXCHANGE, this.codec::decode);
	}

	@Override
	public Claim<T> autoClaim(Consumer consumer, Duration minIdle, RecordId start, long count) {
		return consume(of(consumer, command("XAUTOCLAIM")).option(minIdle.toMillis())
			.option(start.getValue())
			.option("COUNT")
			.count(count), Access.EXCHANGE, this.codec::decodeClaim);
	}

	@Override
	public XInfoStream info() {
		return read(Command.of("XINFO").option("STREAM").key(this), StreamReplies::toInfo);
	}

	@Override
	public XInfoGroups groups() {
		return read(Command.of("XINFO").option("GROUPS").key(this), StreamReplies::toGroups);
	}

	@Override
	public XInfoConsumers consumers(String group) {
		return read(Command.of("XINFO").option("CONSUMERS").key(this).option(group),
				(reply) -> StreamReplies.toConsumers(group, reply));
	}

	/**
	 * Does what belongs to reading by a consumer group.
	 */
	private <R> R consume(Command command, Access access, Decoder<R> decoder) {
		return run(Operation.of(subject(), access, decoder, command, true, List.of(read())));
	}

	/**
	 * Waits for entries.
	 * @param command makes the command without its last arguments
	 * @param offset where to read
	 * @param options how long to wait
	 */
	private List<ObjectRecord<String, T>> await(Supplier<Command> command, Supplier<String> offset,
			StreamReadOptions options) {
		Duration timeout = Duration.ofMillis(Objects.requireNonNull(options.getBlock()));
		List<ObjectRecord<String, T>> entries = Blocking.await(this, command.get().name(), timeout,
				(time) -> from(command.get().option("BLOCK").option(time.toMillis()), offset.get()),
				this.codec::decodeIfRead, read());
		return (entries != null) ? entries : List.of();
	}

	/**
	 * Where the stream ends now: what comes between two parts of the time that a command
	 * waits would not be the latest any more.
	 */
	private String resolve(ReadOffset offset) {
		if (!offset.equals(ReadOffset.latest())) {
			return offset.getOffset();
		}
		Command last = limit(command("XREVRANGE").option("+").option("-"), Limit.limit().count(1));
		return converse("XREAD").run(Operation.of(subject(), Access.EXCHANGE, StreamReplies::toFirstId, last, true,
				List.of(use(Clock.LEAVE))));
	}

	private Command from(Command command, String offset) {
		return command.option("STREAMS").key(this).option(offset);
	}

	private Command pendingOf(String group, Range<?> ids, long count) {
		return command("XPENDING").option(group).option(start(ids)).option(end(ids)).count(count);
	}

	private static Command readGroup(Consumer consumer, StreamReadOptions options) {
		Command command = of(consumer, Command.of("XREADGROUP").option("GROUP"));
		return count(options.isNoack() ? command.option("NOACK") : command, options);
	}

	private static Command of(Consumer consumer, Command command) {
		return command.option(consumer.getGroup()).option(consumer.getName());
	}

	private static Command each(Command command, Collection<RecordId> ids) {
		ids.forEach((id) -> command.option(id.getValue()));
		return command;
	}

	private static Command count(Command command, StreamReadOptions options) {
		return (options.getCount() != null) ? command.option("COUNT").count(options.getCount()) : command;
	}

	private static Command limit(Command command, Limit limit) {
		if (limit.getOffset() != 0) {
			throw new IllegalArgumentException(
					"Streams know no offset of '%d'. Use the id behind which to go on".formatted(limit.getOffset()));
		}
		return limit.isLimited() ? command.option("COUNT").count(limit.getCount()) : command;
	}

	private static Command trim(Command command, TrimOptions options) {
		boolean byLength = options.getTrimStrategy() instanceof MaxLenTrimStrategy;
		command.option(byLength ? "MAXLEN" : "MINID");
		if (options.getTrimOperator() == TrimOperator.APPROXIMATE) {
			command.option("~");
		}
		if (options.getTrimStrategy() instanceof MaxLenTrimStrategy length) {
			command.option(length.threshold());
		}
		else if (options.getTrimStrategy() instanceof MinIdTrimStrategy id) {
			command.option(id.threshold().getValue());
		}
		if (options.getLimit() != null) {
			command.option("LIMIT").option(options.getLimit());
		}
		if (options.getDeletionPolicy() != null) {
			command.needing("8.2").option(switch (options.getDeletionPolicy()) {
				case KEEP_REFERENCES -> "KEEPREF";
				case DELETE_REFERENCES -> "DELREF";
				case ACKNOWLEDGED -> "ACKED";
			});
		}
		return command;
	}

	private static String start(Range<?> ids) {
		return bound(ids.getLowerBound(), "-");
	}

	private static String end(Range<?> ids) {
		return bound(ids.getUpperBound(), "+");
	}

	private static String bound(Range.Bound<?> bound, String unbounded) {
		return bound.getValue().map((id) -> (bound.isInclusive() ? "" : "(") + id).orElse(unbounded);
	}

}
