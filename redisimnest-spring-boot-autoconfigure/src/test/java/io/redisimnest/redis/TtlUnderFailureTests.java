package io.redisimnest.redis;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No write leaves a key without its time-to-live, wherever the connection is cut.
 */
class TtlUnderFailureTests {

	private static final int WRITES = 400;

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

	private static void write(Declared declared, CuttableProxy proxy, RedisConnectionFactory factory, int bytes)
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
					RandomWrites.write(kinds, random);
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
			Connections.close(factory);
		}
		assertThat(seen).as("during the writes").isEmpty();
		assertThat(offenders()).isEmpty();
		assertThat(written).isGreaterThan(WRITES / 2);
		assertThat(TestRedis.commands().dbsize()).isPositive();
	}

	private static List<String> offenders() {
		return RandomWrites.offenders(TestRedis.commands());
	}

}
