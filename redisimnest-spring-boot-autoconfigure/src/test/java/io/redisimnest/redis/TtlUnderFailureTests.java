package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No write leaves a key without its time-to-live, wherever the connection is cut.
 */
class TtlUnderFailureTests {

	private static final int WRITES = 400;

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

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void noWriteThatIsSentAgainLeavesAKeyWithoutItsTtl(Declared declared) throws InterruptedException {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			write(declared, proxy, proxy.connectionFactory(), 200);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void noWriteThatIsCutOffLeavesAKeyWithoutItsTtl(Declared declared) throws InterruptedException {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			// A connection begins with a handshake of some hundred bytes.
			write(declared, proxy, proxy.unforgivingConnectionFactory(), 1000);
		}
	}

	private static void write(Declared declared, CuttableProxy proxy, LettuceConnectionFactory factory, int bytes)
			throws InterruptedException {
		Random random = new Random(declared.ordinal());
		Kinds kinds = declared.in(Trees.create(Clocks.class, factory));
		int written = 0;
		AtomicBoolean done = new AtomicBoolean();
		Set<String> seen = ConcurrentHashMap.newKeySet();
		Thread observer = new Thread(() -> {
			while (!done.get()) {
				seen.addAll(offenders());
			}
		});
		observer.start();
		try {
			for (int i = 0; i < WRITES; i++) {
				if (random.nextInt(3) == 0) {
					proxy.cutAfter(random.nextInt(bytes));
				}
				if (random.nextInt(50) == 0) {
					TestRedis.commands().scriptFlush();
				}
				try {
					write(kinds, random);
					written++;
				}
				catch (DataAccessException ex) {
					// The connection was cut, or there was nothing to rename.
				}
				assertThat(offenders()).as("after write " + i).isEmpty();
			}
		}
		finally {
			done.set(true);
			observer.join();
			factory.destroy();
		}
		assertThat(seen).as("during the writes").isEmpty();
		assertThat(offenders()).isEmpty();
		assertThat(written).isGreaterThan(WRITES / 2);
		assertThat(TestRedis.commands().dbsize()).isPositive();
	}

	private static List<String> offenders() {
		return TestRedis.commands().eval(OFFENDERS, ScriptOutputType.MULTI);
	}

	private static void write(Kinds kinds, Random random) {
		ValueKey<String> text = kinds.texts(random.nextInt(5));
		ValueKey<String> otherText = kinds.texts(random.nextInt(5));
		CounterKey count = kinds.counts(random.nextInt(5));
		CounterKey otherCount = kinds.counts(random.nextInt(5));
		Duration own = Duration.ofSeconds(1 + random.nextInt(90));
		String value = "x".repeat(random.nextInt(50));
		switch (random.nextInt(20)) {
			case 0 -> text.set(value);
			case 1 -> text.set(value, own);
			case 2 -> text.setIfAbsent(value);
			case 3 -> text.setIfAbsent(value, own);
			case 4 -> text.setIfPresent(value);
			case 5 -> text.setIfPresent(value, own);
			case 6 -> text.setKeepingTtl(value);
			case 7 -> text.getAndSet(value);
			case 8 -> text.getAndDelete();
			case 9 -> text.get();
			case 10 -> rename(text, otherText, random.nextBoolean());
			case 11 -> rename(count, otherCount, random.nextBoolean());
			case 12 -> restore(text, otherText);
			case 13 -> count.set(random.nextInt());
			case 14 -> count.increment();
			case 15 -> count.decrement();
			case 16 -> count.increment(random.nextInt());
			case 17 -> count.decrement(random.nextInt());
			case 18 -> count.delete();
			default -> text.unlink();
		}
	}

	private static void rename(ValueKey<String> source, ValueKey<String> destination, boolean ifAbsent) {
		if (ifAbsent) {
			source.renameToIfAbsent(destination);
		}
		else {
			source.renameTo(destination);
		}
	}

	private static void rename(CounterKey source, CounterKey destination, boolean ifAbsent) {
		if (ifAbsent) {
			source.renameToIfAbsent(destination);
		}
		else {
			source.renameTo(destination);
		}
	}

	private static void restore(ValueKey<String> source, ValueKey<String> destination) {
		byte[] dump = source.dump();
		if (dump != null) {
			destination.restore(dump, true);
		}
	}

}
