package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.ClusterConnectionProvider;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Sends requests on one connection of Jedis, until it is released.
 */
final class JedisSession implements Driver {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	private final JedisPipe pipe;

	/** Whether the connection is to be given back, as it does not belong to another. */
	private final boolean own;

	private final @Nullable ClusterConnectionProvider cluster;

	private final @Nullable HostAndPort node;

	private JedisSession(Connection connection, boolean own, @Nullable ClusterConnectionProvider cluster,
			@Nullable HostAndPort node) {
		this.pipe = new JedisPipe(connection);
		this.own = own;
		this.cluster = cluster;
		this.node = node;
	}

	/**
	 * The driver on a connection of its own.
	 */
	static JedisSession on(Connection connection) {
		return new JedisSession(connection, true, null, null);
	}

	/**
	 * The driver on a connection that belongs to another.
	 */
	static JedisSession lent(Connection connection) {
		return new JedisSession(connection, false, null, null);
	}

	/**
	 * The driver on a connection of its own to a node of Redis Cluster.
	 */
	static JedisSession on(ClusterConnectionProvider cluster, HostAndPort node) {
		return new JedisSession(cluster.getConnection(node), true, cluster, node);
	}

	@Override
	public @Nullable Object send(Request request) {
		Object reply = sendAll(List.of(request)).get(0);
		if (reply instanceof RuntimeException ex) {
			throw ex;
		}
		return reply;
	}

	@Override
	public List<@Nullable Object> sendAll(List<Request> requests) {
		return begin(requests).await();
	}

	@Override
	public PendingReplies begin(List<Request> requests) {
		return this.pipe.begin(requests);
	}

	@Override
	public List<@Nullable Object> runAll(List<? extends Operation<?>> operations) {
		List<Request> requests = new ArrayList<>(Request.before(operations));
		int first = requests.size();
		requests.addAll(Request.all(operations));
		return sendAll(requests).subList(first, requests.size());
	}

	boolean isAwaited() {
		return this.pipe.isAwaited();
	}

	boolean isAnswered() {
		return this.pipe.isAnswered();
	}

	/**
	 * Asks the server for a reply.
	 */
	boolean isAlive() {
		sendAll(List.of(Request.of("PING")));
		return isAnswered();
	}

	@Override
	public boolean isCluster() {
		return false;
	}

	@Override
	public Driver node(String id) {
		throw new IllegalStateException("This is a single server");
	}

	@Override
	public @Nullable Driver movedTo(@Nullable Object failure) {
		ClusterConnectionProvider from = this.cluster;
		HostAndPort target = (from != null) ? JedisNodes.target(failure, "MOVED") : null;
		if (from == null || target == null) {
			return null;
		}
		try {
			from.renewSlotCache();
			return on(from, target);
		}
		catch (RuntimeException ex) {
			throw JedisReply.failure(ex);
		}
	}

	@Override
	public Driver on(RedisConnection connection) {
		return (this.node != null) ? JedisDriver.of(connection, this.node) : JedisDriver.of(connection);
	}

	@Override
	public boolean isBroken() {
		return this.pipe.isBroken();
	}

	@Override
	public boolean isWatchable() {
		return true;
	}

	@Override
	public void release(boolean answered) {
		if (this.own) {
			this.pipe.close(answered);
		}
		else {
			this.pipe.end(answered);
		}
	}

	@Override
	public Duration timeout() {
		return Duration.ofMillis(this.pipe.timeout());
	}

	/**
	 * A thread that waits for Jedis cannot be interrupted in the meantime.
	 */
	@Override
	public Duration longestWait() {
		Duration wait = Driver.super.longestWait();
		return (wait.isZero() || wait.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : wait;
	}

}
