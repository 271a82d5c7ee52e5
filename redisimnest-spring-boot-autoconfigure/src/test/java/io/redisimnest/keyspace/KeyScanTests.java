package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Subject;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One pass of {@code SCAN}, also while another server takes over.
 */
class KeyScanTests {

	private static final int KEYS = 2000;

	private static final String FILL = "for i = 1, ARGV[1] do redis.call('SET', 'tree:' .. i, '') "
			+ "redis.call('SET', 'beside:' .. i, '') end";

	private static final Subject SUBJECT = new Subject("tree", "tree", "Cluster", "tree");

	private static RedisServer other;

	private CuttableProxy proxy;

	private LettuceConnectionFactory factory;

	private Dispatcher dispatcher;

	@BeforeAll
	static void startOther() {
		other = TestRedis.embedded(TestRedis.freePort());
	}

	@AfterAll
	static void stopOther() {
		TestRedis.stop(other);
	}

	@BeforeEach
	void connect() {
		TestRedis.flush();
		TestRedis.commands().eval(FILL, ScriptOutputType.STATUS, new String[0], String.valueOf(KEYS));
		LettuceConnectionFactory direct = TestRedis.connectionFactory("127.0.0.1", other());
		new StringRedisTemplate(direct).execute(RedisScript.of(FILL), List.of(), String.valueOf(KEYS));
		direct.destroy();
		this.proxy = new CuttableProxy(TestRedis.port());
		this.factory = this.proxy.connectionFactory();
		this.dispatcher = new Dispatcher(this.factory, false);
	}

	@AfterEach
	void disconnect() {
		this.factory.destroy();
		this.proxy.close();
	}

	private static int other() {
		return other.ports().get(0);
	}

	private Subtree subtree() {
		return new Subtree(this.dispatcher, new KeyspaceSettings(100, 50), SUBJECT);
	}

	@Test
	void aPassGivesEveryKeyBelowThePrefix() {
		KeyScan scan = new KeyScan(this.dispatcher, SUBJECT, "tree", 100);
		Set<String> keys = new HashSet<>();
		while (!scan.isComplete()) {
			scan.next().forEach((key) -> keys.add(new String(key, StandardCharsets.UTF_8)));
			assertThat(scan.isRestarted()).isFalse();
		}
		assertThat(keys).hasSize(KEYS).allMatch((key) -> key.startsWith("tree:"));
	}

	@Test
	void aPassWithoutPrefixGivesEveryKey() {
		KeyScan scan = new KeyScan(this.dispatcher, SUBJECT, null, 100);
		int count = 0;
		while (!scan.isComplete()) {
			count += scan.next().size();
		}
		assertThat(count).isEqualTo(2 * KEYS);
	}

	@Test
	void everyPageAsksWhichServerAnswers() {
		KeyScan scan = new KeyScan(this.dispatcher, SUBJECT, "tree", 100);
		assertThat(Monitor.sent(scan::next)).containsSubsequence("SCAN 0 MATCH tree:* COUNT 100", "INFO server")
			.startsWith("INFO server");
		assertThat(Monitor.sent(scan::next)).hasSize(2).last().isEqualTo("INFO server");
	}

	@Test
	void aPassStartsAgainWhenAnotherServerAnswersBetweenPages() {
		KeyScan scan = new KeyScan(this.dispatcher, SUBJECT, "tree", 100);
		assertThat(scan.next()).isNotEmpty();
		this.proxy.switchTo(other());
		assertThat(scan.next()).isEmpty();
		assertThat(scan.isRestarted()).isTrue();
		assertThat(scan.isComplete()).isFalse();
		Set<String> keys = new HashSet<>();
		while (!scan.isComplete()) {
			scan.next().forEach((key) -> keys.add(new String(key, StandardCharsets.UTF_8)));
			assertThat(scan.isRestarted()).isFalse();
		}
		assertThat(keys).hasSize(KEYS);
	}

	@Test
	void aListMissesNoKeyWhenServersSwitchBetweenPages() {
		Iterator<String> list = subtree().list().iterator();
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < KEYS / 2; i++) {
			keys.add(list.next());
		}
		this.proxy.switchTo(other());
		list.forEachRemaining(keys::add);
		assertThat(new HashSet<>(keys)).hasSize(KEYS);
		assertThat(keys).hasSizeGreaterThan(KEYS);
	}

	@Test
	void aCountIsExactWhereverServersSwitch() {
		Random random = new Random(3);
		subtree().count();
		for (int i = 0; i < 60; i++) {
			this.proxy.switchAfter(random.nextInt(60_000), (i % 2 == 0) ? other() : TestRedis.port());
			assertThat(subtree().count()).as("pass " + i).isEqualTo(KEYS);
		}
	}

	@Test
	void aListMissesNoKeyWhereverServersSwitch() {
		Random random = new Random(4);
		for (int i = 0; i < 40; i++) {
			this.proxy.switchAfter(random.nextInt(60_000), (i % 2 == 0) ? other() : TestRedis.port());
			assertThat(subtree().list().distinct().count()).as("pass " + i).isEqualTo(KEYS);
		}
	}

	@Test
	void aClearLeavesNoKeyOnTheServerThatTookOver() {
		this.proxy.switchAfter(60_000, other());
		assertThat(subtree().clear()).isBetween((long) KEYS, 2L * KEYS);
		assertThat(subtree().count()).isZero();
		assertThat(new Subtree(this.dispatcher, new KeyspaceSettings(100, 50),
				new Subject("beside", "beside", "Cluster", "beside"))
			.count()).isEqualTo(KEYS);
	}

}
