package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

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
	 * Opens a connection to a node by its id. Each node is asked for it, as addresses may
	 * be mapped.
	 */
	static Connection connect(ClusterConnectionProvider cluster, String id) {
		List<RuntimeException> failures = new ArrayList<>();
		Connection connection = find(cluster, id, failures);
		if (connection == null) {
			cluster.renewSlotCache();
			connection = find(cluster, id, failures);
		}
		if (connection == null) {
			RuntimeException failure = new RedisConnectionFailureException(
					"Node %s of Redis Cluster cannot be reached".formatted(id));
			failures.forEach(failure::addSuppressed);
			throw failure;
		}
		return connection;
	}

	private static @Nullable Connection find(ClusterConnectionProvider cluster, String id,
			List<RuntimeException> failures) {
		List<ConnectionPool> pools = new ArrayList<>();
		cluster.getNodes().values().forEach((pool) -> pools.add(id.equals(IDS.get(pool)) ? 0 : pools.size(), pool));
		for (ConnectionPool pool : pools) {
			Connection connection = connect(pool, id, failures);
			if (connection != null) {
				return connection;
			}
		}
		return null;
	}

	/**
	 * Idle connections may have been lost long ago.
	 */
	private static @Nullable Connection connect(ConnectionPool pool, String id, List<RuntimeException> failures) {
		do {
			Connection connection = null;
			try {
				connection = take(pool);
				String found = id(connection);
				IDS.put(pool, found);
				if (found.equals(id)) {
					return connection;
				}
				IOUtils.closeQuietly(connection);
				return null;
			}
			catch (RuntimeException ex) {
				failures.add(JedisReply.failure(ex));
				IOUtils.closeQuietly(connection);
			}
		}
		while (pool.getNumIdle() > 0);
		return null;
	}

	private static String id(Connection connection) {
		CommandArguments command = new CommandArguments(Command.CLUSTER).add(ClusterKeyword.MYID);
		return new String((byte[]) connection.executeCommand(command), StandardCharsets.US_ASCII);
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
