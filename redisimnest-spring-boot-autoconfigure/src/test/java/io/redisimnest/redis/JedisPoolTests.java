package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Batch;
import io.redisimnest.Transaction;
import io.redisimnest.key.CounterKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.util.Pool;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every connection goes back to its pool, and none that is lost.
 */
class JedisPoolTests {

	private static final String NAME = "pool";

	private static final String ABSENT = "0".repeat(40);

	private static final Request MYID = Request.of("CLUSTER", Argument.option("MYID"));

	private final List<JedisConnectionFactory> factories = new ArrayList<>();

	/**
	 * Where connections are: in a pool, in one for each node of Redis Cluster, or within
	 * those of Spring Data, as they were before Jedis 7.3.
	 */
	enum Mode {

		STANDALONE, CLUSTER, OLDER

	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
		TestCluster.flush();
	}

	@AfterEach
	void close() {
		this.factories.forEach(JedisConnectionFactory::destroy);
	}

	private JedisConnectionFactory connect(Mode mode, int size) {
		GenericObjectPoolConfig<Object> pool = new GenericObjectPoolConfig<>();
		pool.setMaxTotal(size);
		JedisClientConfiguration client = JedisClientConfiguration.builder()
			.clientName(NAME)
			.readTimeout(Duration.ofSeconds(5))
			.usePooling()
			.poolConfig(pool)
			.build();
		JedisConnectionFactory factory = (mode == Mode.CLUSTER)
				? new JedisConnectionFactory(TestCluster.configuration(), client) : new JedisConnectionFactory(
						new RedisStandaloneConfiguration(TestRedis.host(), TestRedis.port()), client);
		factory.setUseUnifiedJedis(mode != Mode.OLDER);
		factory.afterPropertiesSet();
		factory.start();
		this.factories.add(factory);
		return factory;
	}

	private static int active(JedisConnectionFactory factory) {
		try (RedisConnection connection = factory.getConnection()) {
			Object client = connection.getNativeConnection();
			if (client instanceof RedisClusterClient cluster) {
				return cluster.getClusterNodes().values().stream().mapToInt(Pool::getNumActive).sum();
			}
			// It needs one for itself, where the client is no pool.
			return (client instanceof RedisClient pool) ? pool.getPool().getNumActive() : 0;
		}
	}

	@ParameterizedTest
	@EnumSource
	void whateverWasDoneConnectionsAreGivenBack(Mode mode) {
		JedisConnectionFactory factory = connect(mode, 2);
		Clocks tree = Trees.create(Clocks.class, factory);
		CounterKey counter = tree.onWrite().count();
		for (int i = 0; i < 10; i++) {
			counter.increment();
			tree.onWrite().otherCount().set(Long.MAX_VALUE);
			assertThatExceptionOfType(RedisSystemException.class)
				.isThrownBy(() -> tree.onWrite().otherCount().increment());
			Batch batch = tree.batch();
			for (int j = 0; j < 50; j++) {
				batch.call(tree.onWrite().counts(j), CounterKey::increment);
			}
			batch.execute();
			try (Transaction transaction = tree.transaction()) {
				transaction.watch(counter);
				counter.get();
				transaction.call(counter, CounterKey::increment);
				if (i % 2 == 0) {
					transaction.execute();
				}
			}
			assertThat(tree.onWrite().list().leftPop(Duration.ofMillis(2))).isNull();
			assertThat(tree.subkeys().limit(5)).hasSize(5);
			assertThat(tree.countKeys()).isEqualTo(52);
			assertThat(tree.clear()).isEqualTo(52);
		}
		assertThat(active(factory)).isZero();
	}

	@Test
	void whereverItIsCutNoConnectionIsKept() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			JedisConnectionFactory factory = Connections.jedis(
					new RedisStandaloneConfiguration("127.0.0.1", proxy.port()),
					JedisClientConfiguration.builder().readTimeout(Duration.ofMillis(500)).build());
			this.factories.add(factory);
			Clocks tree = Trees.create(Clocks.class, factory);
			for (int bytes = 0; bytes < 3000; bytes += 60) {
				proxy.cutAfter(bytes);
				try (Transaction transaction = tree.transaction()) {
					transaction.watch(tree.onWrite().count());
					tree.onWrite().list().leftPop(Duration.ofMillis(2));
					transaction.call(tree.onWrite().count(), CounterKey::increment);
					transaction.execute();
					Batch batch = tree.batch();
					batch.run(tree.onWrite().text(), (text) -> text.set("a"));
					batch.execute();
					tree.clear();
				}
				catch (DataAccessException ex) {
					// It was cut.
				}
				assertThat(active(factory)).as("cut after %d bytes", bytes).isZero();
			}
		}
	}

	@Test
	void batchesThatGoToSeveralNodesDoNotWaitForEachOthersConnections() throws Exception {
		Clocks tree = Trees.create(Clocks.class, connect(Mode.CLUSTER, 1));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Void>> work = Collections.nCopies(8, () -> {
				for (int i = 0; i < 50; i++) {
					Batch batch = tree.batch();
					for (int j = 0; j < 20; j++) {
						batch.call(tree.onWrite().counts((j + i) % 20), CounterKey::increment);
					}
					batch.execute();
				}
				return null;
			});
			for (Future<Void> done : executor.invokeAll(work, 60, TimeUnit.SECONDS)) {
				done.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(tree.onWrite().counts(7).get()).isEqualTo(400);
	}

	@ParameterizedTest
	@EnumSource(names = "OLDER", mode = EnumSource.Mode.EXCLUDE)
	void connectionsThatWereLostWhileTheyWereIdleFailNoScan(Mode mode) {
		JedisConnectionFactory factory = connect(mode, 4);
		Clocks tree = Trees.create(Clocks.class, factory);
		tree.onWrite().count().increment();
		List<Transaction> transactions = Stream.generate(tree::transaction).limit(4).toList();
		transactions.forEach((transaction) -> transaction.watch(tree.onWrite().count()));
		transactions.forEach(Transaction::close);
		Stream.concat(TestCluster.nodes().stream(), Stream.of(TestRedis.commands())).forEach(JedisPoolTests::kill);
		assertThat(tree.countKeys()).isOne();
		assertThat(active(factory)).isZero();
	}

	private static void kill(RedisCommands<String, String> node) {
		node.clientList()
			.lines()
			.filter((client) -> client.contains(" name=" + NAME + " "))
			.map((client) -> client.split("[ =]")[1])
			.forEach((id) -> node.clientKill(KillArgs.Builder.id(Long.parseLong(id))));
	}

	@Test
	void aNodeThatIsNotKnownCannotBeReached() {
		JedisConnectionFactory factory = connect(Mode.CLUSTER, 2);
		try (RedisConnection connection = factory.getConnection()) {
			Driver driver = Driver.of(connection);
			assertThat(driver.isCluster()).isTrue();
			for (RedisCommands<String, String> node : TestCluster.nodes()) {
				Driver one = driver.node(node.clusterMyId());
				assertThat(one.isCluster()).isFalse();
				assertThat(Replies.toText(one.begin(List.of(MYID)).await().get(0))).isEqualTo(node.clusterMyId());
				one.release(true);
			}
			assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> driver.node(ABSENT))
				.withMessage("Node %s of Redis Cluster cannot be reached", ABSENT);
		}
		assertThat(active(factory)).isZero();
	}

}
