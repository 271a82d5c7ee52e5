package io.redisimnest.redis;

import java.time.Duration;

import io.lettuce.core.ReadFrom;
import io.redisimnest.Cluster;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.PasswordKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.TestSentinel;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lettuce alone chooses between primary and replicas.
 */
class ReadFromTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void keysAreNotWatchedWhereReadsMayGoToReplicas() {
		RedisConnectionFactory factory = Connections.lettuce(
				new RedisStaticMasterReplicaConfiguration(TestRedis.host(), TestRedis.port()),
				LettuceClientConfiguration.builder().readFrom(ReadFrom.REPLICA_PREFERRED).build());
		Clocks replicated = Trees.create(Clocks.class, factory);
		try (Transaction transaction = replicated.transaction()) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> transaction.watch(replicated.onWrite().text()))
				.withMessage("Key 'clocks:write:text' cannot be watched where reads may go to replicas. "
						+ "Use a connection without ReadFrom");
		}
		try (Transaction transaction = replicated.transaction()) {
			Deferred<Long> count = transaction.call(replicated.onWrite().count(), CounterKey::increment);
			transaction.execute();
			assertThat(count.get()).isOne();
		}
		Connections.close(factory);
	}

	@Test
	void aPasswordIsVerifiedByThePrimary() {
		TestSentinel sentinel = new TestSentinel(1, 1, Duration.ofMillis(700));
		sentinel.replicate();
		RedisConnectionFactory factory = Connections.lettuce(sentinel.configuration(),
				LettuceClientConfiguration.builder().readFrom(ReadFrom.REPLICA_PREFERRED).build());
		Passwords passwords = Trees.create(Passwords.class, factory);
		passwords.password().set("x");
		passwords.text().get();
		assertThat(sentinel.primary().commands().info("commandstats")).doesNotContain("cmdstat_get:");
		assertThat(passwords.password().verify("x")).isTrue();
		assertThat(sentinel.primary().commands().info("commandstats")).contains("cmdstat_get:calls=1,");
		Connections.close(factory);
		sentinel.close();
	}

	interface Passwords extends Cluster {

		PasswordKey password();

		ValueKey<String> text();

	}

}
