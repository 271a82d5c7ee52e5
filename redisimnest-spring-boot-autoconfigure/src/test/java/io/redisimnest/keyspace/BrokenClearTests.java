package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The connection breaks at any byte while keys are being deleted.
 */
class BrokenClearTests {

	private static final int KEYS = 1000;

	private static final String FILL = "for i = 1, ARGV[1] do redis.call('SET', 'tree:' .. i, '') "
			+ "redis.call('SET', 'trees:' .. i, '') end";

	private final CuttableProxy proxy = new CuttableProxy(TestRedis.port());

	private final Subtrees direct = Subtrees.below("tree", TestRedis.connectionFactory());

	@BeforeEach
	void fill() {
		TestRedis.flush();
		TestRedis.commands().eval(FILL, ScriptOutputType.STATUS, new String[0], String.valueOf(KEYS));
	}

	@AfterEach
	void close() {
		this.proxy.close();
	}

	static IntStream seeds() {
		return IntStream.range(0, 12);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aClearTellsTheTruthAndASecondOneCompletesIt(int seed) {
		clearAndClearAgain(this.proxy.connectionFactory(), seed);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aClearWithoutReconnectionTellsTheTruthAndASecondOneCompletesIt(int seed) {
		clearAndClearAgain(this.proxy.unforgivingConnectionFactory(), seed);
	}

	private void clearAndClearAgain(RedisConnectionFactory factory, int seed) {
		Random random = new Random(seed);
		try {
			this.proxy.cutAfter(random.nextInt(60_000));
			int pages = random.nextInt(20);
			int[] seen = new int[1];
			ClearReport report = clear(Subtrees.below("tree", factory),
					ClearOptions.defaults().onProgress((progress) -> {
						if (++seen[0] == pages) {
							this.proxy.cut();
						}
					}));
			int left = left("tree:*");
			assertThat(report.deleted()).isLessThanOrEqualTo(KEYS - left);
			assertThat(left > 0 && report.complete()).isFalse();
			assertThat(this.direct.subtree().clear(ClearOptions.defaults()).deleted()).isEqualTo(left);
			assertThat(left("tree:*")).isZero();
			assertThat(left("trees:*")).isEqualTo(KEYS);
		}
		finally {
			Connections.close(factory);
		}
	}

	private static int left(String pattern) {
		return TestRedis.commands().keys(pattern).size();
	}

	private static ClearReport clear(Subtrees tree, ClearOptions options) {
		try {
			return tree.subtree().clear(options);
		}
		catch (IncompleteClearException ex) {
			assertThat(ex.getReport().complete()).isFalse();
			return ex.getReport();
		}
		catch (DataAccessException ex) {
			return new ClearReport(0, Map.of(), Duration.ZERO, false);
		}
	}

	@Test
	void aClearWhoseServerGoesAwayTellsHowManyKeysWereDeleted() {
		RedisConnectionFactory factory = this.proxy.connectionFactory();
		assertThatExceptionOfType(IncompleteClearException.class).isThrownBy(
				() -> Subtrees.below("tree", factory).subtree().clear(ClearOptions.defaults().onProgress((progress) -> {
					if (progress.matched() > KEYS / 2) {
						this.proxy.switchTo(1);
					}
				})))
			.satisfies((ex) -> {
				long deleted = ex.getReport().deleted();
				assertThat(deleted).isBetween(KEYS / 3L, (long) KEYS - left("tree:*"));
				assertThat(ex.getReport().complete()).isFalse();
				assertThat(ex).hasMessageMatching("Clearing of 'tree' ended after at least " + deleted
						+ " keys were deleted: Redis connection failed(: [^.]+)?\\. Clear it again to delete the rest");
			});
		Connections.close(factory);
	}

	@Test
	void aServerThatNeverAnswersIsToldWithoutAReport() {
		RedisConnectionFactory factory = this.proxy.connectionFactory();
		this.proxy.switchTo(1);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Subtrees.below("tree", factory).subtree().clear(ClearOptions.defaults()))
			.isNotInstanceOf(IncompleteClearException.class);
		Connections.close(factory);
	}

	/** Jedis may get to the end, as it sends such commands again by itself. */
	@Test
	@Timeout(60)
	void aClearWhoseConnectionBreaksAfterEveryPageDoesNotGoOnForEver() {
		RedisConnectionFactory factory = this.proxy.unforgivingConnectionFactory();
		TestRedis.commands().eval(FILL, ScriptOutputType.STATUS, new String[0], "5000");
		ClearReport report = clear(Subtrees.below("tree", factory),
				ClearOptions.defaults().onProgress((progress) -> this.proxy.cut()));
		int left = left("tree:*");
		assertThat(report.deleted()).isLessThanOrEqualTo(5000 - left);
		assertThat(report.complete()).isEqualTo(left == 0);
		Connections.close(factory);
	}

}
