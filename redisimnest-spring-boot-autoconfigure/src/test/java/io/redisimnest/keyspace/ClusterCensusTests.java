package io.redisimnest.keyspace;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.redisimnest.census.Census;
import io.redisimnest.census.Estimate;
import io.redisimnest.keyspace.CensusTests.People;
import io.redisimnest.testing.TestCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A census of keys that are on all primaries of Redis Cluster.
 */
class ClusterCensusTests {

	@BeforeEach
	void fill() {
		TestCluster.flush();
		TestCluster.servers()
			.fill(IntStream.range(0, 3000)
				.boxed()
				.flatMap((i) -> (i % 10 == 0) ? Stream.of("people:user:" + i + ":age", "people:legacy:" + i)
						: Stream.of("people:user:" + i + ":age")));
	}

	@Test
	void theKeysOfRedisClusterAreCountedOnAllNodes() {
		Census census = CensusTests.keyspace(100, TestCluster.connectionFactory(), People.class).census(Pace.UNBOUND);
		assertThat(census.exact()).isTrue();
		assertThat(census.key("people.user.age")).satisfies((ages) -> {
			assertThat(ages.keys()).isEqualTo(Estimate.exactly(3000));
			assertThat(ages.sample()).isNotNull();
			assertThat(ages.sample().size()).isEqualTo(300);
		});
		assertThat(census.cluster("people.user").instances()).isEqualTo(Estimate.exactly(3000));
		assertThat(census.findings()).singleElement()
			.satisfies((finding) -> assertThat(finding.keys()).isEqualTo(Estimate.exactly(300)));
	}

	@Test
	void aBudgetThatEndsAtOnceHasLookedAtEachNode() {
		Census census = CensusTests.keyspace(100, TestCluster.connectionFactory(), People.class)
			.census(new Pace(Long.MAX_VALUE, 1, null, (progress) -> {
			}));
		assertThat(census.exact()).isFalse();
		assertThat(census.coverage()).isBetween(0.05, 0.2);
		assertThat(census.key("people.user.age").keys().value()).isBetween(2700L, 3300L);
	}

}
