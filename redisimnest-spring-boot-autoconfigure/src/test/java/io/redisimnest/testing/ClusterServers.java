package io.redisimnest.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

import org.springframework.data.redis.connection.RedisClusterConfiguration;

/**
 * The servers of a Redis Cluster of three primaries. Slots and roles can move, and
 * servers be killed; {@link #heal()} gives each primary its replicas again.
 */
public final class ClusterServers implements AutoCloseable {

	private static final int PRIMARIES = 3;

	private final ServerGroup group = new ServerGroup();

	private final List<TestServer> servers;

	private final int replicas;

	/**
	 * Starts the servers.
	 * @param replicas how many replicas each primary has
	 * @param nodeTimeout after which time a node that does not answer has failed
	 */
	public ClusterServers(int replicas, Duration nodeTimeout) {
		this.replicas = replicas;
		this.servers = IntStream.range(0, PRIMARIES * (1 + replicas))
			.mapToObj((i) -> this.group.start("cluster-enabled yes", "cluster-port " + TestRedis.freePort(),
					"cluster-node-timeout " + nodeTimeout.toMillis(), "cluster-allow-replica-migration no",
					"cluster-replica-validity-factor 0"))
			.toList();
		join();
	}

	private void join() {
		for (int i = 0; i < PRIMARIES; i++) {
			node(i).clusterAddSlots(
					IntStream.range(SlotHash.SLOT_COUNT * i / PRIMARIES, SlotHash.SLOT_COUNT * (i + 1) / PRIMARIES)
						.toArray());
		}
		// MEET asks for the bus port too, as it is not at its usual distance.
		int bus = Integer.parseInt(node(0).clusterNodes().split("@")[1].split("[ ,]")[0]);
		for (TestServer server : this.servers.subList(1, this.servers.size())) {
			server.commands()
				.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8),
						new CommandArgs<>(StringCodec.UTF8).add("MEET")
							.add("127.0.0.1")
							.add(this.servers.get(0).port())
							.add(bus));
		}
		for (TestServer server : this.servers) {
			TestServer.await()
				.until(() -> server.commands().clusterNodes().lines().count() == this.servers.size()
						&& !server.commands().clusterNodes().contains("handshake"));
		}
		for (int i = PRIMARIES; i < this.servers.size(); i++) {
			node(i).clusterReplicate(node(i % PRIMARIES).clusterMyId());
		}
		heal();
	}

	private RedisCommands<String, String> node(int index) {
		return this.servers.get(index).commands();
	}

	/**
	 * Starts what was killed, and waits until each primary has its replicas and everyone
	 * knows it.
	 */
	public void heal() {
		this.servers.forEach(TestServer::revive);
		for (TestServer server : this.servers) {
			TestServer.await()
				.until(() -> server.commands().clusterInfo().contains("cluster_state:ok")
						&& !server.commands().clusterNodes().matches("(?s).*(fail|handshake|disconnected).*")
						&& primaries().size() == PRIMARIES && server.isReplicated(this.replicas));
		}
	}

	/**
	 * All servers.
	 * @return the servers, in the order of their start
	 */
	public List<TestServer> servers() {
		return this.servers;
	}

	/**
	 * The servers that hold keys.
	 * @return those that are primaries, as they see themselves
	 */
	public List<TestServer> primaries() {
		return this.servers.stream().filter(TestServer::isPrimary).toList();
	}

	/**
	 * The server that holds a slot.
	 * @param slot the slot
	 * @return the primary, as it sees itself
	 */
	public TestServer primary(int slot) {
		return primaries().stream().filter((server) -> server.self().hasSlot(slot)).findFirst().orElseThrow();
	}

	/**
	 * Another server that holds keys.
	 * @param primary a primary
	 * @return the next one
	 */
	public TestServer next(TestServer primary) {
		List<TestServer> primaries = primaries();
		return primaries.get((primaries.indexOf(primary) + 1) % PRIMARIES);
	}

	/**
	 * A server that follows another.
	 * @param primary the primary
	 * @return its first replica
	 */
	public TestServer replica(TestServer primary) {
		String id = primary.commands().clusterMyId();
		return this.servers.stream()
			.filter((server) -> id.equals(server.self().getSlaveOf()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Begins to move a slot, which has the other primaries ask two servers for its keys.
	 * @param slot the slot
	 * @param target the server that gets it
	 * @return the migration, to be finished
	 */
	public SlotMigration migrate(int slot, TestServer target) {
		return new SlotMigration(slot, primary(slot), target, primaries());
	}

	/**
	 * Sets keys without values.
	 * @param names the names of the keys
	 */
	public void fill(Stream<String> names) {
		TestServer[] bySlot = new TestServer[SlotHash.SLOT_COUNT];
		primaries().forEach((server) -> server.self().getSlots().forEach((slot) -> bySlot[slot] = server));
		List<RedisFuture<String>> replies = new ArrayList<>();
		names.forEach((name) -> replies.add(bySlot[SlotHash.getSlot(name)].asyncCommands().set(name, "")));
		replies.forEach((reply) -> reply.toCompletableFuture().join());
	}

	/**
	 * Waits until the replicas have all that was written.
	 */
	public void replicate() {
		primaries().forEach((server) -> server.commands().waitForReplication(this.replicas, 10_000));
	}

	/**
	 * The names of all keys.
	 * @return the names on all primaries
	 */
	public Stream<String> keys() {
		return primaries().stream().flatMap((server) -> server.commands().keys("*").stream());
	}

	/**
	 * Empties all primaries.
	 */
	public void flush() {
		primaries().forEach((server) -> server.commands().flushall());
	}

	/**
	 * Where the servers are.
	 * @return the configuration of a connection to all of them
	 */
	public RedisClusterConfiguration configuration() {
		return new RedisClusterConfiguration(
				this.servers.stream().map((server) -> "127.0.0.1:" + server.port()).toList());
	}

	@Override
	public void close() {
		this.group.close();
	}

}
