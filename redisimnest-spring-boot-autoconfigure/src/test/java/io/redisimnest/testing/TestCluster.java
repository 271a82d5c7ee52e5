package io.redisimnest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.awaitility.Awaitility;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis Cluster of three primaries for the tests, started once.
 */
public final class TestCluster {

	private static final int NODES = 3;

	private static final int SLOTS = 16384;

	private static final TestCluster INSTANCE = start();

	private final List<RedisServer> servers = new ArrayList<>();

	private final List<RedisCommands<String, String>> nodes = new ArrayList<>();

	private final Path directory;

	private final RedisClient client = RedisClient.create();

	private final LettuceConnectionFactory connectionFactory;

	private TestCluster() throws IOException {
		this.directory = Files.createTempDirectory("redis-cluster");
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
		for (int i = 0; i < NODES; i++) {
			int port = TestRedis.freePort();
			Path own = Files.createDirectory(this.directory.resolve(String.valueOf(port)));
			this.servers.add(TestRedis.embedded(port, "cluster-enabled yes", "cluster-port " + TestRedis.freePort(),
					"dir " + own));
			this.nodes.add(this.client.connect(RedisURI.create("127.0.0.1", port)).sync());
		}
		for (int i = 0; i < NODES; i++) {
			this.nodes.get(i).clusterAddSlots(IntStream.range(SLOTS * i / NODES, SLOTS * (i + 1) / NODES).toArray());
		}
		// MEET asks for the bus port too, as it is not at its usual distance.
		String self = this.nodes.get(0).clusterNodes();
		int bus = Integer.parseInt(self.split("@")[1].split("[ ,]")[0]);
		for (int i = 1; i < NODES; i++) {
			meet(this.nodes.get(i), port(0), bus);
		}
		for (RedisCommands<String, String> node : this.nodes) {
			// Another thread would wait for this class to be initialized.
			Awaitility.await()
				.pollInSameThread()
				.until(() -> node.clusterInfo().contains("cluster_state:ok")
						&& node.clusterInfo().contains("cluster_known_nodes:" + NODES));
		}
		this.connectionFactory = new LettuceConnectionFactory(
				new RedisClusterConfiguration(List.of("127.0.0.1:" + port(0))));
		this.connectionFactory.afterPropertiesSet();
		this.connectionFactory.start();
	}

	private static void meet(RedisCommands<String, String> node, int port, int bus) {
		node.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8),
				new CommandArgs<>(StringCodec.UTF8).add("MEET").add("127.0.0.1").add(port).add(bus));
	}

	private static TestCluster start() {
		try {
			return new TestCluster();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int port(int index) {
		return this.servers.get(index).ports().get(0);
	}

	private void stop() {
		this.client.shutdown();
		this.servers.forEach(TestRedis::stop);
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			// It is a temporary one.
		}
	}

	/**
	 * The connection factory that tests share.
	 * @return the factory
	 */
	public static LettuceConnectionFactory connectionFactory() {
		return INSTANCE.connectionFactory;
	}

	/**
	 * What a client other than the library sees, node by node.
	 * @return commands on a connection to each node
	 */
	public static List<RedisCommands<String, String>> nodes() {
		return INSTANCE.nodes;
	}

	/**
	 * What a client other than the library sees, on the node of a key.
	 * @param key the name of the key
	 * @return commands on a connection to its node
	 */
	public static RedisCommands<String, String> node(String key) {
		int slot = SlotHash.getSlot(key);
		return INSTANCE.nodes
			.get(IntStream.range(0, NODES).filter((i) -> slot < SLOTS * (i + 1) / NODES).findFirst().orElseThrow());
	}

	/**
	 * The names of all keys.
	 * @return the names on all nodes
	 */
	public static Stream<String> keys() {
		return INSTANCE.nodes.stream().flatMap((node) -> node.keys("*").stream());
	}

	/**
	 * Moves a slot with its keys to another node.
	 * @param slot the slot
	 * @param from the index of the node that has it
	 * @param to the index of the node that gets it
	 */
	public static void move(int slot, int from, int to) {
		RedisCommands<String, String> source = INSTANCE.nodes.get(from);
		RedisCommands<String, String> target = INSTANCE.nodes.get(to);
		target.clusterSetSlotImporting(slot, source.clusterMyId());
		source.clusterSetSlotMigrating(slot, target.clusterMyId());
		for (String key : source.clusterGetKeysInSlot(slot, 1000)) {
			source.migrate("127.0.0.1", INSTANCE.port(to), key, 0, 5000);
		}
		INSTANCE.nodes.forEach((node) -> node.clusterSetSlotNode(slot, target.clusterMyId()));
	}

	/**
	 * Empties all nodes.
	 */
	public static void flush() {
		INSTANCE.nodes.forEach(RedisCommands::flushall);
	}

}
