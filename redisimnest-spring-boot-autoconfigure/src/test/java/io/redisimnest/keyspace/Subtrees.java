package io.redisimnest.keyspace;

import java.util.List;
import java.util.function.Consumer;

import io.redisimnest.Progress;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Subject;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Subtrees without a tree, in small pages.
 *
 * @param dispatcher the way to Redis
 * @param prefix the prefix of the keys
 * @param pinned whether the prefix has a whole hash tag
 */
record Subtrees(Dispatcher dispatcher, String prefix, boolean pinned) {

	static final int SCAN_COUNT = 50;

	static final int CHUNK_SIZE = 20;

	/**
	 * The keys below a prefix.
	 */
	static Subtrees below(String prefix, RedisConnectionFactory connectionFactory) {
		return new Subtrees(new Dispatcher(connectionFactory, DispatchObserver.NONE), prefix, prefix.contains("{"));
	}

	private Subject subject() {
		return new Subject(this.prefix, this.prefix, "Cluster", this.prefix);
	}

	RedisSubtree subtree() {
		return new RedisSubtree(new Keyspace(this.dispatcher, new KeyspaceSettings(SCAN_COUNT, CHUNK_SIZE)), subject(),
				KeyScope.below(this.prefix, this.pinned), List.of());
	}

	/**
	 * A pass over the keys.
	 * @param listener is told of the progress after each page
	 */
	Pass pass(Consumer<Progress> listener) {
		return new Pass(this.dispatcher, subject(), KeyScope.below(this.prefix, this.pinned), SCAN_COUNT,
				new Pace(Long.MAX_VALUE, Long.MAX_VALUE, null, listener));
	}

	/**
	 * Counts the keys.
	 * @param listener is told of the progress after each page
	 */
	long count(Consumer<Progress> listener) {
		Counting counting = new Counting();
		pass(listener).run(counting);
		return counting.sum();
	}

	/**
	 * Lists the keys.
	 * @param listener is called after each so many keys
	 * @param interval how many
	 */
	List<String> list(Runnable listener, int interval) {
		int[] seen = new int[1];
		return subtree().keys().peek((key) -> {
			if (++seen[0] % interval == 0) {
				listener.run();
			}
		}).toList();
	}

}
