package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.ClusterConnectionProvider;

import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * The ways of operations to the nodes of Redis Cluster.
 */
final class JedisRoutes {

	private static final int MAXIMUM_REDIRECTS = 5;

	private static final Request ASKING = Request.of("ASKING");

	private final ClusterConnectionProvider cluster;

	private final List<? extends Operation<?>> operations;

	private final @Nullable Object[] replies;

	JedisRoutes(ClusterConnectionProvider cluster, List<? extends Operation<?>> operations) {
		this.cluster = cluster;
		this.operations = operations;
		this.replies = new Object[operations.size()];
	}

	/**
	 * Sends the operations in one flush to each node, all nodes side by side.
	 * @return for each operation its reply, or the exception that it failed with
	 */
	List<@Nullable Object> run() {
		Map<HostAndPort, Stop> stops = stops();
		for (int i = 0; i < this.operations.size(); i++) {
			Operation<?> operation = this.operations.get(i);
			Stop stop = stops.computeIfAbsent(node(operation), Stop::new);
			if (operation.isScript() && !stop.scripted) {
				stop.requests.addAll(Request.before(List.of(operation)));
				stop.scripted = true;
			}
			stop.add(i, Request.of(operation, false).once());
		}
		visit(stops);
		repeat();
		for (int i = 0; i < MAXIMUM_REDIRECTS && followRedirects(); i++) {
			// What was moved may have been moved on.
		}
		return Arrays.asList(this.replies);
	}

	/**
	 * Connections are taken in the same order by all, or two could wait for each other
	 * when pools have none left.
	 */
	private static Map<HostAndPort, Stop> stops() {
		return new TreeMap<>(Comparator.comparing(HostAndPort::toString));
	}

	/**
	 * Sends again what was not run, as its slot is elsewhere. A slot moves with all its
	 * keys, so each key still sees its operations in their order.
	 * @return whether there was anything
	 */
	private boolean followRedirects() {
		Map<HostAndPort, Stop> stops = stops();
		boolean moved = false;
		for (int i = 0; i < this.replies.length; i++) {
			HostAndPort target = JedisNodes.target(this.replies[i], "MOVED");
			HostAndPort importing = JedisNodes.target(this.replies[i], "ASK");
			if (target != null) {
				stops.computeIfAbsent(target, Stop::new).add(i, again(i));
				moved = true;
			}
			else if (importing != null) {
				stops.computeIfAbsent(importing, Stop::new).add(i, ASKING, again(i));
			}
		}
		if (moved) {
			this.cluster.renewSlotCache();
		}
		visit(stops);
		return !stops.isEmpty();
	}

	/**
	 * Sends once more what may be repeated and was lost with its connection.
	 */
	private void repeat() {
		Map<HostAndPort, Stop> stops = stops();
		for (int i = 0; i < this.replies.length; i++) {
			Operation<?> operation = this.operations.get(i);
			if (this.replies[i] instanceof RedisConnectionFailureException && operation.access() == Access.SERVER) {
				if (stops.isEmpty()) {
					this.cluster.renewSlotCache();
				}
				stops.computeIfAbsent(node(operation), Stop::new).add(i, again(i));
			}
		}
		visit(stops);
	}

	private HostAndPort node(Operation<?> operation) {
		return JedisNodes.of(this.cluster, Objects.requireNonNull(operation.firstKey()).bytes());
	}

	private Request again(int index) {
		return Request.of(this.operations.get(index), true).once();
	}

	private void visit(Map<HostAndPort, Stop> stops) {
		try {
			stops.values().forEach(Stop::begin);
			stops.values().forEach(Stop::end);
		}
		finally {
			stops.values().forEach(Stop::leave);
		}
	}

	/**
	 * What goes to one node.
	 */
	private final class Stop {

		private final HostAndPort node;

		private final List<Request> requests = new ArrayList<>();

		/** Operations with their requests. */
		private final Map<Integer, Integer> places = new LinkedHashMap<>();

		private boolean scripted;

		private @Nullable JedisSession session;

		private @Nullable PendingReplies pending;

		private @Nullable RuntimeException failure;

		private Stop(HostAndPort node) {
			this.node = node;
		}

		private void add(int operation, Request... requests) {
			this.requests.addAll(List.of(requests));
			this.places.put(operation, this.requests.size() - 1);
		}

		private void begin() {
			try {
				this.session = JedisSession.on(JedisRoutes.this.cluster, this.node);
				this.pending = this.session.begin(this.requests);
			}
			catch (RuntimeException ex) {
				this.failure = JedisReply.failure(ex);
			}
		}

		private void end() {
			List<@Nullable Object> received = (this.pending != null) ? this.pending.await() : List.of();
			this.places.forEach((operation, request) -> JedisRoutes.this.replies[operation] = (this.failure != null)
					? this.failure : received.get(request));
		}

		private void leave() {
			if (this.session != null) {
				this.session.release(true);
			}
		}

	}

}
