package io.redisimnest.redis;

import java.util.List;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ValuesTests {

	private final Root root = Trees.create(Root.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void severalValuesAreReadByOneCommand() {
		User user = this.root.user(1);
		user.age().set(30);
		user.name().set("Ali");
		user.visits().increment(7);
		user.tags().set(List.of("a", "b"));
		List<String> sent = Monitor
			.sent(() -> assertThat(user.profile().get()).isEqualTo(new Profile("Ali", 30, 7, List.of("a", "b"))));
		assertThat(sent).containsExactly("MGET root:user:1:name root:user:1:years root:user:1:visits root:user:1:tags");
	}

	@Test
	void whatIsAbsentHasItsDefaultElseNull() {
		assertThat(this.root.user(2).profile().get()).isEqualTo(new Profile(null, 18, 0, null));
	}

	@Test
	void keysThatAreRenewedAtReadsAreRenewedInTheSameStep() {
		Session session = this.root.session();
		Clock.KEPT.prepare(session.token().name(), "a");
		Clock.KEPT.prepare(session.user().name(), "b");
		Clock.KEPT.prepare(session.fixed().name(), "c");
		assertThat(Monitor.sent(() -> assertThat(session.all().get()).isEqualTo(new All("b", "a", "c"))))
			.singleElement()
			.asString()
			.startsWith("EVAL");
		assertThat(Clock.of(session.token().name())).isEqualTo(Clock.DECLARED);
		assertThat(Clock.of(session.user().name())).isEqualTo(Clock.DECLARED);
		assertThat(Clock.of(session.fixed().name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void aReadDoesNotMakeMissingKeys() {
		assertThat(this.root.session().all().get()).isEqualTo(new All(null, null, null));
		assertThat(TestRedis.commands().dbsize()).isZero();
	}

	@Test
	void anUnreadableValueNamesItsKey() {
		TestRedis.commands().set("root:user:1:years", "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.root.user(1).profile()::get)
			.withMessageStartingWith("Value of key 'root:user:1:years' (template 'root:user:{userId}:years') cannot be "
					+ "read as java.lang.Integer.")
			.withMessageNotContaining("secret");
	}

	@Test
	void valuesThatTheRecordRefusesAreUnreadable() {
		TestRedis.commands().mset(Map.of("root:limits:low", "2", "root:limits:high", "1"));
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.root.limits().both()::get)
			.withMessage("Value of key 'root:limits:low' (template 'root:limits:low') cannot be read as "
					+ "io.redisimnest.redis.ValuesTests$Both. Found: values that it refuses (IllegalStateException).");
	}

	@Test
	void inRedisClusterEachSlotIsAsked() {
		TestCluster.flush();
		Root clustered = Trees.create(Root.class, TestCluster.connectionFactory());
		clustered.user(1).name().set("Ali");
		clustered.user(1).visits().increment();
		assertThat(clustered.user(1).profile().get()).isEqualTo(new Profile("Ali", 18, 1, null));
		clustered.session().token().set("a");
		assertThat(clustered.session().all().get()).isEqualTo(new All(null, "a", null));
	}

	@Prefix("root")
	interface Root extends Cluster {

		User user(long userId);

		Session session();

		Limits limits();

	}

	@Prefix("user:{userId}")
	@Ttl("2m")
	interface User extends Cluster {

		@Prefix("years")
		@Default("18")
		ValueKey<Integer> age();

		ValueKey<String> name();

		ValueKey<List<String>> tags();

		CounterKey visits();

		Values<Profile> profile();

	}

	record Profile(@Nullable String name, int age, long visits, @Nullable List<String> tags) {

	}

	@Ttl(value = "100s", renew = Renewal.ON_ACCESS)
	interface Session extends Cluster {

		ValueKey<String> token();

		ValueKey<String> user();

		@Ttl("100s")
		ValueKey<String> fixed();

		Values<All> all();

	}

	record All(@Nullable String user, @Nullable String token, @Nullable String fixed) {

	}

	interface Limits extends Cluster {

		ValueKey<Integer> low();

		ValueKey<Integer> high();

		Values<Both> both();

	}

	record Both(Integer low, Integer high) {

		Both {
			if (low != null && high != null && low > high) {
				throw new IllegalStateException("secret");
			}
		}

	}

}
