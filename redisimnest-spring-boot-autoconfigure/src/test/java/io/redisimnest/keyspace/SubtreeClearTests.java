package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.Cluster;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.Progress;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How a clear goes on: limited, throttled, watched, cancelled or only tried.
 */
class SubtreeClearTests {

	private static final int KEYS = 500;

	private final RedisSubtree orders = Subtrees.below("order", TestRedis.connectionFactory()).subtree();

	@BeforeEach
	void fill() {
		TestRedis.flush();
		fill("order:");
		fill("other:");
	}

	private static void fill(String prefix) {
		TestRedis.commands()
			.eval("for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. i, '') end", ScriptOutputType.STATUS,
					new String[] { prefix }, String.valueOf(KEYS));
	}

	private static int left() {
		return TestRedis.commands().keys("order:*").size();
	}

	@Test
	void aLimitEndsAfterThatManyKeys() {
		assertThat(this.orders.clear(ClearOptions.defaults().limit(123))).satisfies((report) -> {
			assertThat(report.deleted()).isEqualTo(123);
			assertThat(report.complete()).isFalse();
		});
		assertThat(left()).isEqualTo(KEYS - 123);
	}

	@Test
	void aLimitThatIsNotReachedChangesNothing() {
		assertThat(this.orders.clear(ClearOptions.defaults().limit(KEYS + 1))).satisfies((report) -> {
			assertThat(report.deleted()).isEqualTo(KEYS);
			assertThat(report.complete()).isTrue();
		});
	}

	@Test
	void limitAndSpeedMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClearOptions.defaults().limit(0))
			.withMessage("Limit '0' is not positive. Use at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> ClearOptions.defaults().keysPerSecond(-1))
			.withMessage("Number of keys per second '-1' is not positive. Use at least 1");
	}

	@Test
	void aThrottleSlowsDown() {
		ClearReport report = this.orders.clear(ClearOptions.defaults().keysPerSecond(1000));
		assertThat(report.deleted()).isEqualTo(KEYS);
		// The last pages are deleted at once.
		assertThat(report.took()).isGreaterThan(Duration.ofMillis(KEYS - 4 * Subtrees.SCAN_COUNT));
	}

	@Test
	void progressGrowsUntilTheShareIsOne() {
		List<Long> visited = new ArrayList<>();
		List<Long> matched = new ArrayList<>();
		List<Double> shares = new ArrayList<>();
		List<Duration> remaining = new ArrayList<>();
		this.orders.clear(ClearOptions.defaults().onProgress((progress) -> {
			visited.add(progress.visited());
			matched.add(progress.matched());
			shares.add(progress.share());
			remaining.add(progress.remaining());
		}));
		assertThat(visited).isSorted()
			.hasSizeBetween(2 * KEYS / Subtrees.SCAN_COUNT / 2, 3 * KEYS / Subtrees.SCAN_COUNT);
		assertThat(matched).isSorted().endsWith((long) KEYS);
		assertThat(shares).isSorted().endsWith(1.0).allMatch((share) -> share > 0 && share <= 1);
		assertThat(remaining).endsWith(Duration.ZERO).noneMatch(Duration::isNegative);
	}

	@Test
	void theListenerCanCancel() {
		ClearReport report = this.orders.clear(ClearOptions.defaults().onProgress((progress) -> {
			if (progress.matched() > 100) {
				progress.cancel();
			}
		}));
		assertThat(report.complete()).isFalse();
		assertThat(report.deleted()).isBetween(101L, KEYS - 100L);
		assertThat(left()).isEqualTo(KEYS - (int) report.deleted());
	}

	@Test
	void anotherThreadCanCancel() {
		AtomicReference<Progress> progress = new AtomicReference<>();
		CompletableFuture<ClearReport> clearing = CompletableFuture
			.supplyAsync(() -> this.orders.clear(ClearOptions.defaults().keysPerSecond(10).onProgress(progress::set)));
		Awaitility.await().until(() -> progress.get() != null && progress.get().matched() > 0);
		progress.get().cancel();
		assertThat(clearing.join()).satisfies((report) -> {
			assertThat(report.complete()).isFalse();
			assertThat(report.deleted()).isBetween(1L, 3L * Subtrees.SCAN_COUNT);
			assertThat(left()).isEqualTo(KEYS - (int) report.deleted());
		});
	}

	@Test
	void anInterruptedThreadEndsWithAReportOfWhatWasDeletedAndStaysInterrupted() {
		Thread thread = Thread.currentThread();
		try {
			assertThatExceptionOfType(IncompleteClearException.class)
				.isThrownBy(() -> this.orders.clear(ClearOptions.defaults().keysPerSecond(10).onProgress((progress) -> {
					if (progress.matched() > 0) {
						thread.interrupt();
					}
				})))
				.satisfies((ex) -> {
					assertThat(thread.isInterrupted()).isTrue();
					Thread.interrupted();
					assertThat(ex.getReport().deleted()).isPositive().isEqualTo(KEYS - left());
					assertThat(ex).hasMessage("Clearing of 'order' ended after at least " + ex.getReport().deleted()
							+ " keys were deleted: Thread was interrupted. Clear it again to delete the rest");
				});
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void aListenerThatThrowsEndsTheClear() {
		assertThatExceptionOfType(IncompleteClearException.class)
			.isThrownBy(() -> this.orders.clear(ClearOptions.defaults().onProgress((progress) -> {
				if (progress.matched() > 100) {
					throw new IllegalStateException("That is enough");
				}
			})))
			.satisfies((ex) -> assertThat(ex.getReport().deleted()).isEqualTo(KEYS - left()))
			.withRootCauseExactlyInstanceOf(IllegalStateException.class);
	}

	@Test
	void aDryRunDeletesNothingAndTellsTheTemplates() {
		Shop shop = Trees.create(Shop.class);
		List.of("shop:count", "shop:order:1:total", "shop:order:2:total", "shop:order:1:x", "shop:order:x:total",
				"shop:x", "shop:order", "shops:x")
			.forEach((key) -> TestRedis.commands().set(key, ""));
		List<String> sent = Monitor.sent(() -> {
			ClearReport report = shop.subtree().clear(ClearOptions.defaults().dryRun());
			assertThat(report.matched()).isEqualTo(
					Map.of("shop:count", 1L, "shop:order:{id}:total", 2L, "shop:order:{id}:*", 1L, "shop:*", 3L));
			assertThat(report.deleted()).isZero();
			assertThat(report.complete()).isTrue();
		});
		assertThat(sent).allMatch((command) -> command.matches("SCAN .*|INFO server|DBSIZE"));
		assertThat(shop.order(1).subtree().clear(ClearOptions.defaults().dryRun()).matched())
			.isEqualTo(Map.of("shop:order:{id}:total", 1L, "shop:order:{id}:*", 1L));
	}

	@Test
	void aDryRunEndsAtItsLimit() {
		assertThat(this.orders.clear(ClearOptions.defaults().dryRun().limit(10))).satisfies((report) -> {
			assertThat(report.matched()).isEqualTo(Map.of("*", 10L));
			assertThat(report.complete()).isFalse();
		});
		assertThat(left()).isEqualTo(KEYS);
	}

	@Prefix("shop")
	interface Shop extends Cluster {

		ValueKey<String> count();

		@Prefix("order:{id}")
		Order order(int id);

	}

	interface Order extends Cluster {

		ValueKey<String> total();

	}

}
