package io.redisimnest.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.redisimnest.Batch;
import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.Transaction;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands as Micrometer sees them.
 */
class CommandObserverTests {

	private static final String SECRET = "planted:4711";

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Throwable> errors = new ArrayList<>();

	private final Shop shop = shop(TestRedis.connectionFactory(), null);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	/**
	 * Whatever happens, each command that has begun has ended, and no error names a key.
	 */
	@AfterEach
	void nothingIsUnderWay() {
		assertThat(this.meters.getMeters()).filteredOn(LongTaskTimer.class::isInstance)
			.allMatch((meter) -> ((LongTaskTimer) meter).activeTasks() == 0);
		assertThat(this.errors).allSatisfy((error) -> assertThat(error).message().doesNotContain("shop:"))
			.allSatisfy((error) -> assertThat(error).hasNoCause());
	}

	private Shop shop(RedisConnectionFactory factory, @Nullable CommandObservationConvention convention) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new ObservationHandler<>() {

				@Override
				public void onError(Observation.Context context) {
					CommandObserverTests.this.errors.add(context.getError());
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			});
		return Trees
			.registry(Trees.parser("", Map.of(), UnaryOperator.identity()), new KeyspaceSettings(10, 5),
					new CommandObserver(observations, convention))
			.factory(() -> factory)
			.create(Shop.class);
	}

	/** Each series of timers with how often it was counted. */
	private List<String> counts() {
		return timers()
			.map((timer) -> Stream.of("path", "kind", "command", "outcome")
				.map(timer.getId()::getTag)
				.collect(Collectors.joining(" ")) + " " + timer.count())
			.sorted()
			.toList();
	}

	private Stream<Timer> timers() {
		return this.meters.find("redisimnest.command").timers().stream();
	}

	@Test
	void readsHitOrMissAndWritesAreOk() {
		User user = this.shop.user("1");
		assertThat(user.name().get()).isNull();
		user.name().set("Ann");
		user.name().get();
		user.name().get();
		user.tags().members();
		user.tags().add("new");
		user.tags().members();
		user.visits().increment();
		user.messages().leftPop();
		user.name().exists();
		assertThat(counts()).containsExactly("shop.user.messages ListKey LPOP miss 1",
				"shop.user.name ValueKey EXISTS ok 1", "shop.user.name ValueKey GET hit 2",
				"shop.user.name ValueKey GET miss 1", "shop.user.name ValueKey SET ok 1",
				"shop.user.tags SetKey SADD ok 1", "shop.user.tags SetKey SMEMBERS hit 1",
				"shop.user.tags SetKey SMEMBERS miss 1", "shop.user.visits CounterKey INCRBY ok 1");
	}

	@Test
	void anErrorOfTheServerIsToldByItsCode() {
		TestRedis.commands().lpush("shop:user:1:name", "x");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> this.shop.user("1").name().get());
		assertThat(counts()).containsExactly("shop.user.name ValueKey GET WRONGTYPE 1");
		assertThat(timers().map((timer) -> timer.getId().getTag("error"))).containsExactly("CommandFailure");
		assertThat(this.errors).singleElement().satisfies((error) -> assertThat(error).hasMessage("WRONGTYPE"));
	}

	@Test
	void eachCommandOfABatchAndOfATransactionIsObserved() {
		Batch batch = this.shop.batch();
		batch.run(this.shop.user("1").name(), (key) -> key.set("Ann"));
		batch.call(this.shop.user("2").name(), ValueKey::get);
		batch.execute();
		try (Transaction transaction = this.shop.transaction()) {
			transaction.run(this.shop.user("1").name(), (key) -> key.set("Bob"));
			transaction.execute();
		}
		assertThat(counts()).containsExactly("shop.user.name ValueKey GET miss 1", "shop.user.name ValueKey SET ok 2");
	}

	@Test
	void aTransactionWhoseWatchedKeyHasChangedFails() {
		try (Transaction transaction = this.shop.transaction()) {
			transaction.watch(this.shop.user("1").name());
			TestRedis.commands().set("shop:user:1:name", "x");
			transaction.run(this.shop.user("1").name(), (key) -> key.set("Bob"));
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(transaction::execute);
		}
		assertThat(this.errors).hasSize(1);
		assertThat(counts()).containsExactly("shop.user.name ValueKey SET OptimisticLockingFailureException 1",
				"shop.user.name ValueKey WATCH ok 1");
	}

	@Test
	void aPassIsOfTheCluster() {
		this.shop.user("1").name().set("Ann");
		this.meters.clear();
		this.shop.user("1").clear();
		assertThat(counts()).containsExactly("shop.user Cluster DBSIZE ok 1", "shop.user Cluster INFO ok 2",
				"shop.user Cluster SCAN ok 1", "shop.user Cluster UNLINK ok 1");
	}

	@Test
	void whatIsCancelledEnds() {
		for (int i = 0; i < 200; i++) {
			TestRedis.commands().set("shop:user:1:x" + i, "");
		}
		assertThat(this.shop.user("1").subtree().clear(ClearOptions.defaults().limit(25)).deleted()).isEqualTo(25);
		this.shop.user("1").subkeys().limit(15).toList();
		assertThat(counts()).isNotEmpty();
	}

	@Test
	void whatFailsForItsConnectionEnds() {
		for (int i = 0; i < 100; i++) {
			TestRedis.commands().set("shop:user:1:x" + i, "");
		}
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			RedisConnectionFactory factory = proxy.unforgivingConnectionFactory();
			Shop broken = shop(factory, null);
			broken.user("1").name().set("Ann");
			proxy.switchTo(1);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> broken.user("1").name().set("Bob"));
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> broken.user("1").clear());
			Batch batch = broken.batch();
			batch.run(broken.user("1").name(), (key) -> key.set("Ann"));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(batch::execute);
			Connections.close(factory);
		}
		assertThat(counts()).contains("shop.user.name ValueKey SET ok 1")
			.anyMatch((count) -> count.matches("shop.user.name ValueKey SET \\w*(Exception|Failure) 2"));
	}

	@Test
	void aHundredThousandUsersMakeNoMoreSeriesThanOne() {
		for (int i = 0; i < 1000; i++) {
			Batch batch = this.shop.batch();
			for (int j = 0; j < 100; j++) {
				User user = this.shop.user(SECRET + i + "-" + j);
				batch.run(user.name(), (key) -> key.set(SECRET));
				batch.call(user.name(), ValueKey::get);
				batch.call(user.tags(), SetKey::members);
			}
			batch.execute();
		}
		assertThat(counts()).containsExactly("shop.user.name ValueKey GET hit 100000",
				"shop.user.name ValueKey SET ok 100000", "shop.user.tags SetKey SMEMBERS miss 100000");
		assertThat(this.meters.getMeters().stream().map(Meter::getId).map(Object::toString))
			.noneMatch((id) -> id.contains("4711"));
	}

	@Test
	void whatTakesLongIsTimed() {
		assertThat(this.shop.user("1").messages().leftPop(Duration.ofMillis(300))).isNull();
		assertThat(timers().mapToDouble((timer) -> timer.totalTime(TimeUnit.MILLISECONDS)).sum()).isGreaterThan(290);
	}

	@Test
	void anotherConventionNamesAndTagsThem() {
		Shop other = shop(TestRedis.connectionFactory(), new CommandObservationConvention() {

			@Override
			public String getName() {
				return "redis.keys";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(CommandContext context) {
				return KeyValues.of("path", context.getPath());
			}

		});
		other.user("1").name().get();
		assertThat(this.meters.find("redis.keys").tag("path", "shop.user.name").timer()).isNotNull();
		assertThat(new TreeSet<>(this.meters.getMeters().stream().map((meter) -> meter.getId().getName()).toList()))
			.containsExactly("redis.keys", "redis.keys.active");
	}

	@Prefix("shop")
	interface Shop extends Cluster {

		@Prefix("user:{userId}")
		User user(String userId);

	}

	interface User extends Cluster {

		ValueKey<String> name();

		SetKey<String> tags();

		CounterKey visits();

		ListKey<String> messages();

	}

}
