package io.redisimnest.explorer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.explorer.ExplorerApplication.Shop;
import io.redisimnest.registry.Branch;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClearTests {

	private static final int KEYS = 10_000;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	@BeforeEach
	void fill() {
		TestRedis.flush();
		TestRedis.commands()
			.eval("for i = 1, ARGV[1] do redis.call('SET', 'shop:user:1:' .. i, '') end", ScriptOutputType.STATUS,
					new String[0], String.valueOf(KEYS));
	}

	private Clear clear(RedisConnectionFactory connectionFactory) {
		ClusterRegistry registry = Trees.registry();
		registry.factory(() -> connectionFactory).create(Shop.class);
		Branch branch = registry.branch("shop.user", List.of("1"));
		assertThat(branch).isNotNull();
		return new Clear(branch, this.tasks::add);
	}

	private Clear clear() {
		return clear(TestRedis.connectionFactory());
	}

	private void runTask() {
		this.tasks.remove().run();
	}

	@Test
	void tellsHowFarItIs() {
		Clear clear = clear();
		clear.count();
		assertThat(clear.view()).extracting(ClearView::phase, ClearView::share).containsExactly("counting", 0.0);
		runTask();
		assertThat(clear.view()).extracting(ClearView::phase, ClearView::share, ClearView::matched, ClearView::deleted)
			.containsExactly("counted", 1.0, (long) KEYS, 0L);
		clear.confirm("shop:user:1");
		assertThat(clear.view()).extracting(ClearView::phase, ClearView::share).containsExactly("clearing", 0.0);
		runTask();
		assertThat(clear.view()).extracting(ClearView::phase, ClearView::share, ClearView::matched, ClearView::deleted)
			.containsExactly("cleared", 1.0, (long) KEYS, (long) KEYS);
		assertThat(TestRedis.commands().dbsize()).isZero();
	}

	@Test
	void countingThatIsCancelledCannotBeConfirmed() {
		Clear clear = clear();
		clear.count();
		clear.cancel();
		runTask();
		assertThat(clear.view().phase()).isEqualTo("cancelled");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> clear.confirm("shop:user:1"))
			.withMessage("The keys of 'shop:user:1' were not just counted. Begin again");
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void whatWasCountedAndThenCancelledCannotBeConfirmed() {
		Clear clear = clear();
		clear.count();
		runTask();
		clear.cancel();
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> clear.confirm("shop:user:1"));
	}

	@Test
	void clearingThatIsCancelledTellsWhatIsGone() {
		Clear clear = clear();
		clear.count();
		runTask();
		clear.confirm("shop:user:1");
		clear.cancel();
		runTask();
		assertThat(clear.view().phase()).isEqualTo("cancelled");
		assertThat(clear.view().deleted()).isBetween(1L, KEYS - 1L).isEqualTo(KEYS - TestRedis.commands().dbsize());
	}

	@Test
	void whatFailedTellsWhy() {
		Clear clear = clear(TestRedis.connectionFactory("127.0.0.1", TestRedis.freePort()));
		clear.count();
		runTask();
		assertThat(clear.view().phase()).isEqualTo("failed");
		assertThat(clear.view().error()).startsWith("Redis does not answer: ");
	}

}
