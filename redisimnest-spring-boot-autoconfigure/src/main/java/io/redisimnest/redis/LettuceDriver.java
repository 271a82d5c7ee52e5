package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.internal.HostAndPort;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.AsyncCommand;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Sends requests through Lettuce.
 */
final class LettuceDriver implements Driver {

	private final StatefulConnection<byte[], byte[]> lettuce;

	/** Where a dedicated connection comes from in Redis Cluster. */
	private final @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

	private final @Nullable HostAndPort node;

	private final Duration timeout;

	private final Disconnection disconnection = new Disconnection();

	private LettuceDriver(StatefulConnection<byte[], byte[]> lettuce,
			@Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster, @Nullable HostAndPort node) {
		this.lettuce = lettuce;
		this.timeout = lettuce.getTimeout();
		this.cluster = cluster;
		this.node = node;
	}

	static boolean supports(RedisConnection connection) {
		return connection.getNativeConnection() instanceof AbstractRedisAsyncCommands;
	}

	@SuppressWarnings("unchecked")
	static LettuceDriver of(RedisConnection connection) {
		return new LettuceDriver(
				((AbstractRedisAsyncCommands<byte[], byte[]>) connection.getNativeConnection()).getConnection(), null,
				null);
	}

	/**
	 * Spring Data takes a connection from the pool, or opens one, for a pipeline, and
	 * keeps it until it is closed itself.
	 */
	static LettuceDriver dedicated(RedisConnection connection, byte[] key) {
		connection.openPipeline();
		LettuceDriver driver = of(connection);
		connection.closePipeline();
		if (driver.lettuce instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			RedisURI uri = node(cluster, SlotHash.getSlot(key)).getUri();
			return dedicated(cluster, HostAndPort.of(uri.getHost(), uri.getPort()));
		}
		return driver.begin();
	}

	/**
	 * Lettuce would take out of the queue what takes too long, such as the end of a
	 * transaction whose beginning was sent.
	 */
	private LettuceDriver begin() {
		this.lettuce.setTimeout(Duration.ZERO);
		this.lettuce.addListener(this.disconnection);
		return this;
	}

	private static LettuceDriver dedicated(StatefulRedisClusterConnection<byte[], byte[]> cluster, HostAndPort node) {
		try {
			return new LettuceDriver(cluster.getConnection(node.getHostText(), node.getPort()), cluster, node).begin();
		}
		catch (RuntimeException ex) {
			throw LettuceReplies.translate(ex);
		}
	}

	/**
	 * {@code MOVED slot host:port}. Lettuce follows such errors on a connection to the
	 * whole of Redis Cluster only.
	 */
	@Override
	public @Nullable LettuceDriver movedTo(@Nullable Object failure) {
		StatefulRedisClusterConnection<byte[], byte[]> from = this.cluster;
		String address = ServerError.address(failure, "MOVED");
		return (from != null && address != null) ? dedicated(from, HostAndPort.parseCompat(address)) : null;
	}

	@Override
	public Driver on(RedisConnection connection) {
		LettuceDriver other = of(connection);
		if (this.node == null || !(other.lettuce instanceof StatefulRedisClusterConnection<byte[], byte[]> whole)) {
			return other;
		}
		try {
			return new LettuceDriver(whole.getConnection(this.node.getHostText(), this.node.getPort()), null, null);
		}
		catch (RuntimeException ex) {
			throw LettuceReplies.translate(ex);
		}
	}

	@Override
	public boolean isBroken() {
		return this.disconnection.getAsBoolean();
	}

	/**
	 * Where Lettuce chooses between primary and replicas, it tells of no disconnection.
	 */
	@Override
	public boolean isWatchable() {
		return !(this.lettuce instanceof StatefulRedisMasterReplicaConnection);
	}

	@Override
	public void release(boolean answered) {
		this.lettuce.setTimeout(this.timeout);
		if (answered) {
			this.lettuce.removeListener(this.disconnection);
		}
	}

	@Override
	public Duration timeout() {
		return this.timeout;
	}

	@Override
	public @Nullable Object send(Request request) {
		AsyncCommand<byte[], byte[], Object> command = LettuceCommand.of(request, this.disconnection);
		try {
			this.lettuce.dispatch(command);
			return LettuceReplies.await(command, timeout());
		}
		catch (RuntimeException ex) {
			throw LettuceReplies.translate(ex);
		}
	}

	@Override
	public List<@Nullable Object> sendAll(List<Request> requests) {
		List<AsyncCommand<byte[], byte[], Object>> commands = commands(requests);
		dispatch(this.lettuce, commands);
		return new LettuceReplies(commands, timeout()).await(false);
	}

	@Override
	public PendingReplies begin(List<Request> requests) {
		List<AsyncCommand<byte[], byte[], Object>> commands = commands(requests);
		dispatch(this.lettuce, commands);
		LettuceReplies replies = new LettuceReplies(commands, timeout());
		return () -> replies.awaitUnless(() -> !this.lettuce.isOpen());
	}

	@Override
	public boolean isCluster() {
		return this.lettuce instanceof StatefulRedisClusterConnection;
	}

	@Override
	public Driver node(String id) {
		try {
			return new LettuceDriver(((StatefulRedisClusterConnection<byte[], byte[]>) this.lettuce).getConnection(id),
					null, null);
		}
		catch (RuntimeException ex) {
			throw new RedisConnectionFailureException("Node %s of Redis Cluster cannot be reached".formatted(id), ex);
		}
	}

	private List<AsyncCommand<byte[], byte[], Object>> commands(List<Request> requests) {
		return requests.stream().map((request) -> LettuceCommand.of(request, this.disconnection)).toList();
	}

	@Override
	public List<@Nullable Object> runAll(List<? extends Operation<?>> operations) {
		if (this.lettuce instanceof StatefulRedisClusterConnection<byte[], byte[]> whole) {
			return runAll(whole, operations);
		}
		List<AsyncCommand<byte[], byte[], Object>> commands = commands(Request.all(operations));
		dispatch(this.lettuce, withScript(operations, commands));
		return new LettuceReplies(commands, timeout()).await(true);
	}

	/**
	 * Nobody waits for the script to be loaded: if that fails, what needs it fails too.
	 */
	private List<AsyncCommand<byte[], byte[], Object>> withScript(List<? extends Operation<?>> operations,
			List<AsyncCommand<byte[], byte[], Object>> commands) {
		List<AsyncCommand<byte[], byte[], Object>> all = new ArrayList<>(commands(Request.before(operations)));
		all.addAll(commands);
		return all;
	}

	/**
	 * Lettuce would flush once for each slot, in no order.
	 */
	private List<@Nullable Object> runAll(StatefulRedisClusterConnection<byte[], byte[]> cluster,
			List<? extends Operation<?>> operations) {
		Map<String, List<Operation<?>>> byNode = new LinkedHashMap<>();
		Map<Operation<?>, AsyncCommand<byte[], byte[], Object>> commands = new IdentityHashMap<>();
		for (Operation<?> operation : operations) {
			Argument key = Objects.requireNonNull(operation.firstKey());
			byNode
				.computeIfAbsent(node(cluster, SlotHash.getSlot(key.bytes())).getNodeId(), (node) -> new ArrayList<>())
				.add(operation);
		}
		byNode.forEach((node, its) -> {
			List<AsyncCommand<byte[], byte[], Object>> sent = commands(Request.all(its));
			for (int i = 0; i < sent.size(); i++) {
				commands.put(its.get(i), sent.get(i));
			}
			try {
				cluster.getConnection(node).dispatch(withScript(its, sent));
			}
			catch (RuntimeException ex) {
				sent.forEach((command) -> command.completeExceptionally(ex));
			}
		});
		List<@Nullable Object> replies = new LettuceReplies(operations.stream().map(commands::get).toList(), timeout())
			.await(true);
		followRedirects(cluster, operations, replies);
		return replies;
	}

	/**
	 * Sends again what was not run, as its slot is elsewhere. A slot moves with all its
	 * keys, so each key still sees its operations in their order.
	 */
	private void followRedirects(StatefulRedisClusterConnection<byte[], byte[]> cluster,
			List<? extends Operation<?>> operations, List<@Nullable Object> replies) {
		List<Integer> moved = new ArrayList<>();
		for (int i = 0; i < replies.size(); i++) {
			if (replies.get(i) instanceof ServerError error && (error.is("MOVED") || error.is("ASK"))) {
				moved.add(i);
			}
		}
		if (moved.isEmpty()) {
			return;
		}
		List<AsyncCommand<byte[], byte[], Object>> commands = commands(
				moved.stream().map((index) -> Request.of(operations.get(index), true)).toList());
		dispatch(cluster, commands);
		List<@Nullable Object> again = new LettuceReplies(commands, timeout()).await(true);
		for (int i = 0; i < moved.size(); i++) {
			replies.set(moved.get(i), again.get(i));
		}
	}

	private static RedisClusterNode node(StatefulRedisClusterConnection<byte[], byte[]> cluster, int slot) {
		RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(slot);
		if (node == null) {
			throw new RedisSystemException("No node of Redis Cluster serves slot " + slot, null);
		}
		return node;
	}

	static void refreshTopology(RedisConnectionFactory connectionFactory) {
		if (connectionFactory instanceof LettuceConnectionFactory lettuce
				&& lettuce.getNativeClient() instanceof RedisClusterClient client) {
			try {
				client.refreshPartitions();
			}
			catch (RuntimeException ex) {
				throw LettuceReplies.translate(ex);
			}
		}
	}

	private static void dispatch(StatefulConnection<byte[], byte[]> connection,
			List<AsyncCommand<byte[], byte[], Object>> commands) {
		try {
			connection.dispatch(commands);
		}
		catch (RuntimeException ex) {
			throw LettuceReplies.translate(ex);
		}
	}

	/**
	 * Whether a connection was ever lost. Lettuce makes a new one by itself, which knows
	 * nothing of what was begun.
	 */
	private static final class Disconnection implements RedisConnectionStateListener, BooleanSupplier {

		private volatile boolean happened;

		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
			this.happened = true;
		}

		@Override
		public boolean getAsBoolean() {
			return this.happened;
		}

	}

}
