package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.StreamKey.Claim;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Clocks.Person;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XTrimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.PendingMessages;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoStream;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoGroups;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoConsumers;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * Every operation of a stream. Its entry 1-1 is pending in a group, 2-1 is new to it.
 */
class StreamKeyTests extends KindTests<StreamKey<Person>> {

	private static final Person ANN = new Person("Ann", 41, "Rome");

	private static final Person BOB = new Person("Bob", 7, null);

	private static final RecordId FIRST = RecordId.of("1-1");

	private static final RecordId NEXT = RecordId.of("3-1");

	private static final Consumer CONSUMER = Consumer.from("g", "c");

	private static final Consumer OTHER = Consumer.from("g", "d");

	@Override
	List<KindOperation<StreamKey<Person>>> operations() {
		List<String> both = List.of("1-1 Ann", "2-1 Bob");
		List<String> first = List.of("1-1 Ann");
		List<String> second = List.of("2-1 Bob");
		return List.of(
				writes("add", "XADD @ * name Ann age 41 city Rome", (key, other) -> key.add(ANN))
					.mapped(Objects::nonNull)
					.results(true, true),
				writes("add with an id", "XADD @ 3-1 name Bob age 7", (key, other) -> key.add(NEXT, BOB)).results(NEXT,
						NEXT),
				writesIf("add with options", "XADD @ MAXLEN 5 * name Bob age 7",
						(key, other) -> key.add(BOB, XAddOptions.maxlen(5)))
					.mapped(Objects::nonNull)
					.creating()
					.results(true, true),
				writesIf("add to what exists", "XADD @ NOMKSTREAM * name Bob age 7",
						(key, other) -> key.add(BOB, XAddOptions.makeNoStream()))
					.mapped(Objects::nonNull)
					.results(false, true),
				writesIf("remove", "XDEL @ 1-1", (key, other) -> key.remove(FIRST)).results(false, true),
				writesIf("remove of what is not there", "XDEL @ 3-1", (key, other) -> key.remove(NEXT)).idling()
					.results(false, false),
				writesIf("removeAll", "XDEL @ 1-1 3-1", (key, other) -> key.removeAll(List.of(FIRST, NEXT))).results(0L,
						1L),
				writesIf("trim", "XTRIM @ MAXLEN 1", (key, other) -> key.trim(1)).results(0L, 1L),
				writesIf("trim of nothing", "XTRIM @ MAXLEN ~ 1", (key, other) -> key.trim(1, true)).idling()
					.results(0L, 0L),
				writesIf("trim with options", "XTRIM @ MINID 2-0",
						(key, other) -> key.trim(XTrimOptions.trim(TrimOptions.minId(RecordId.of("2-0")))))
					.results(0L, 1L),
				reads("size", "XLEN @", (key, other) -> key.size()).results(0L, 2L),
				reads("range", "XRANGE @ - +", (key, other) -> key.range(Range.unbounded()))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), both),
				reads("range with a limit", "XRANGE @ 1-1 (2-1 COUNT 3",
						(key, other) -> key.range(Range.rightOpen("1-1", "2-1"), Limit.limit().count(3)))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), first),
				reads("reverseRange", "XREVRANGE @ 3 1", (key, other) -> key.reverseRange(Range.closed("1", "3")))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), List.of("2-1 Bob", "1-1 Ann")),
				reads("reverseRange with a limit", "XREVRANGE @ + - COUNT 1",
						(key, other) -> key.reverseRange(Range.unbounded(), Limit.limit().count(1)))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), second),
				reads("read", "XREAD STREAMS @ 0", (key, other) -> key.read(ReadOffset.from("0")))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), both),
				reads("read with options", "XREAD COUNT 1 STREAMS @ 1-1",
						(key, other) -> key.read(ReadOffset.from(FIRST), StreamReadOptions.empty().count(1)))
					.mapped(StreamKeyTests::texts)
					.results(List.of(), second),
				fails("read by a group", "XREADGROUP GROUP g c STREAMS @ >", "NOGROUP",
						(key) -> key.read(CONSUMER, ReadOffset.lastConsumed()), StreamKeyTests::texts, second),
				fails("read by a group with options", "XREADGROUP GROUP g c NOACK COUNT 1 STREAMS @ 0", "NOGROUP",
						(key) -> key.read(CONSUMER, ReadOffset.from("0"), StreamReadOptions.empty().noack().count(1)),
						StreamKeyTests::texts, first),
				does("createGroup", "XGROUP CREATE @ h 0 MKSTREAM",
						(key, other) -> key.createGroup(ReadOffset.from("0"), "h")),
				fails("destroyGroup", "XGROUP DESTROY @ g", "ERR", (key) -> key.destroyGroup("g"), Function.identity(),
						true),
				fails("destroyGroup of none", "XGROUP DESTROY @ x", "ERR", (key) -> key.destroyGroup("x"),
						Function.identity(), false),
				fails("deleteConsumer", "XGROUP DELCONSUMER @ g c", "ERR", (key) -> key.deleteConsumer(CONSUMER),
						Function.identity(), 1L),
				reads("acknowledge", "XACK @ g 1-1", (key, other) -> key.acknowledge("g", FIRST)).results(false, true),
				reads("acknowledgeAll", "XACK @ g 1-1 3-1",
						(key, other) -> key.acknowledgeAll("g", List.of(FIRST, NEXT)))
					.results(0L, 1L),
				fails("pending", "XPENDING @ g", "NOGROUP", (key) -> key.pending("g"),
						PendingMessagesSummary::getTotalPendingMessages, 1L),
				fails("pending in a range", "XPENDING @ g (0-1 + 3", "NOGROUP",
						(key) -> key.pending("g", Range.leftOpen("0-1", "+"), 3),
						(PendingMessages messages) -> messages.map(PendingMessage::getIdAsString).toList(),
						List.of("1-1")),
				fails("pending with a consumer", "XPENDING @ g - + 3 d", "NOGROUP",
						(key) -> key.pending(OTHER, Range.unbounded(), 3), PendingMessages::size, 0),
				fails("claim", "XCLAIM @ g d 0 1-1 3-1", "NOGROUP",
						(key) -> key.claim(OTHER, Duration.ZERO, List.of(FIRST, NEXT)), StreamKeyTests::texts, first),
				fails("autoClaim", "XAUTOCLAIM @ g d 0 0-0 COUNT 5", "NOGROUP",
						(key) -> key.autoClaim(OTHER, Duration.ZERO, RecordId.of("0-0"), 5),
						(Claim<Person> claim) -> claim.next() + " " + texts(claim.entries()), "0-0 [1-1 Ann]"),
				fails("info", "XINFO STREAM @", "ERR", StreamKey::info, XInfoStream::streamLength, 2L),
				fails("groups", "XINFO GROUPS @", "ERR", StreamKey::groups,
						(XInfoGroups groups) -> groups.get(0).groupName(), "g"),
				fails("consumers", "XINFO CONSUMERS @ g", "ERR", (key) -> key.consumers("g"),
						(XInfoConsumers consumers) -> consumers.get(0).consumerName(), "c"));
	}

	/** A read that the server refuses if there is no key. */
	private <R> KindOperation<StreamKey<Person>> fails(String name, String command, String error,
			Function<StreamKey<Person>, R> call, Function<R, @Nullable Object> mapping, @Nullable Object result) {
		return reads(name, command, (key, other) -> {
			try {
				return call.apply(key);
			}
			catch (RedisSystemException ex) {
				return new Refusal(ex.getMessage().replaceAll(".* The server replied: ([A-Z]+) .*", "$1"));
			}
		}).<Object>mapped((any) -> (any instanceof Refusal refusal) ? refusal.error() : map(mapping, any))
			.failing()
			.results(error, result);
	}

	@SuppressWarnings("unchecked")
	private static <R> @Nullable Object map(Function<R, @Nullable Object> mapping, @Nullable Object result) {
		return mapping.apply((R) result);
	}

	private record Refusal(String error) {

	}

	@Override
	StreamKey<Person> key(Kinds kinds) {
		return kinds.stream();
	}

	@Override
	StreamKey<Person> other(Kinds kinds) {
		return kinds.otherStream();
	}

	@Override
	@SuppressWarnings("unchecked")
	void fill(RedisCommands<String, String> redis, String name) {
		redis.xadd(name, new XAddArgs().id("1-1"), "name", "Ann", "age", "41", "city", "Rome");
		redis.xgroupCreate(StreamOffset.from(name, "0"), "g");
		redis.xreadgroup(io.lettuce.core.Consumer.from("g", "c"), StreamOffset.lastConsumed(name));
		redis.xadd(name, new XAddArgs().id("2-1"), "name", "Bob", "age", "7");
	}

	static List<String> texts(List<ObjectRecord<String, Person>> entries) {
		return entries.stream().map((entry) -> entry.getId() + " " + entry.getValue().name()).toList();
	}

}
