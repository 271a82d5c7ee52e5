package io.redisimnest.redis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.key.BitmapKey;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.BitFieldSubCommands;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldIncrBy.Overflow;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldType;
import org.springframework.data.redis.connection.BitFieldSubCommands.Offset;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BitmapKeyTests extends KindTests<BitmapKey> {

	private static final BitFieldType U8 = BitFieldType.UINT_8;

	@Override
	List<KindOperation<BitmapKey>> operations() {
		return List.of(reads("get", "GETBIT @ 1", (key, other) -> key.get(1)).results(false, true),
				writes("set", "SETBIT @ 1 1", (key, other) -> key.set(1, true)).results(false, true),
				writes("set of 0", "SETBIT @ 1 0", (key, other) -> key.set(1, false)).results(false, true),
				reads("count", "BITCOUNT @", (key, other) -> key.count()).results(0L, 3L),
				reads("count in a range", "BITCOUNT @ 0 5", (key, other) -> key.count(Range.closed(0L, 5L))).results(0L,
						3L),
				reads("position", "BITPOS @ 1", (key, other) -> key.position(true)).results(null, 1L),
				reads("position of 0", "BITPOS @ 0", (key, other) -> key.position(false)).results(0L, 0L),
				reads("position in a range", "BITPOS @ 1 0 5", (key, other) -> key.position(true, Range.closed(0L, 5L)))
					.results(null, 1L),
				replaces("bitOp", "BITOP AND @ &", (key, other) -> key.bitOp(BitOperation.AND, List.of(other)))
					.behind(KindOperation.Use.READ)
					.notCreating()
					.results(0L, 1L),
				reads("bitField that gets", "BITFIELD @ GET u8 0 GET i4 4",
						(key, other) -> key.bitField(
								BitFieldSubCommands.create().get(U8).valueAt(0).get(BitFieldType.signed(4)).valueAt(4)))
					.results(List.of(0L, 0L), List.of(97L, 1L)),
				writes("bitField that sets", "BITFIELD @ SET u8 0 98 INCRBY u8 8 3",
						(key, other) -> key
							.bitField(BitFieldSubCommands.create().set(U8).valueAt(0).to(98).incr(U8).valueAt(8).by(3)))
					.results(List.of(0L, 3L), List.of(97L, 3L)),
				writes("bitField that fails", "BITFIELD @ OVERFLOW FAIL INCRBY u8 0 256",
						(key, other) -> key
							.bitField(BitFieldSubCommands.create().incr(U8).valueAt(0).overflow(Overflow.FAIL).by(256)))
					.results(Arrays.asList((Long) null), Arrays.asList((Long) null)));
	}

	@Override
	BitmapKey key(Kinds kinds) {
		return kinds.bitmap();
	}

	@Override
	BitmapKey other(Kinds kinds) {
		return kinds.otherBitmap();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.set(name, "a");
	}

	static Stream<Arguments> ranges() {
		return Stream.of(arguments(Range.closed(0L, 3L), "0 3", 4), arguments(Range.rightOpen(0L, 3L), "0 2", 3),
				arguments(Range.open(0L, 3L), "1 2", 2), arguments(Range.just(2L), "2 2", 1),
				arguments(Range.closed(-2L, -1L), "-2 -1", 2), arguments(Range.open(-4L, -1L), "-3 -2", 2),
				arguments(Range.unbounded(), "0 -1", 4),
				arguments(Range.rightUnbounded(Bound.exclusive(0L)), "1 -1", 3),
				arguments(Range.leftUnbounded(Bound.exclusive(-1L)), "0 -2", 3),
				arguments(Range.rightOpen(2L, 2L), "2 1", 0), arguments(Range.rightOpen(-2L, -2L), "-2 -3", 0),
				arguments(Range.rightOpen(0L, 0L), "1 0", 0),
				arguments(Range.rightUnbounded(Bound.exclusive(-1L)), "1 0", 0),
				arguments(Range.leftUnbounded(Bound.exclusive(0L)), "1 0", 0));
	}

	@ParameterizedTest
	@MethodSource("ranges")
	void boundsAreExact(Range<Long> bytes, String sent, long count) {
		BitmapKey key = tree().never().bitmap();
		TestRedis.commands().set(key.name(), "@@@@");
		assertThat(Monitor.sent(() -> assertThat(key.count(bytes)).isEqualTo(count)))
			.containsExactly("BITCOUNT clocks:never:bitmap " + sent);
	}

	@Test
	void aBoundBeyondWhatANumberCanTellIsRefused() {
		BitmapKey key = tree().never().bitmap();
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> key.count(Range.rightUnbounded(Bound.exclusive(Long.MAX_VALUE))));
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> key.count(Range.leftUnbounded(Bound.exclusive(Long.MIN_VALUE))));
	}

	@Test
	void whatIsNotStoredIsZero() {
		BitmapKey key = tree().onWrite().bitmap();
		key.bitField(BitFieldSubCommands.create().set(BitFieldType.UINT_16).valueAt(0).to(0xffff));
		assertThat(key.position(false)).isEqualTo(16);
		assertThat(key.position(false, Range.unbounded())).isEqualTo(16);
		assertThat(key.position(false, Range.rightUnbounded(Bound.inclusive(1L)))).isEqualTo(16);
	}

	@Test
	void aPositionIsLookedForWithinTheBytesOnly() {
		BitmapKey key = tree().onWrite().bitmap();
		key.set(12, true);
		assertThat(key.position(true, Range.just(0L))).isNull();
		assertThat(key.position(true, Range.rightUnbounded(Bound.exclusive(-1L)))).isNull();
		assertThat(key.position(true, Range.closed(-1L, 1L))).isEqualTo(12);
		assertThat(key.position(false, Range.just(1L))).isEqualTo(8);
		key.bitField(BitFieldSubCommands.create().set(BitFieldType.UINT_16).valueAt(0).to(0xffff));
		assertThat(key.position(false, Range.closed(0L, 1L))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "AND, 4", "OR, 7", "XOR, 3" })
	void sourcesAreCombined(BitOperation operation, long combined) {
		Kinds kinds = tree().onWrite();
		write(kinds.bitmap(), 5);
		write(kinds.otherBitmap(), 6);
		assertThat(kinds.bitmap().bitOp(operation, List.of(kinds.bitmap(), kinds.otherBitmap()))).isOne();
		assertThat(read(kinds.bitmap())).isEqualTo(combined);
		assertThat(Clock.of(kinds.bitmap().name())).isEqualTo(Clock.DECLARED);
	}

	@Test
	void bitsAreTurned() {
		Kinds kinds = tree().onWrite();
		write(kinds.otherBitmap(), 0xf0);
		assertThat(kinds.bitmap().bitOp(BitOperation.NOT, List.of(kinds.otherBitmap()))).isOne();
		assertThat(read(kinds.bitmap())).isEqualTo(0x0f);
	}

	@Test
	void bitOpReplacesWhateverThereIs() {
		Kinds kinds = tree().never();
		TestRedis.commands().rpush(kinds.bitmap().name(), "a");
		TestRedis.commands().expire(kinds.bitmap().name(), 50);
		write(kinds.otherBitmap(), 3);
		assertThat(kinds.bitmap().bitOp(BitOperation.OR, List.of(kinds.otherBitmap()))).isOne();
		assertThat(read(kinds.bitmap())).isEqualTo(3);
		assertThat(Clock.of(kinds.bitmap().name())).isEqualTo(Clock.NONE);
	}

	@Test
	void bitOpOfNothingLeavesNothing() {
		Kinds kinds = tree().onWrite();
		write(kinds.bitmap(), 3);
		assertThat(kinds.bitmap().bitOp(BitOperation.OR, List.of(kinds.otherBitmap()))).isZero();
		assertThat(kinds.bitmap().exists()).isFalse();
	}

	@Test
	void bitOpWithoutSourcesIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tree().onWrite().bitmap().bitOp(BitOperation.AND, List.of()))
			.withMessage("AND into key 'clocks:write:bitmap' has no sources. Give at least one");
	}

	@ParameterizedTest
	@EnumSource
	void integersUpTo53BitsAreExact(Declared declared) {
		BitmapKey key = declared.in(tree()).bitmap();
		BitFieldType u53 = BitFieldType.unsigned(53);
		BitFieldType i53 = BitFieldType.signed(53);
		long unsigned = (1L << 53) - 1;
		long signed = -(1L << 52);
		key.bitField(BitFieldSubCommands.create().set(u53).valueAt(3).to(unsigned).set(i53).valueAt(77).to(signed));
		assertThat(key.bitField(BitFieldSubCommands.create().get(u53).valueAt(3).get(i53).valueAt(77)))
			.containsExactly(unsigned, signed);
		assertThat(key.bitField(BitFieldSubCommands.create().incr(u53).valueAt(3).by(-1).incr(i53).valueAt(77).by(1)))
			.containsExactly(unsigned - 1, signed + 1);
	}

	@ParameterizedTest
	@EnumSource
	void widerIntegersAreRefusedWhateverIsDeclared(Declared declared) {
		BitmapKey key = declared.in(tree()).bitmap();
		assertThat(Monitor.sent(() -> assertThatIllegalArgumentException()
			.isThrownBy(() -> key
				.bitField(BitFieldSubCommands.create().get(U8).valueAt(0).get(BitFieldType.signed(54)).valueAt(0)))
			.withMessage("Integers of type 'i54' are not exact in scripts. Use at most 53 bits"))).isEmpty();
	}

	@Test
	void anOffsetMayCountIntegers() {
		BitmapKey key = tree().never().bitmap();
		Offset third = Offset.offset(2).multipliedByTypeLength();
		assertThat(Monitor.sent(() -> key.bitField(BitFieldSubCommands.create().set(U8).valueAt(third).to(7))))
			.containsExactly("BITFIELD clocks:never:bitmap SET u8 #2 7");
		assertThat(key.bitField(BitFieldSubCommands.create().get(U8).valueAt(16))).containsExactly(7L);
	}

	@Test
	void anOverflowHoldsForWhatComesBehindIt() {
		BitmapKey key = tree().onWrite().bitmap();
		assertThat(key.bitField(BitFieldSubCommands.create()
			.incr(U8)
			.valueAt(0)
			.overflow(Overflow.SAT)
			.by(300)
			.incr(U8)
			.valueAt(0)
			.by(1))).containsExactly(255L, 255L);
	}

	@Test
	void nothingIsSentForNothing() {
		BitmapKey key = tree().onWrite().bitmap();
		assertThat(Monitor.sent(() -> assertThat(key.bitField(BitFieldSubCommands.create())).isEmpty())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 1L << 32 })
	void anOffsetThatNoBitHasIsRefusedByTheServer(long offset) {
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> tree().onWrite().bitmap().set(offset, true))
			.withMessage("SETBIT of 'clocks:write:bitmap' (clocks.onWrite.bitmap) failed. The server replied: "
					+ "ERR bit offset is not an integer or out of range");
	}

	@Test
	void bitsAreValuesThatLogsDoNotShow() {
		BitmapKey key = tree().onWrite().bitmap();
		assertThat(Recorder.record(key, (recording) -> recording.set(1, true)).access().isValueReplied()).isTrue();
		assertThat(Recorder.record(key, (recording) -> recording.get(1)).access().isValueReplied()).isTrue();
	}

	private static void write(BitmapKey key, long value) {
		key.bitField(BitFieldSubCommands.create().set(U8).valueAt(0).to(value));
	}

	private static long read(BitmapKey key) {
		return key.bitField(BitFieldSubCommands.create().get(U8).valueAt(0)).get(0);
	}

}
