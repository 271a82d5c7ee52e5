package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.ClearOptions;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Subject;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One pass over the keys of one server, also while another server takes over.
 */
class PassTests {

	private static final int KEYS = 2000;

	private static final String FILL = "for i = 1, ARGV[1] do redis.call('SET', 'tree:' .. i, '') "
			+ "redis.call('SET', 'beside:' .. i, '') end";

	private static final Subject SUBJECT = new Subject("tree", "tree", "Cluster", "tree");

	private static RedisServer other;

	private CuttableProxy proxy;

	private RedisConnectionFactory factory;

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
		TestRedis.commands().configResetstat();
		TestRedis.commands().eval(FILL, ScriptOutputType.STATUS, new String[0], String.valueOf(KEYS));
		RedisConnectionFactory direct = TestRedis.connectionFactory("127.0.0.1", other());
		new StringRedisTemplate(direct).execute(RedisScript.of(FILL), List.of(), String.valueOf(KEYS));
		Connections.close(direct);
		this.proxy = new CuttableProxy(TestRedis.port());
		this.factory = this.proxy.connectionFactory();
		this.dispatcher = new Dispatcher(this.factory, DispatchObserver.NONE);
	}

	@AfterEach
	void disconnect() {
		Connections.close(this.factory);
		this.proxy.close();
	}

	private static int other() {
		return other.ports().get(0);
	}

	private RedisSubtree subtree() {
		return subtree(SUBJECT, KeyScope.below("tree", false));
	}

	private RedisSubtree subtree(Subject subject, KeyScope scope) {
		return new RedisSubtree(new Keyspace(this.dispatcher, new KeyspaceSettings(100, 50)), subject, scope,
				List.of());
	}

	private Pass pass(KeyScope scope) {
		return new Pass(this.dispatcher, SUBJECT, scope, 100, Pace.UNBOUND);
	}

	/**
	 * Keeps the names of the keys, and how often a scan began again.
	 */
	private static class Names implements Pass.Visitor {

		final List<String> names = new ArrayList<>();

		int forgotten;

		@Override
		public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
			keys.forEach((key) -> this.names.add(new String(key, StandardCharsets.UTF_8)));
			return true;
		}

		@Override
		public void forget(KeyScan scan) {
			this.forgotten++;
		}

	}

	@Test
	void aPassGivesEveryKeyBelowThePrefix() {
		Names names = new Names();
		assertThat(pass(KeyScope.below("tree", false)).run(names)).isTrue();
		assertThat(names.names).hasSize(KEYS).doesNotHaveDuplicates().allMatch((key) -> key.startsWith("tree:"));
		assertThat(names.forgotten).isZero();
	}

	@Test
	void aPassWithoutPrefixGivesEveryKey() {
		Names names = new Names();
		assertThat(pass(KeyScope.ALL).run(names)).isTrue();
		assertThat(names.names).hasSize(2 * KEYS).doesNotHaveDuplicates();
	}

	@Test
	void everyPageAsksWhichServerAnswers() {
		Pass pass = pass(KeyScope.below("tree", false));
		assertThat(Monitor.sent(() -> pass.runPage(new Names()))).containsExactly("INFO server", "DBSIZE",
				"SCAN 0 MATCH tree:* COUNT 100", "INFO server");
		assertThat(Monitor.sent(() -> pass.runPage(new Names()))).hasSize(2).last().isEqualTo("INFO server");
	}

	@Test
	void theNextPageIsUnderWayWhileTheLastOneIsWorkedOn() {
		Names names = new Names() {

			@Override
			public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
				if (this.names.isEmpty()) {
					Awaitility.await().until(() -> calls("scan") == 2);
				}
				return super.visit(scan, keys, nodes);
			}

		};
		assertThat(pass(KeyScope.ALL).run(names)).isTrue();
	}

	private static long calls(String command) {
		return TestRedis.commands()
			.info("commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + command + ":calls="))
			.mapToLong((line) -> Long.parseLong(line.split("[=,]")[1]))
			.sum();
	}

	@Test
	void aPassStartsAgainWhenAnotherServerAnswersBetweenPages() {
		Pass pass = pass(KeyScope.below("tree", false));
		Names names = new Names();
		assertThat(pass.runPage(names)).isFalse();
		assertThat(names.names).isNotEmpty();
		this.proxy.switchTo(other());
		names.names.clear();
		int pages = 0;
		while (!pass.runPage(names)) {
			pages++;
		}
		assertThat(pages).isGreaterThan(KEYS / 100);
		assertThat(names.forgotten).isOne();
		assertThat(new HashSet<>(names.names)).hasSize(KEYS);
	}

	@Test
	void aPassIsPatientWhenPagesComeButWhatIsDoneWithThemFails() {
		int[] failures = new int[1];
		Pass pass = new Pass(new Dispatcher(TestRedis.connectionFactory(), DispatchObserver.NONE), SUBJECT,
				KeyScope.below("tree", false), 100, Pace.UNBOUND);
		assertThat(pass.run(new Names() {

			@Override
			public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
				if (++failures[0] < 15) {
					throw new DataAccessResourceFailureException("CLUSTERDOWN");
				}
				return super.visit(scan, keys, nodes);
			}

		})).isTrue();
		assertThat(failures[0]).isGreaterThan(15);
	}

	@Test
	void aPassWhoseWorkFailsForEverEndsWhenItsPatienceIsOver() {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> pass(KeyScope.below("tree", false)).run(new Names() {

				@Override
				public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
					throw new DataAccessResourceFailureException("CLUSTERDOWN");
				}

			}))
			.withMessage("CLUSTERDOWN");
	}

	@Test
	void aListMissesNoKeyWhenServersSwitchBetweenPages() {
		Iterator<String> list = subtree().keys().iterator();
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
			assertThat(subtree().keys().distinct().count()).as("pass " + i).isEqualTo(KEYS);
		}
	}

	@Test
	void aClearLeavesNoKeyOnTheServerThatTookOver() {
		this.proxy.switchAfter(60_000, other());
		assertThat(subtree().clear(ClearOptions.defaults())).satisfies((report) -> {
			assertThat(report.deleted()).isBetween(1L, 2L * KEYS);
			assertThat(report.complete()).isTrue();
		});
		assertThat(subtree().count()).isZero();
		assertThat(
				subtree(new Subject("beside", "beside", "Cluster", "beside"), KeyScope.below("beside", false)).count())
			.isEqualTo(KEYS);
	}

}
