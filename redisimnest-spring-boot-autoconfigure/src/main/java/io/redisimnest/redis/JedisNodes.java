package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.ClusterKeyword;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.JedisClusterCRC16;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/**
 * The nodes of Redis Cluster, as Jedis finds them.
 */
final class JedisNodes {

	/** What the nodes said, by their pools: a pool may come to lead elsewhere. */
	private static final Map<ConnectionPool, String> IDS = Collections.synchronizedMap(new WeakHashMap<>());

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private JedisNodes() {
	}

	/**
	 * The node that has a key.
	 */
	static HostAndPort of(ClusterConnectionProvider cluster, byte[] key) {
		int slot = JedisClusterCRC16.getSlot(key);
		HostAndPort node = cluster.getNode(slot);
		if (node == null) {
			cluster.renewSlotCache();
			node = cluster.getNode(slot);
		}
		if (node == null) {
			throw new RedisSystemException("No node of Redis Cluster serves slot " + slot, null);
		}
		return node;
	}

	/**
	 * The node that an error such as {@code MOVED slot host:port} tells.
	 * @param failure what may be such an error
	 * @param code its code
	 */
	static @Nullable HostAndPort target(@Nullable Object failure, String code) {
		String address = ServerError.address(failure, code);
		return (address != null) ? HostAndPort.from(address) : null;
	}

	/**
	 * Opens a connection to any node. Jedis would look for one among those that were
	 * primaries when it began, and find none once all of them have been replaced.
	 * @see <a href="https://github.com/redis/jedis/issues/4691">Jedis issue 4691</a>
	 */
	static Connection connect(ClusterConnectionProvider cluster) {
		return connect(cluster, (pool, connection) -> connection.ping(), (pool) -> false,
				"No node of Redis Cluster can be reached");
	}

	/**
	 * Opens a connection to a node by its id. Each node is asked for it, as addresses may
	 * be mapped.
	 */
	static Connection connect(ClusterConnectionProvider cluster, String id) {
		return connect(cluster, (pool, connection) -> id.equals(id(pool, connection)),
				(pool) -> id.equals(IDS.get(pool)), "Node %s of Redis Cluster cannot be reached".formatted(id));
	}

	/**
	 * Opens a connection to a node.
	 * @param cluster the nodes
	 * @param accepted asks a node whether it is meant
	 * @param first whether a pool is to be tried first
	 * @param message what to say if there is none
	 */
	private static Connection connect(ClusterConnectionProvider cluster,
			BiPredicate<ConnectionPool, Connection> accepted, Predicate<ConnectionPool> first, String message) {
		List<RuntimeException> failures = new ArrayList<>();
		Connection connection = find(cluster, accepted, first, failures);
		if (connection == null) {
			cluster.renewSlotCache();
			connection = find(cluster, accepted, first, failures);
		}
		if (connection == null) {
			RuntimeException failure = new RedisConnectionFailureException(message);
			failures.forEach(failure::addSuppressed);
			throw failure;
		}
		return connection;
	}

	private static @Nullable Connection find(ClusterConnectionProvider cluster,
			BiPredicate<ConnectionPool, Connection> accepted, Predicate<ConnectionPool> first,
			List<RuntimeException> failures) {
		List<ConnectionPool> pools = new ArrayList<>(cluster.getNodes().values());
		Collections.shuffle(pools);
		pools.sort(Comparator.comparing((pool) -> !first.test(pool)));
		for (ConnectionPool pool : pools) {
			Connection connection = connect(pool, accepted, failures);
			if (connection != null) {
				return connection;
			}
		}
		return null;
	}

	/**
	 * Idle connections may have been lost long ago. One whose node answers with an error
	 * is not, and would be had again.
	 */
	private static @Nullable Connection connect(ConnectionPool pool, BiPredicate<ConnectionPool, Connection> accepted,
			List<RuntimeException> failures) {
		boolean lost;
		do {
			Connection connection = null;
			try {
				connection = take(pool);
				if (accepted.test(pool, connection)) {
					return connection;
				}
				lost = false;
			}
			catch (RuntimeException ex) {
				failures.add(JedisReply.failure(ex));
				lost = connection != null && connection.isBroken();
			}
			IOUtils.closeQuietly(connection);
		}
		while (lost && pool.getNumIdle() > 0);
		return null;
	}

	private static String id(ConnectionPool pool, Connection connection) {
		CommandArguments command = new CommandArguments(Command.CLUSTER).add(ClusterKeyword.MYID);
		String id = new String((byte[]) connection.executeCommand(command), StandardCharsets.US_ASCII);
		IDS.put(pool, id);
		return id;
	}

	/**
	 * Two that hold what the other one needs would wait for ever.
	 */
	private static Connection take(ConnectionPool pool) {
		if (!pool.getMaxWaitDuration().isNegative()) {
			return pool.getResource();
		}
		try {
			Connection connection = pool.borrowObject(PATIENCE);
			connection.setHandlingPool(pool);
			return connection;
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new JedisException(ex);
		}
	}

}
