package io.redisimnest.testing;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import redis.embedded.RedisServer;

/**
 * A server that can be killed and started again.
 */
public final class TestServer {

	private final int port;

	private final String[] settings;

	private RedisServer server;

	private final StatefulRedisConnection<String, String> connection;

	private ProcessHandle process;

	TestServer(RedisClient client, int port, List<String> settings) {
		this.port = port;
		this.settings = settings.toArray(String[]::new);
		this.server = TestRedis.embedded(port, this.settings);
		this.connection = client.connect(RedisURI.create("127.0.0.1", port));
		this.process = findProcess();
	}

	private ProcessHandle findProcess() {
		return commands().info("server")
			.lines()
			.filter((line) -> line.startsWith("process_id:"))
			.findFirst()
			.flatMap((line) -> ProcessHandle.of(Long.parseLong(line.split(":")[1])))
			.orElseThrow();
	}

	/**
	 * Waits in the same thread, for another one would wait for a class that is just being
	 * initialized.
	 */
	static ConditionFactory await() {
		return Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions();
	}

	int port() {
		return this.port;
	}

	/**
	 * What a client other than the library sees.
	 * @return commands on a connection of its own
	 */
	public RedisCommands<String, String> commands() {
		return this.connection.sync();
	}

	RedisAsyncCommands<String, String> asyncCommands() {
		return this.connection.async();
	}

	/**
	 * The nodes of Redis Cluster, as it sees them.
	 */
	Partitions partitions() {
		return ClusterPartitionParser.parse(commands().clusterNodes());
	}

	/**
	 * The node that it is in Redis Cluster, as it sees itself.
	 */
	RedisClusterNode self() {
		return partitions().stream().filter((node) -> node.is(NodeFlag.MYSELF)).findFirst().orElseThrow();
	}

	/**
	 * Kills the process, without letting it finish anything.
	 */
	public void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	/**
	 * Starts the server again if it was killed.
	 */
	public void revive() {
		if (!this.process.isAlive()) {
			stop();
			this.server = TestRedis.embedded(this.port, this.settings);
			await().until(() -> commands().ping().equals("PONG"));
			this.process = findProcess();
		}
	}

	void stop() {
		TestRedis.stop(this.server);
	}

	/**
	 * Whether it is alive and a primary, as it sees itself.
	 * @return whether it is no replica
	 */
	public boolean isPrimary() {
		return this.process.isAlive() && commands().info("replication").contains("role:master");
	}

	/**
	 * Whether it is a replica that follows, or a primary that is followed.
	 * @param replicas how many replicas a primary has
	 */
	boolean isReplicated(int replicas) {
		String info = commands().info("replication");
		return info.contains("master_link_status:up")
				|| info.contains("role:master") && info.contains("connected_slaves:" + replicas);
	}

}
