package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.stream.IntStream;

import io.lettuce.core.ReadFrom;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestSentinel;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scans where reads go to replicas.
 */
class ReadFromTests {

	@Test
	void allPagesComeFromThePrimary() {
		try (TestSentinel sentinel = new TestSentinel(1, 1, Duration.ofMillis(700))) {
			RedisConnectionFactory factory = Connections.lettuce(sentinel.configuration(),
					LettuceClientConfiguration.builder().readFrom(ReadFrom.REPLICA_PREFERRED).build());
			IntStream.range(0, 500).forEach((i) -> sentinel.primary().commands().set("tree:" + i, ""));
			sentinel.primary().commands().configResetstat();
			assertThat(Subtrees.below("tree", factory).subtree().count()).isEqualTo(500);
			assertThat(sentinel.primary().commands().info("commandstats").lines())
				.filteredOn((line) -> line.startsWith("cmdstat_scan:calls="))
				.singleElement()
				.satisfies((line) -> assertThat(Integer.parseInt(line.split("[=,]")[1])).isGreaterThan(1));
			Connections.close(factory);
		}
	}

}
