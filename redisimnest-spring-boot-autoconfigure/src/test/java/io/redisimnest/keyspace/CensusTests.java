package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.census.Census;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class CensusTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@SafeVarargs
	private static Census census(int scanCount, Class<? extends Cluster>... roots) {
		return keyspace(scanCount, TestRedis.connectionFactory(), roots).census(Pace.UNBOUND);
	}

	@SafeVarargs
	static Keyspace keyspace(int scanCount, RedisConnectionFactory factory, Class<? extends Cluster>... roots) {
		ClusterRegistry registry = Trees.registry(Trees.parser("", Map.of(), UnaryOperator.identity()),
				new KeyspaceSettings(scanCount, 50), DispatchObserver.NONE);
		for (Class<? extends Cluster> root : roots) {
			registry.factory(() -> factory).create(root);
		}
		return registry.keyspaces().get(0);
	}

	private static void set(String... keys) {
		for (String key : keys) {
			TestRedis.commands().set(key, "");
		}
	}

	@Test
	void anEmptyServerHasNothingToCount() {
		Census census = census(1000, People.class);
		assertThat(census.cluster("people").keys().value()).isZero();
		assertThat(census.key("people.user.age").keys().value()).isZero();
		assertThat(census.key("people.user.age").sample()).isNull();
		assertThat(census.findings()).isEmpty();
		assertThat(census.exact()).isTrue();
		assertThat(census.coverage()).isOne();
		assertThat(census.cluster("people").undeclared().value()).isZero();
	}

	@Test
	void aHundredThousandUsersAreCountedExactly() {
		TestRedis.commands().eval("""
				for i = 1, 100000 do
					redis.call('SET', 'people:user:' .. i .. ':age', '')
					if i % 10 == 0 then
						redis.call('SET', 'people:user:' .. i .. ':name', '')
						redis.call('SET', 'people:user:' .. i .. ':messages:message:' .. i, '')
					end
					if i % 100 == 0 then
						redis.call('SET', 'people:user:' .. i .. ':nickname', '')
						redis.call('SET', 'beside:' .. i, '')
					end
				end
				""", ScriptOutputType.STATUS);
		Census census = census(1000, People.class);
		assertThat(census.key("people.user.age").keys().value()).isEqualTo(100_000);
		assertThat(census.key("people.user.name").keys().value()).isEqualTo(10_000);
		assertThat(census.key("people.user.messages.message").keys().value()).isEqualTo(10_000);
		assertThat(census.cluster("people.user.messages").keys().value()).isEqualTo(10_000);
		assertThat(census.cluster("people.user").keys().value()).isEqualTo(121_000);
		assertThat(census.cluster("people").keys().value()).isEqualTo(121_000);
		assertThat(census.key("people.total").keys().value()).isZero();
		assertThat(census.cluster("people").undeclared().value()).isEqualTo(1000);
	}

	@Test
	void undeclaredKeysCountInTheClustersThatTheyAreBelow() {
		set("people:user:1:age", "people:user:1:nickname", "people:user:1:messages:x", "people:user:x:age",
				"people:other", "people:", "people:user:1", "people:user:01:age", "people:total:x");
		Census census = census(1000, People.class);
		assertThat(census.cluster("people").keys().value()).isEqualTo(9);
		assertThat(census.cluster("people.user").keys().value()).isEqualTo(3);
		assertThat(census.key("people.user.age").keys().value()).isOne();
		assertThat(census.cluster("people.user.messages").keys().value()).isOne();
		assertThat(census.cluster("people").undeclared().value()).isEqualTo(8);
	}

	@Test
	void keysBesideTheTreeAreNotCounted() {
		set("people", "peoples:user:1:age", "person:1", "PEOPLE:total", "*", "people*:total");
		Census census = census(1000, People.class, Places.class);
		assertThat(census.cluster("people").keys().value()).isZero();
		assertThat(census.cluster("people").undeclared().value()).isZero();
	}

	@Test
	void keysWithBinaryNamesAreUndeclared() {
		byte[] name = "people:user:1:agX".getBytes(StandardCharsets.US_ASCII);
		name[name.length - 1] = (byte) 0xFF;
		TestRedis.binaryCommands().set(name, new byte[0]);
		Census census = census(1000, People.class);
		assertThat(census.cluster("people.user").keys().value()).isOne();
		assertThat(census.cluster("people").undeclared().value()).isOne();
	}

	@Test
	void severalTreesAreCountedInOnePass() {
		set("people:total", "people:user:1:age", "places:city:Köln:size", "places:city:a%3Ab:size", "places:x",
				"other");
		Keyspace keyspace = keyspace(1000, TestRedis.connectionFactory(), People.class, Places.class);
		List<String> sent = Monitor.sent(() -> {
			Census census = keyspace.census(Pace.UNBOUND);
			assertThat(census.cluster("people").keys().value()).isEqualTo(2);
			assertThat(census.cluster("people").undeclared().value()).isZero();
			assertThat(census.cluster("places").keys().value()).isEqualTo(3);
			assertThat(census.key("places.city.size").keys().value()).isEqualTo(2);
			assertThat(census.cluster("places").undeclared().value()).isOne();
		});
		assertThat(sent).filteredOn((command) -> command.startsWith("SCAN")).containsExactly("SCAN 0 COUNT 1000");
	}

	@Test
	void aSmallPageSizeChangesNothing() {
		TestRedis.commands()
			.eval("for i = 1, 3000 do redis.call('SET', 'people:user:' .. i .. ':age', '') end",
					ScriptOutputType.STATUS);
		assertThat(census(1, People.class).key("people.user.age").keys().value()).isEqualTo(3000);
	}

	@Test
	void aCensusIsNoReadOfTheKeys() {
		TestRedis.commands().psetex("people:session", 50_000, "");
		census(1000, People.class);
		assertThat(TestRedis.commands().pttl("people:session")).isBetween(1L, 50_000L);
	}

	@Test
	void countsAreExactWhereverServersSwitch() {
		RedisServer other = TestRedis.embedded(TestRedis.freePort());
		int port = other.ports().get(0);
		Random random = new Random(5);
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port())) {
			for (int target : new int[] { port, TestRedis.port() }) {
				RedisConnectionFactory direct = TestRedis.connectionFactory("127.0.0.1", target);
				People people = Trees.create(People.class, direct);
				for (int i = 0; i < 500; i++) {
					people.user(i).age().set(i);
				}
				Connections.close(direct);
			}
			RedisConnectionFactory factory = proxy.connectionFactory();
			Keyspace keyspace = keyspace(50, factory, People.class);
			for (int i = 0; i < 40; i++) {
				proxy.switchAfter(random.nextInt(40_000), (i % 2 == 0) ? port : TestRedis.port());
				assertThat(keyspace.census(Pace.UNBOUND).key("people.user.age").keys().value()).as("pass " + i)
					.isEqualTo(500);
			}
			Connections.close(factory);
		}
		finally {
			TestRedis.stop(other);
		}
	}

	@Test
	void anUnknownPathIsRefused() {
		Census census = census(1000, People.class);
		assertThatIllegalArgumentException().isThrownBy(() -> census.cluster("people.usr"))
			.withMessage(
					"Path 'people.usr' names no cluster. " + "Use one of [people, people.user, people.user.messages]");
		assertThatIllegalArgumentException().isThrownBy(() -> census.key("people.age"))
			.withMessage("Path 'people.age' names no key. Use one of [people.session, people.total, "
					+ "people.user.age, people.user.name, people.user.messages.message]");
	}

	@Test
	void theInstancesOfAClusterAreCounted() {
		set("people:user:1:age", "people:user:1:name", "people:user:2:age", "people:user:3:other:x",
				"people:user:x:age", "people:user:4");
		Census census = census(1000, People.class);
		assertThat(census.cluster("people.user").instances()).isEqualTo(Estimate.exactly(3));
		assertThat(census.cluster("people").instances()).isNull();
	}

	@Test
	void manyInstancesAreEstimatedWithinTheirInterval() {
		TestRedis.commands()
			.eval("for i = 1, 100000 do redis.call('SET', 'people:user:' .. i .. ':age', '') end",
					ScriptOutputType.STATUS);
		Estimate users = census(1000, People.class).cluster("people.user").instances();
		assertThat(users).isNotNull();
		assertThat(users.isExact()).isFalse();
		assertThat(100_000L).isBetween(users.low() - 1000, users.high() + 1000);
	}

	@Test
	void aSampleTellsOfMemoryTimeToLiveAndKind() {
		for (int i = 1; i <= 4; i++) {
			TestRedis.commands().psetex("people:user:" + i + ":age", i * 100_000L, "1");
		}
		TestRedis.commands().set("people:user:5:age", "1");
		TestRedis.commands().hset("people:user:6:age", "a", "b");
		Sample sample = census(1000, People.class).key("people.user.age").sample();
		assertThat(sample).isNotNull();
		assertThat(sample.size()).isEqualTo(6);
		assertThat(sample.averageMemory()).isBetween(40L, 200L);
		assertThat(sample.withoutTtl()).isCloseTo(2 / 6.0, within(0.001));
		assertThat(sample.wrongKind()).isCloseTo(1 / 6.0, within(0.001));
		assertThat(sample.ttlQuartiles()).hasSize(5).isSorted();
		assertThat(sample.ttlQuartiles().get(0)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
		assertThat(sample.ttlQuartiles().get(2)).isBetween(Duration.ofSeconds(190), Duration.ofSeconds(200));
		assertThat(sample.ttlQuartiles().get(4)).isBetween(Duration.ofSeconds(390), Duration.ofSeconds(400));
	}

	@Test
	void undeclaredKeysAreFoundWithTheirShape() {
		set("people:legacy:totals", "people:user:1:e-mail", "people:user:2:e-mail", "people:user:3:tokens:eyJhbGci",
				"people:user:anna@example.com:age", "people:user:anna:age", "people:user:4:age");
		assertThat(census(1000, People.class).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.type()).isEqualTo(Finding.Type.UNDECLARED);
			assertThat(finding.path()).isEqualTo("people");
			assertThat(finding.keys()).isEqualTo(Estimate.exactly(6));
			assertThat(finding.examples()).containsExactly("people:user:*:age", "people:user:{userId}:e-mail",
					"people:legacy:totals", "people:user:{userId}:tokens:*");
			assertThat(finding.message()).isEqualTo("6 keys below 'people' match no template of tree 'people'");
		});
	}

	@Test
	void manyWordsAreNotShown() {
		for (char first = 'a'; first <= 'z'; first++) {
			for (char second = 'a'; second <= 'd'; second++) {
				set("people:" + first + second + "name");
			}
		}
		set("people:user:1:legacy", "people:user:2:legacy", "people:user:3:legacy", "people:user:4:legacy",
				"people:user:5:legacy", "people:user:6:legacy");
		List<String> examples = census(1000, People.class).findings().get(0).examples();
		assertThat(examples).contains("people:*").allMatch((shape) -> shape.matches("people:\\*|people:user:.*"));
	}

	@Test
	void keysWithoutTheirTimeToLiveAreFound() {
		set("people:session");
		assertThat(census(1000, People.class).findings()).singleElement()
			.isEqualTo(new Finding(Finding.Type.WITHOUT_TTL, "people.session", Estimate.exactly(1),
					List.of("people:session"),
					"1 key of 'people:session' has no time-to-live, though PT1M40S is declared"));
	}

	@Test
	void keysOfAnotherKindAreFound() {
		TestRedis.commands().lpush("people:user:1:name", "a");
		TestRedis.commands().hset("people:user:2:name", "a", "b");
		set("people:user:3:name");
		assertThat(census(1000, People.class).findings()).singleElement()
			.isEqualTo(new Finding(Finding.Type.WRONG_KIND, "people.user.name", Estimate.exactly(2),
					List.of("hash", "list"), "2 keys of 'people:user:{userId}:name' are declared as ValueKey, "
							+ "but Redis holds another type there: hash, list"));
	}

	@Test
	void aBudgetOfKeysEndsACensusWithEstimates() {
		TestRedis.commands()
			.eval("for i = 1, 50000 do redis.call('SET', 'people:user:' .. i .. ':age', '') "
					+ "redis.call('SET', 'beside:' .. i, '') end", ScriptOutputType.STATUS);
		Keyspace keyspace = keyspace(100, TestRedis.connectionFactory(), People.class);
		Census census = keyspace.census(new Pace(Long.MAX_VALUE, 5000, null, (progress) -> {
		}));
		Estimate ages = census.key("people.user.age").keys();
		assertThat(census.exact()).isFalse();
		assertThat(census.coverage()).isBetween(0.05, 0.06);
		assertThat(ages.isExact()).isFalse();
		assertThat(ages.value()).isBetween(45_000L, 55_000L).isBetween(ages.low(), ages.high());
		assertThat(ages.high() - ages.low()).isBetween(1_000L, 5_000L);
		assertThat(census.cluster("people.user").instances()).satisfies((users) -> {
			assertThat(users.value()).isEqualTo(ages.value());
			assertThat(users.low()).isBetween(2_000L, 3_000L);
		});
	}

	@Test
	void aBudgetOfTimeEndsACensus() {
		TestRedis.commands()
			.eval("for i = 1, 50000 do redis.call('SET', 'people:user:' .. i .. ':age', '') end",
					ScriptOutputType.STATUS);
		Keyspace keyspace = keyspace(10, TestRedis.connectionFactory(), People.class);
		Census census = keyspace.census(new Pace(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofMillis(20), (progress) -> {
		}));
		assertThat(census.exact()).isFalse();
		assertThat(census.coverage()).isBetween(0.0, 0.9);
	}

	@Test
	void aCensusTellsItsProgressAndCanBeCancelled() {
		TestRedis.commands()
			.eval("for i = 1, 5000 do redis.call('SET', 'people:user:' .. i .. ':age', '') end",
					ScriptOutputType.STATUS);
		List<Double> shares = new ArrayList<>();
		Keyspace keyspace = keyspace(100, TestRedis.connectionFactory(), People.class);
		Census census = keyspace.census(new Pace(Long.MAX_VALUE, Long.MAX_VALUE, null, (progress) -> {
			shares.add(progress.share());
			if (progress.visited() >= 1000) {
				progress.cancel();
			}
		}));
		assertThat(census.exact()).isFalse();
		assertThat(shares).hasSizeBetween(5, 10).isSorted();
		assertThat(census.coverage()).isBetween(0.2, 0.3);
	}

	@Prefix("people")
	interface People extends Cluster {

		CounterKey total();

		@Ttl(value = "100s", renew = Renewal.ON_ACCESS)
		ValueKey<String> session();

		@Prefix("user:{userId}")
		User user(long userId);

	}

	interface User extends Cluster {

		ValueKey<Integer> age();

		ValueKey<String> name();

		Messages messages();

	}

	interface Messages extends Cluster {

		@Prefix("message:{messageId}")
		ValueKey<String> message(long messageId);

	}

	@Prefix("places")
	interface Places extends Cluster {

		@Prefix("city:{name}")
		City city(String name);

	}

	interface City extends Cluster {

		ValueKey<Integer> size();

	}

}
