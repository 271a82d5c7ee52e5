package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class CensusTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@SafeVarargs
	private static Census census(int scanCount, Class<? extends Cluster>... roots) {
		return keyspace(scanCount, TestRedis.connectionFactory(), roots).census();
	}

	@SafeVarargs
	private static Keyspace keyspace(int scanCount, RedisConnectionFactory factory, Class<? extends Cluster>... roots) {
		ClusterRegistry registry = Trees.registry(Trees.parser("", Map.of(), UnaryOperator.identity()),
				new KeyspaceSettings(scanCount, 50), false);
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
		assertThat(census.count("people")).isZero();
		assertThat(census.count("people.user.age")).isZero();
		assertThat(census.count("no.such.path")).isZero();
		assertThat(census.undeclaredCount("people")).isZero();
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
		assertThat(census.count("people.user.age")).isEqualTo(100_000);
		assertThat(census.count("people.user.name")).isEqualTo(10_000);
		assertThat(census.count("people.user.messages.message")).isEqualTo(10_000);
		assertThat(census.count("people.user.messages")).isEqualTo(10_000);
		assertThat(census.count("people.user")).isEqualTo(121_000);
		assertThat(census.count("people")).isEqualTo(121_000);
		assertThat(census.count("people.total")).isZero();
		assertThat(census.undeclaredCount("people")).isEqualTo(1000);
	}

	@Test
	void undeclaredKeysCountInTheClustersThatTheyAreBelow() {
		set("people:user:1:age", "people:user:1:nickname", "people:user:1:messages:x", "people:user:x:age",
				"people:other", "people:", "people:user:1", "people:user:01:age", "people:total:x");
		Census census = census(1000, People.class);
		assertThat(census.count("people")).isEqualTo(9);
		assertThat(census.count("people.user")).isEqualTo(3);
		assertThat(census.count("people.user.age")).isOne();
		assertThat(census.count("people.user.messages")).isOne();
		assertThat(census.undeclaredCount("people")).isEqualTo(8);
	}

	@Test
	void keysBesideTheTreeAreNotCounted() {
		set("people", "peoples:user:1:age", "person:1", "PEOPLE:total", "*", "people*:total");
		Census census = census(1000, People.class, Places.class);
		assertThat(census.count("people")).isZero();
		assertThat(census.undeclaredCount("people")).isZero();
	}

	@Test
	void keysWithBinaryNamesAreUndeclared() {
		byte[] name = "people:user:1:agX".getBytes(StandardCharsets.US_ASCII);
		name[name.length - 1] = (byte) 0xFF;
		TestRedis.binaryCommands().set(name, new byte[0]);
		Census census = census(1000, People.class);
		assertThat(census.count("people.user")).isOne();
		assertThat(census.undeclaredCount("people")).isOne();
	}

	@Test
	void severalTreesAreCountedInOnePass() {
		set("people:total", "people:user:1:age", "places:city:Köln:size", "places:city:a%3Ab:size", "places:x",
				"other");
		Keyspace keyspace = keyspace(1000, TestRedis.connectionFactory(), People.class, Places.class);
		List<String> sent = Monitor.sent(() -> {
			Census census = keyspace.census();
			assertThat(census.count("people")).isEqualTo(2);
			assertThat(census.undeclaredCount("people")).isZero();
			assertThat(census.count("places")).isEqualTo(3);
			assertThat(census.count("places.city.size")).isEqualTo(2);
			assertThat(census.undeclaredCount("places")).isOne();
		});
		assertThat(sent).filteredOn((command) -> command.startsWith("SCAN")).containsExactly("SCAN 0 COUNT 1000");
	}

	@Test
	void aSmallPageSizeChangesNothing() {
		TestRedis.commands()
			.eval("for i = 1, 3000 do redis.call('SET', 'people:user:' .. i .. ':age', '') end",
					ScriptOutputType.STATUS);
		assertThat(census(1, People.class).count("people.user.age")).isEqualTo(3000);
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
			LettuceConnectionFactory factory = proxy.connectionFactory();
			People people = Trees.create(People.class, factory);
			for (int target : new int[] { port, TestRedis.port() }) {
				proxy.switchTo(target);
				for (int i = 0; i < 500; i++) {
					people.user(i).age().set(i);
				}
			}
			Keyspace keyspace = keyspace(50, factory, People.class);
			for (int i = 0; i < 40; i++) {
				proxy.switchAfter(random.nextInt(40_000), (i % 2 == 0) ? port : TestRedis.port());
				assertThat(keyspace.census().count("people.user.age")).as("pass " + i).isEqualTo(500);
			}
			factory.destroy();
		}
		finally {
			TestRedis.stop(other);
		}
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
