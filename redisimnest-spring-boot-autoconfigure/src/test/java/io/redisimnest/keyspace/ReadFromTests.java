package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.stream.IntStream;

import io.lettuce.core.ReadFrom;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestSentinel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scans where reads go to replicas.
 */
class ReadFromTests {

	private static final int KEYS = 500;

	private static TestSentinel sentinel;

	private static RedisConnectionFactory connectionFactory;

	@BeforeAll
	static void start() {
		sentinel = new TestSentinel(1, 1, Duration.ofMillis(700));
		IntStream.range(0, KEYS).forEach((i) -> sentinel.primary().commands().set("tree:" + i, ""));
		sentinel.replicate();
		connectionFactory = Connections.lettuce(sentinel.configuration(),
				LettuceClientConfiguration.builder()
					.commandTimeout(Duration.ofSeconds(20))
					.readFrom(ReadFrom.REPLICA_PREFERRED)
					.build());
	}

	@AfterAll
	static void stop() {
		Connections.close(connectionFactory);
		sentinel.close();
	}

	@Test
	void allPagesComeFromThePrimaryAlsoWhenItIsKilled() {
		Subtrees tree = Subtrees.below("tree", connectionFactory);
		assertThat(tree.subtree().count()).isEqualTo(KEYS);
		assertThat(sentinel.primary().commands().info("commandstats").lines())
			.filteredOn((line) -> line.startsWith("cmdstat_scan:calls="))
			.singleElement()
			.satisfies((line) -> assertThat(Integer.parseInt(line.split("[=,]")[1])).isGreaterThan(1));
		boolean[] killed = new boolean[1];
		assertThat(tree.count((progress) -> {
			if (!killed[0]) {
				killed[0] = true;
				sentinel.primary().kill();
			}
		})).isEqualTo(KEYS);
	}

}
