package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Batch;
import io.redisimnest.key.MovableKey;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Clocks.Person;

import org.springframework.data.domain.Range;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.BitFieldSubCommands;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldType;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;
import org.springframework.data.redis.connection.stream.ReadOffset;

/**
 * Writes of all kinds of key, chosen by chance.
 */
final class RandomWrites {

	/** The keys without a time-to-live, or with a longer one than declared. */
	private static final String OFFENDERS = """
			local offenders = {}
			for _, key in ipairs(redis.call('KEYS', 'clocks:*')) do
				local ttl = redis.call('PTTL', key)
				if ttl < 0 or ttl > 100000 then
					table.insert(offenders, key .. ' ' .. ttl)
				end
			end
			return offenders
			""";

	private interface Write {

		void run(Kinds kinds, Random random);

	}

	private static final List<Write> STRINGS = List.of(
			(kinds, random) -> kinds.texts(random.nextInt(5)).set(text(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).set(text(random), time(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).setIfAbsent(text(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).setIfAbsent(text(random), time(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).setIfPresent(text(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).setIfPresent(text(random), time(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).setKeepingTtl(text(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).getAndSet(text(random)),
			(kinds, random) -> kinds.texts(random.nextInt(5)).getAndDelete(),
			(kinds, random) -> kinds.texts(random.nextInt(5)).get(),
			(kinds, random) -> rename(kinds.texts(random.nextInt(5)), kinds.texts(random.nextInt(5)), random),
			(kinds, random) -> restore(kinds.texts(random.nextInt(5)), kinds.texts(random.nextInt(5))),
			(kinds, random) -> kinds.counts(random.nextInt(5)).set(random.nextInt()),
			(kinds, random) -> kinds.counts(random.nextInt(5)).increment(),
			(kinds, random) -> kinds.counts(random.nextInt(5)).decrement(random.nextInt()),
			(kinds, random) -> rename(kinds.counts(random.nextInt(5)), kinds.counts(random.nextInt(5)), random),
			(kinds, random) -> kinds.counts(random.nextInt(5)).delete(),
			(kinds, random) -> kinds.bitmap().set(random.nextInt(100), random.nextBoolean()),
			(kinds, random) -> kinds.bitmap()
				.bitField(BitFieldSubCommands.create().incr(BitFieldType.INT_8).valueAt(0).by(1)),
			(kinds, random) -> kinds.otherBitmap().bitOp(BitOperation.OR, List.of(kinds.bitmap())),
			(kinds, random) -> kinds.hyperLogLog().addAll(texts(random)),
			(kinds, random) -> kinds.otherHyperLogLog().union(List.of(kinds.hyperLogLog())));

	private static final List<Write> COLLECTIONS = List.of((kinds, random) -> kinds.hash().put(text(random), 1),
			(kinds, random) -> kinds.hash().putAll(numbers(random, 1 + random.nextInt(5))),
			(kinds, random) -> kinds.hash().putAll(numbers(random, 7000)),
			(kinds, random) -> kinds.hash().putIfAbsent(text(random), 1),
			(kinds, random) -> kinds.hash().increment(text(random), 2),
			(kinds, random) -> kinds.hash().increment(text(random), 0.5),
			(kinds, random) -> kinds.hash().removeAll(texts(random)), (kinds, random) -> kinds.hash().unlink(),
			(kinds, random) -> rename(kinds.hash(), kinds.otherHash(), random),
			(kinds, random) -> kinds.person().set(new Person(text(random), 1, random.nextBoolean() ? "a" : null)),
			(kinds, random) -> kinds.person().merge(new Person(text(random), 1, null)),
			(kinds, random) -> kinds.list().leftPush(text(random)),
			(kinds, random) -> kinds.list().rightPushAll(texts(random)),
			(kinds, random) -> kinds.list().leftPushIfPresent(text(random)), (kinds, random) -> kinds.list().leftPop(),
			(kinds, random) -> kinds.list().rightPop(2), (kinds, random) -> kinds.list().leftPop(Duration.ofMillis(5)),
			(kinds, random) -> kinds.list().trim(0, 20),
			(kinds, random) -> kinds.list().move(Direction.LEFT, kinds.otherList(), Direction.RIGHT),
			(kinds, random) -> kinds.otherList().move(Direction.LEFT, kinds.list(), Direction.LEFT),
			(kinds, random) -> kinds.set().add(text(random)), (kinds, random) -> kinds.set().addAll(texts(random)),
			(kinds, random) -> kinds.set().removeAll(texts(random)), (kinds, random) -> kinds.set().pop(),
			(kinds, random) -> kinds.set().move(text(random), kinds.otherSet()),
			(kinds, random) -> kinds.set().unionAndStore(List.of(kinds.otherSet()), kinds.otherSet()),
			(kinds, random) -> kinds.otherSet().differenceAndStore(List.of(kinds.set()), kinds.set()),
			(kinds, random) -> kinds.sortedSet().add(text(random), random.nextDouble()),
			(kinds, random) -> kinds.sortedSet().addIfAbsent(text(random), random.nextDouble()),
			(kinds, random) -> kinds.sortedSet().incrementScore(text(random), 1),
			(kinds, random) -> kinds.sortedSet().popMin(),
			(kinds, random) -> kinds.sortedSet().popMax(Duration.ofMillis(5)),
			(kinds, random) -> kinds.sortedSet().removeRangeByScore(Range.closed(0.2, 0.4)),
			(kinds, random) -> kinds.sortedSet().unionAndStore(List.of(kinds.otherSortedSet()), kinds.otherSortedSet()),
			(kinds, random) -> kinds.geo().add(new Point(random.nextDouble(), random.nextDouble()), text(random)),
			(kinds, random) -> kinds.geo().remove(text(random)),
			(kinds, random) -> kinds.stream().add(new Person(text(random), 2, null)),
			(kinds, random) -> kinds.stream().trim(10),
			(kinds, random) -> kinds.stream().createGroup(ReadOffset.from("0"), text(random)),
			(kinds, random) -> batch(kinds, random));

	static final List<Write> ALL = IntStream.range(0, STRINGS.size() + COLLECTIONS.size())
		.mapToObj((i) -> (i < STRINGS.size()) ? STRINGS.get(i) : COLLECTIONS.get(i - STRINGS.size()))
		.toList();

	private RandomWrites() {
	}

	/**
	 * Does one write.
	 * @param kinds the keys
	 * @param random the chance
	 */
	static void write(Kinds kinds, Random random) {
		ALL.get(random.nextInt(ALL.size())).run(kinds, random);
	}

	/**
	 * The keys of the tree that do not have the time-to-live that they ought to have.
	 * @param commands the server
	 * @return their names and times
	 */
	static List<String> offenders(RedisCommands<String, String> commands) {
		return commands.eval(OFFENDERS, ScriptOutputType.MULTI);
	}

	private static void batch(Kinds kinds, Random random) {
		Batch batch = kinds.batch();
		for (int i = 0; i < 20; i++) {
			batch.run(kinds.hash(), (hash) -> hash.put(text(random), 1));
			batch.run(kinds.set(), (set) -> set.add(text(random)));
			batch.run(kinds.list(), (list) -> list.leftPush(text(random)));
		}
		batch.execute();
	}

	private static <K extends MovableKey<K>> void rename(K source, K destination, Random random) {
		if (random.nextBoolean()) {
			source.renameTo(destination);
		}
		else {
			source.renameToIfAbsent(destination);
		}
	}

	private static <K extends MovableKey<K>> void restore(K source, K destination) {
		byte[] dump = source.dump();
		if (dump != null) {
			destination.restore(dump, true);
		}
	}

	private static String text(Random random) {
		return String.valueOf(random.nextInt(20));
	}

	private static List<String> texts(Random random) {
		List<String> texts = new ArrayList<>();
		IntStream.range(0, 1 + random.nextInt(5)).forEach((i) -> texts.add(text(random)));
		return texts;
	}

	private static Map<String, Integer> numbers(Random random, int count) {
		Map<String, Integer> numbers = new HashMap<>();
		IntStream.range(0, count).forEach((i) -> numbers.put(String.valueOf(random.nextInt(count)), i));
		return numbers;
	}

	private static Duration time(Random random) {
		return Duration.ofSeconds(1 + random.nextInt(90));
	}

}
