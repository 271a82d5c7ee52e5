package io.redisimnest.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.redisimnest.WrongKindException;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What holds for {@link SortedSetKey#popMin(Duration)} and
 * {@link SortedSetKey#popMax(Duration)}.
 */
class SortedSetBlockingTests {

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@EnumSource
	void aPopTakesWhatIsThereAndSetsTheClock(Declared declared) {
		SortedSetKey<String> key = declared.in(this.tree).sortedSet();
		TestRedis.commands().zadd(key.name(), 1, "a");
		TestRedis.commands().zadd(key.name(), 2, "b");
		TestRedis.commands().zadd(key.name(), 3, "c");
		assertThat(key.popMin(Duration.ofSeconds(5))).isEqualTo(TypedTuple.of("a", 1d));
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThat(key.popMax(Duration.ofSeconds(5))).isEqualTo(TypedTuple.of("c", 3d));
		assertThat(Clock.of(key.name())).isEqualTo(switch (declared) {
			case ON_WRITE, ON_ACCESS -> Clock.DECLARED;
			case ON_CREATE, NONE -> Clock.KEPT;
		});
	}

	@ParameterizedTest
	@EnumSource
	void aPopWaitsForAnElement(Declared declared) {
		SortedSetKey<String> key = declared.in(this.tree).sortedSet();
		CompletableFuture<TypedTuple<String>> popped = CompletableFuture
			.supplyAsync(() -> key.popMin(Duration.ofSeconds(10)));
		Awaitility.await()
			.untilAsserted(() -> assertThat(TestRedis.commands().info("clients")).contains("blocked_clients:1"));
		key.add("a", 1.5);
		assertThat(popped).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(TypedTuple.of("a", 1.5));
	}

	@Test
	void aPopGivesUp() {
		SortedSetKey<String> key = this.tree.onWrite().sortedSet();
		long start = System.nanoTime();
		assertThat(key.popMin(Duration.ofMillis(300))).isNull();
		assertThat(key.popMax(Duration.ofMillis(1))).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(5));
	}

	@Test
	void aPopWithoutATimeoutIsRefused() {
		SortedSetKey<String> key = this.tree.onWrite().sortedSet();
		assertThatIllegalArgumentException().isThrownBy(() -> key.popMin(Duration.ZERO))
			.withMessage("Timeout 'PT0S' is too short. Use at least one millisecond");
	}

	@ParameterizedTest
	@EnumSource
	void aPopLeavesAnotherRedisTypeAsItIs(Declared declared) {
		SortedSetKey<String> key = declared.in(this.tree).sortedSet();
		TestRedis.commands().set(key.name(), "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> key.popMin(Duration.ofSeconds(5)));
		assertThat(Clock.of(key.name())).isEqualTo(Clock.NONE);
	}

}
