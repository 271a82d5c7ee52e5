package io.redisimnest.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.internal.HostAndPort;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.AsyncCommand;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Sends requests through Lettuce.
 */
final class LettuceDriver implements Driver {

	private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

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
			throw translate(ex);
		}
	}

	/**
	 * {@code MOVED slot host:port}. Lettuce follows such errors on a connection to the
	 * whole of Redis Cluster only.
	 */
	@Override
	public @Nullable LettuceDriver movedTo(@Nullable Object failure) {
		StatefulRedisClusterConnection<byte[], byte[]> from = this.cluster;
		if (from == null || !(failure instanceof ServerError error) || !error.is("MOVED")) {
			return null;
		}
		String address = error.getMessage().split(" ")[2];
		return address.startsWith(":") ? null : dedicated(from, HostAndPort.parseCompat(address));
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
			throw translate(ex);
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
			return await(command, timeout());
		}
		catch (RuntimeException ex) {
			throw translate(ex);
		}
	}

	@Override
	public List<@Nullable Object> sendAll(List<Request> requests) {
		List<AsyncCommand<byte[], byte[], Object>> commands = commands(requests);
		dispatch(this.lettuce, commands);
		return await(commands, false);
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
		return await(commands, true);
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
		List<@Nullable Object> replies = await(operations.stream().map(commands::get).toList(), true);
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
		List<@Nullable Object> again = await(commands, true);
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

	private static void dispatch(StatefulConnection<byte[], byte[]> connection,
			List<AsyncCommand<byte[], byte[], Object>> commands) {
		try {
			connection.dispatch(commands);
		}
		catch (RuntimeException ex) {
			throw translate(ex);
		}
	}

	/**
	 * Waits for all commands no longer than for one.
	 */
	private List<@Nullable Object> await(List<AsyncCommand<byte[], byte[], Object>> commands, boolean cancel) {
		List<@Nullable Object> replies = new ArrayList<>(commands.size());
		Duration timeout = timeout();
		long start = System.nanoTime();
		for (AsyncCommand<byte[], byte[], Object> command : commands) {
			try {
				Duration left = remaining(timeout, start);
				if (!cancel && !left.isZero() && !command.await(left.toNanos(), TimeUnit.NANOSECONDS)) {
					throw new RedisCommandTimeoutException();
				}
				replies.add(await(command, left));
			}
			catch (RuntimeException ex) {
				replies.add(translate(ex));
			}
		}
		return replies;
	}

	/**
	 * What is left of a timeout that began once for all commands. Lettuce waits for ever
	 * if it is zero.
	 */
	private static Duration remaining(Duration timeout, long start) {
		if (timeout.isZero()) {
			return timeout;
		}
		Duration left = timeout.minusNanos(System.nanoTime() - start);
		return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
	}

	private static @Nullable Object await(AsyncCommand<byte[], byte[], Object> command, Duration timeout) {
		return LettuceFutures.awaitOrCancel(command, timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static RuntimeException translate(RuntimeException ex) {
		if (ex instanceof RedisCommandExecutionException && ex.getMessage() != null) {
			return ex.getMessage().equals(LettuceReply.LOST) ? new RedisConnectionFailureException(LettuceReply.LOST)
					: new ServerError(ex.getMessage());
		}
		if (ex instanceof DataAccessException translated) {
			return translated;
		}
		if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof IOException) {
			// Spring Data knows a connection that fails, but not one that breaks.
			return new RedisConnectionFailureException("Redis connection failed", ex);
		}
		DataAccessException translated = EXCEPTIONS.convert(ex);
		return (translated != null) ? translated : new RedisSystemException("Redis client failed", ex);
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
