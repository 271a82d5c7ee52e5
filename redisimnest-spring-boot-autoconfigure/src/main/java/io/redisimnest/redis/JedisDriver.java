package io.redisimnest.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.jedis.JedisClusterConnection;
import org.springframework.data.redis.connection.jedis.JedisConnection;

/**
 * Sends requests through Jedis, on connections that are taken from its pools: one for
 * each use, and one that is kept while replies are on their way.
 */
final class JedisDriver implements Driver {

	/** Jedis does not tell where its connections are. Spring Data looks there as well. */
	private static final VarHandle PROVIDER = provider();

	private static final int MAXIMUM_IDLE = 50;

	/** What sends single requests, {@code null} for one node of Redis Cluster. */
	private final @Nullable UnifiedJedis client;

	/** The whole of Redis Cluster. */
	private final @Nullable ClusterConnectionProvider cluster;

	private final Supplier<Connection> connections;

	private @Nullable JedisSession kept;

	private JedisDriver(@Nullable UnifiedJedis client, @Nullable ClusterConnectionProvider cluster,
			Supplier<Connection> connections) {
		this.client = client;
		this.cluster = cluster;
		this.connections = connections;
	}

	private static VarHandle provider() {
		try {
			return MethodHandles.privateLookupIn(UnifiedJedis.class, MethodHandles.lookup())
				.findVarHandle(UnifiedJedis.class, "provider", ConnectionProvider.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable ConnectionProvider provider(UnifiedJedis client) {
		return (ConnectionProvider) PROVIDER.get(client);
	}

	static boolean supports(RedisConnection connection) {
		Object jedis = connection.getNativeConnection();
		return jedis instanceof Jedis || jedis instanceof UnifiedJedis client && provider(client) != null;
	}

	/**
	 * Connections of Spring Data to a client hold none of Jedis, unless something was
	 * begun with them. They throw an exception, and catch it, when they are closed.
	 */
	static boolean holdsNothing(RedisConnection connection) {
		return (connection.getClass() == JedisConnection.class || connection.getClass() == JedisClusterConnection.class)
				&& connection.getNativeConnection() instanceof UnifiedJedis;
	}

	/**
	 * The driver for a client, or for the only connection of one.
	 */
	static Driver of(RedisConnection connection) {
		if (connection.getNativeConnection() instanceof Jedis jedis) {
			return JedisSession.lent(jedis.getConnection());
		}
		UnifiedJedis client = (UnifiedJedis) connection.getNativeConnection();
		ConnectionProvider provider = Objects.requireNonNull(provider(client));
		return (provider instanceof ClusterConnectionProvider cluster)
				? new JedisDriver(client, cluster, () -> JedisNodes.connect(cluster))
				: new JedisDriver(client, null, provider::getConnection);
	}

	/**
	 * The driver for one node.
	 */
	static Driver of(RedisConnection connection, HostAndPort node) {
		UnifiedJedis client = (UnifiedJedis) connection.getNativeConnection();
		ClusterConnectionProvider cluster = (ClusterConnectionProvider) Objects.requireNonNull(provider(client));
		return new JedisDriver(null, null, () -> cluster.getConnection(node));
	}

	static Driver dedicated(RedisConnection connection, byte[] key) {
		if (connection.getNativeConnection() instanceof Jedis jedis) {
			return JedisSession.lent(jedis.getConnection());
		}
		ConnectionProvider provider = Objects.requireNonNull(provider((UnifiedJedis) connection.getNativeConnection()));
		try {
			return (provider instanceof ClusterConnectionProvider cluster)
					? JedisSession.on(cluster, JedisNodes.of(cluster, key)) : JedisSession.on(provider.getConnection());
		}
		catch (RuntimeException ex) {
			throw JedisReply.failure(ex);
		}
	}

	@Override
	public @Nullable Object send(Request request) {
		UnifiedJedis sender = this.client;
		if (sender == null) {
			return use((session) -> session.send(request));
		}
		CommandArguments command = (this.cluster != null) ? JedisCommand.routed(request) : JedisCommand.of(request);
		try {
			return JedisReply.of(sender.executeCommand(new CommandObject<>(command, BuilderFactory.RAW_OBJECT)),
					request);
		}
		catch (RuntimeException ex) {
			throw JedisReply.failure(ex);
		}
	}

	@Override
	public List<@Nullable Object> sendAll(List<Request> requests) {
		return use((session) -> session.sendAll(requests));
	}

	@Override
	public List<@Nullable Object> runAll(List<? extends Operation<?>> operations) {
		if (this.cluster != null) {
			return new JedisRoutes(this.cluster, operations).run();
		}
		List<Request> requests = Request.all(operations);
		return areRepeatable(requests) ? begin(requests).await() : use((session) -> session.runAll(operations));
	}

	private <R> R use(Function<JedisSession, R> work) {
		JedisSession session = open();
		try {
			return work.apply(session);
		}
		finally {
			session.release(true);
		}
	}

	private JedisSession open() {
		try {
			return JedisSession.on(this.connections.get());
		}
		catch (RuntimeException ex) {
			throw JedisReply.failure(ex);
		}
	}

	/**
	 * A thread that waits for Jedis cannot be interrupted, but can before it goes on.
	 */
	@Override
	public PendingReplies begin(List<Request> requests) {
		if (Thread.currentThread().isInterrupted()) {
			throw new RedisSystemException("Thread was interrupted", null);
		}
		JedisSession session = keep();
		PendingReplies replies = session.begin(requests);
		return () -> {
			List<@Nullable Object> received = replies.await();
			if (!session.isAnswered() && received.get(received.size() - 1) instanceof RedisConnectionFailureException
					&& areRepeatable(requests)) {
				received = again(requests);
			}
			if (this.client != null && this.kept != null && !this.kept.isAwaited()) {
				release(true);
			}
			return received;
		};
	}

	private static boolean areRepeatable(List<Request> requests) {
		return requests.stream().allMatch(Request::repeatable);
	}

	/**
	 * Sends requests once more, as an idle connection may have been lost long ago, and
	 * others with it.
	 */
	private List<@Nullable Object> again(List<Request> requests) {
		JedisSession session = keep();
		for (int i = 0; i < MAXIMUM_IDLE && !session.isAnswered() && !session.isAlive(); i++) {
			session = keep();
		}
		return session.sendAll(requests);
	}

	/**
	 * A connection that was lost does not come back, but another one may be had.
	 */
	private JedisSession keep() {
		if (this.kept != null && this.kept.isBroken()) {
			release(false);
		}
		if (this.kept == null) {
			this.kept = open();
		}
		return this.kept;
	}

	@Override
	public void release(boolean answered) {
		if (this.kept != null) {
			this.kept.release(answered);
			this.kept = null;
		}
	}

	@Override
	public boolean isCluster() {
		return this.cluster != null;
	}

	@Override
	public Driver node(String id) {
		ClusterConnectionProvider all = Objects.requireNonNull(this.cluster);
		JedisDriver node = new JedisDriver(null, null, () -> JedisNodes.connect(all, id));
		node.keep();
		return node;
	}

	@Override
	public @Nullable Driver movedTo(@Nullable Object failure) {
		return null;
	}

	@Override
	public Driver on(RedisConnection connection) {
		return of(connection);
	}

	@Override
	public boolean isBroken() {
		return this.kept != null && this.kept.isBroken();
	}

	@Override
	public boolean isWatchable() {
		return false;
	}

	@Override
	public Duration timeout() {
		return keep().timeout();
	}

}
