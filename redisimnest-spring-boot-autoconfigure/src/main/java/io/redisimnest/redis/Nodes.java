package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * The servers that hold the keys: one, or the nodes of Redis Cluster, on a connection
 * that is kept as long as this is in use. Several operations can be under way on each of
 * them at once. Not thread-safe.
 */
public final class Nodes implements AutoCloseable {

	private final Dispatcher dispatcher;

	private final Driver driver;

	private final Map<String, Driver> drivers = new HashMap<>();

	private final Deque<PendingReplies> pending = new ArrayDeque<>();

	Nodes(Dispatcher dispatcher, Driver driver) {
		this.dispatcher = dispatcher;
		this.driver = driver;
	}

	/**
	 * Whether this is a Redis Cluster.
	 * @return whether there are several nodes
	 */
	public boolean isCluster() {
		return this.driver.isCluster();
	}

	/**
	 * How long to wait for replies.
	 * @return the time-out of the client, zero for ever
	 */
	public Duration timeout() {
		return this.driver.timeout();
	}

	/**
	 * Sends operations to one server in one flush, without waiting for the replies.
	 * @param node the node id; {@code null} for the only server, or for any node
	 * @param operations the operations, which concern nothing that is elsewhere
	 * @return waits for the replies, and gives for each operation its outcome; to be
	 * called in the order of sending, also after the end
	 * @throws DataAccessResourceFailureException if the node cannot be reached
	 */
	public Supplier<List<Outcome<?>>> begin(@Nullable String node, List<? extends Operation<?>> operations) {
		ObservedOperations observed = this.dispatcher.observe(operations);
		List<Request> requests = operations.stream().map((operation) -> Request.of(operation, true)).toList();
		PendingReplies sent = observed.orFail(() -> driver(node).begin(requests));
		PendingReplies replies = ((PendingReplies) () -> observed.end(sent::await)).kept();
		this.pending.add(replies);
		return () -> {
			List<@Nullable Object> received = replies.await();
			this.pending.remove(replies);
			List<Outcome<?>> outcomes = new ArrayList<>(operations.size());
			for (int i = 0; i < operations.size(); i++) {
				outcomes.add(this.dispatcher.outcome(operations.get(i), named(node, received.get(i))));
			}
			return outcomes;
		};
	}

	private Driver driver(@Nullable String node) {
		return (node != null) ? this.drivers.computeIfAbsent(node, this::connect) : this.driver;
	}

	private static @Nullable Object named(@Nullable String node, @Nullable Object reply) {
		return (node != null && reply instanceof RedisConnectionFailureException ex)
				? new RedisConnectionFailureException("Node %s of Redis Cluster cannot be reached".formatted(node), ex)
				: reply;
	}

	/**
	 * A node that has joined since the client looked is not known to it.
	 */
	private Driver connect(String node) {
		try {
			return this.driver.node(node);
		}
		catch (DataAccessResourceFailureException ex) {
			this.dispatcher.refreshTopology();
			return this.driver.node(node);
		}
	}

	/**
	 * Waits for what is still under way, so that the next who uses a connection does not
	 * get it, and it is known what was done. An interrupted thread waits as well.
	 */
	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		try {
			awaitAndRelease();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void awaitAndRelease() {
		boolean answered = true;
		for (PendingReplies replies : this.pending) {
			try {
				replies.await();
			}
			catch (DataAccessException ex) {
				answered = false;
			}
		}
		for (Driver node : this.drivers.values()) {
			node.release(answered);
		}
		this.driver.release(answered);
	}

}
