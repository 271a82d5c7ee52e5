package io.redisimnest.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A Redis Cluster of three primaries for the tests, started once.
 */
public final class TestCluster {

	private static final TestCluster INSTANCE = new TestCluster();

	private final ClusterServers servers = new ClusterServers(0, Duration.ofSeconds(15));

	private final RedisConnectionFactory connectionFactory;

	private TestCluster() {
		this.connectionFactory = Connections.to(this.servers.configuration());
	}

	/**
	 * Where the cluster is.
	 * @return its configuration
	 */
	public static RedisClusterConfiguration configuration() {
		return INSTANCE.servers.configuration();
	}

	/**
	 * The connection factory that tests share.
	 * @return the factory
	 */
	public static RedisConnectionFactory connectionFactory() {
		return INSTANCE.connectionFactory;
	}

	/**
	 * The servers, which tests share and leave as they were.
	 * @return the servers
	 */
	public static ClusterServers servers() {
		return INSTANCE.servers;
	}

	/**
	 * What a client other than the library sees, node by node.
	 * @return commands on a connection to each node
	 */
	public static List<RedisCommands<String, String>> nodes() {
		return INSTANCE.servers.servers().stream().map(TestServer::commands).toList();
	}

	/**
	 * What a client other than the library sees, on the node of a key.
	 * @param key the name of the key
	 * @return commands on a connection to its node
	 */
	public static RedisCommands<String, String> node(String key) {
		return INSTANCE.servers.primary(SlotHash.getSlot(key)).commands();
	}

	/**
	 * The names of all keys.
	 * @return the names on all nodes
	 */
	public static Stream<String> keys() {
		return INSTANCE.servers.keys();
	}

	/**
	 * Moves the keys of a slot to another node, but not yet the slot.
	 * @param slot the slot
	 * @param to the index of the node that is to get it
	 * @return the migration, to be finished
	 */
	public static SlotMigration beginMove(int slot, int to) {
		SlotMigration migration = INSTANCE.servers.migrate(slot, INSTANCE.servers.servers().get(to));
		migration.moveKeys(Integer.MAX_VALUE);
		return migration;
	}

	/**
	 * Moves a slot with its keys to another node.
	 * @param slot the slot
	 * @param to the index of the node that gets it
	 */
	public static void move(int slot, int to) {
		INSTANCE.servers.migrate(slot, INSTANCE.servers.servers().get(to)).finish();
	}

	/**
	 * Empties all nodes.
	 */
	public static void flush() {
		INSTANCE.servers.flush();
	}

}
