package io.redisimnest.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.Estimate;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RegistryInspectorTests {

	private final ClusterRegistry registry = Trees.registry();

	private final Stock stock = this.registry.factory(TestRedis::connectionFactory).create(Stock.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private RegistryInspector inspector(Duration maxAge) {
		return inspector(Integer.MAX_VALUE, maxAge, Long.MAX_VALUE);
	}

	private RegistryInspector inspector(long maxKeys, Duration maxAge, long keysPerSecond) {
		return new RegistryInspector(this.registry,
				new CensusSettings(maxKeys, Duration.ofMinutes(1), maxAge, keysPerSecond), List.of());
	}

	private static void fill(int count) {
		TestRedis.commands()
			.eval("for i = 1, ARGV[1] do redis.call('SET', 'stock:item:' .. i .. ':name', '') end",
					ScriptOutputType.STATUS, new String[0], String.valueOf(count));
	}

	@Test
	void aYoungCensusIsGivenAgainAndSendsNothing() {
		RegistryInspector inspector = inspector(Duration.ofHours(1));
		Census census = inspector.census();
		this.stock.item(1).name().set("nail");
		assertThat(Monitor.sent(() -> assertThat(inspector.census()).isSameAs(census))).isEmpty();
	}

	@Test
	void anOldCensusIsNotGivenAgain() {
		RegistryInspector inspector = inspector(Duration.ZERO);
		inspector.census();
		this.stock.item(1).name().set("nail");
		assertThat(inspector.census().key("stock.item.name").keys()).isEqualTo(Estimate.exactly(1));
	}

	@Test
	void whoAsksForACensusGetsANewOne() {
		RegistryInspector inspector = inspector(Duration.ofHours(1));
		inspector.census();
		this.stock.item(1).name().set("nail");
		assertThat(inspector.census(CensusOptions.defaults()).cluster("stock").keys().value()).isOne();
		assertThat(inspector.census().cluster("stock").keys().value()).isOne();
	}

	@Test
	void aFailureIsNotKept() {
		RegistryInspector inspector = inspector(Duration.ofHours(1));
		this.registry.factory(() -> TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort())).create(Other.class);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(inspector::census);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(inspector::census);
	}

	@Test
	void theBudgetBoundsACensusUnlessAnExactOneIsAskedFor() {
		fill(5000);
		RegistryInspector inspector = inspector(1000, Duration.ZERO, Long.MAX_VALUE);
		assertThat(inspector.census().exact()).isFalse();
		assertThat(inspector.census(CensusOptions.defaults().exact())).satisfies((census) -> {
			assertThat(census.exact()).isTrue();
			assertThat(census.key("stock.item.name").keys()).isEqualTo(Estimate.exactly(5000));
		});
	}

	@Test
	void thoseWhoAskAtTheSameTimeShareOnePass() throws Exception {
		fill(3000);
		RegistryInspector inspector = inspector(Integer.MAX_VALUE, Duration.ZERO, 6000);
		ExecutorService executor = Executors.newFixedThreadPool(8);
		List<Future<Census>> results = new ArrayList<>();
		List<String> sent = Monitor.sent(() -> {
			CountDownLatch ready = new CountDownLatch(8);
			for (int i = 0; i < 8; i++) {
				results.add(executor.submit(() -> {
					ready.countDown();
					ready.await(10, TimeUnit.SECONDS);
					return inspector.census();
				}));
			}
			results.forEach(RegistryInspectorTests::get);
		});
		executor.shutdown();
		assertThat(sent.stream().filter((command) -> command.startsWith("SCAN 0 "))).hasSize(1);
		assertThat(results.stream().map(RegistryInspectorTests::get).distinct()).hasSize(1);
	}

	private static Census get(Future<Census> result) {
		try {
			return result.get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void progressIsToldToThoseWhoAskForIt() {
		fill(3000);
		List<Long> visited = new ArrayList<>();
		inspector(Duration.ZERO)
			.census(CensusOptions.defaults().exact().onProgress((progress) -> visited.add(progress.visited())));
		assertThat(visited).isSorted().hasSizeGreaterThan(1).endsWith(3000L);
	}

	@Test
	void treesOnSeveralServersAreCountedOnTheirOwn() {
		RedisServer server = TestRedis.embedded(TestRedis.freePort());
		try {
			RedisConnectionFactory factory = TestRedis.connectionFactory("127.0.0.1", server.ports().get(0));
			Other other = this.registry.factory(() -> factory).create(Other.class);
			this.stock.item(1).name().set("nail");
			other.a().set("x");
			other.b().set("x");
			Census census = inspector(Duration.ZERO).census();
			assertThat(census.exact()).isTrue();
			assertThat(census.cluster("stock").keys().value()).isOne();
			assertThat(census.cluster("other").keys().value()).isEqualTo(2);
			assertThat(census.findings()).isEmpty();
		}
		finally {
			TestRedis.stop(server);
		}
	}

	@Prefix("stock")
	interface Stock extends Cluster {

		@Prefix("item:{id}")
		Item item(long id);

	}

	interface Item extends Cluster {

		ValueKey<String> name();

	}

	@Prefix("other")
	interface Other extends Cluster {

		ValueKey<String> a();

		ValueKey<String> b();

	}

}
