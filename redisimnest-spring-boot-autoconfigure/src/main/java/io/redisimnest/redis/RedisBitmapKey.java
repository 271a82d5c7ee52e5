package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.redisimnest.key.BitmapKey;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.BitFieldSubCommands;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldGet;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldIncrBy;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldSet;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldSubCommand;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;

/**
 * {@link BitmapKey} on a Redis string.
 */
final class RedisBitmapKey extends RedisKey implements RedisMovable<BitmapKey>, BitmapKey {

	/** Lua has no integers, and its numbers are exact up to this. */
	private static final int MAXIMUM_BITS = 53;

	private static final Set<BitOperation> OLD = EnumSet.of(BitOperation.AND, BitOperation.OR, BitOperation.XOR,
			BitOperation.NOT);

	RedisBitmapKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public boolean get(long offset) {
		return read(command("GETBIT").option(offset), Replies.IS_ONE);
	}

	@Override
	public boolean set(long offset, boolean bit) {
		return replace(bit(command("SETBIT").option(offset), bit), Replies.IS_ONE);
	}

	@Override
	public long count() {
		return read(command("BITCOUNT"), Replies.COUNT);
	}

	@Override
	public long count(Range<Long> bytes) {
		Bytes within = Bytes.of(bytes);
		return read(command("BITCOUNT").option(within.first()).option((within.last() != null) ? within.last() : -1),
				Replies.COUNT);
	}

	@Override
	public @Nullable Long position(boolean bit) {
		return read(bit(command("BITPOS"), bit), RedisBitmapKey::decodePosition);
	}

	@Override
	public @Nullable Long position(boolean bit, Range<Long> bytes) {
		Bytes within = Bytes.of(bytes);
		Command command = bit(command("BITPOS"), bit).option(within.first());
		if (within.last() != null) {
			command.option(within.last());
		}
		return read(command, RedisBitmapKey::decodePosition);
	}

	@Override
	public long bitOp(BitOperation operation, Collection<? extends BitmapKey> sources) {
		if (sources.isEmpty()) {
			throw new IllegalArgumentException(
					"%s into key '%s' has no sources. Give at least one".formatted(operation, this));
		}
		List<RedisKey> operands = sources.stream().map(this::peer).toList();
		Command command = Command.of("BITOP").option(operation.name()).key(this).keys(operands);
		if (!OLD.contains(operation)) {
			command.needing("8.2");
		}
		List<KeyUse> uses = new ArrayList<>();
		operands.forEach((operand) -> uses.add(operand.read()));
		// Last, for whatever it holds is never of the wrong kind.
		uses.add(replaced());
		return run(Operation.of(subject(), Access.WRITE, Replies.COUNT, command, true, uses));
	}

	@Override
	public List<@Nullable Long> bitField(BitFieldSubCommands commands) {
		if (commands.getSubCommands().isEmpty()) {
			return nothing((none) -> List.of());
		}
		Command command = command("BITFIELD");
		commands.forEach((each) -> add(command, each));
		Decoder<List<@Nullable Long>> decoder = (reply) -> Replies.toList(reply, (number) -> (Long) number);
		return commands.getSubCommands().stream().allMatch(BitFieldGet.class::isInstance) ? read(command, decoder)
				: replace(command, decoder);
	}

	private static void add(Command command, BitFieldSubCommand each) {
		String type = each.getType().asString();
		if (each.getType().getBits() > MAXIMUM_BITS) {
			throw new IllegalArgumentException("Integers of type '%s' are not exact in scripts. Use at most %d bits"
				.formatted(type, MAXIMUM_BITS));
		}
		if (each instanceof BitFieldIncrBy increment && increment.getOverflow() != null) {
			command.option("OVERFLOW").option(increment.getOverflow().name());
		}
		command.option(each.getCommand()).option(type).option(each.getOffset().asString());
		if (each instanceof BitFieldSet set) {
			command.value(bytes(set.getValue()));
		}
		else if (each instanceof BitFieldIncrBy increment) {
			command.value(bytes(increment.getValue()));
		}
	}

	private static byte[] bytes(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Writes to the value, a part of which is the reply.
	 */
	private <R> R replace(Command command, Decoder<R> decoder) {
		return run(Operation.of(subject(), Access.EXCHANGE, decoder, command, true, List.of(written())));
	}

	private static Command bit(Command command, boolean bit) {
		return command.value(bytes(bit ? 1 : 0));
	}

	private static @Nullable Long decodePosition(@Nullable Object reply) {
		long position = Replies.toLong(reply);
		return (position >= 0) ? position : null;
	}

	/**
	 * Bytes as Redis takes them, with inclusive bounds.
	 *
	 * @param first the index of the first byte
	 * @param last the index of the last byte, {@code null} if there is no bound
	 */
	private record Bytes(long first, @Nullable Long last) {

		private static final Bytes NONE = new Bytes(1, 0L);

		/**
		 * Behind -1, the last byte, there is nothing, not 0; and before 0 not -1.
		 */
		static Bytes of(Range<Long> range) {
			Bound<Long> lower = range.getLowerBound();
			Bound<Long> upper = range.getUpperBound();
			if (lower.equals(Bound.exclusive(-1L)) || upper.equals(Bound.exclusive(0L))) {
				return NONE;
			}
			return new Bytes(
					lower.getValue().map((first) -> lower.isInclusive() ? first : Math.addExact(first, 1)).orElse(0L),
					upper.getValue()
						.map((last) -> upper.isInclusive() ? last : (Long) Math.subtractExact(last, 1))
						.orElse(null));
		}

	}

}
