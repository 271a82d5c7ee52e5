package io.redisimnest.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/**
 * A Redis Cluster of three primaries on loopback, for the time of a benchmark.
 */
final class RedisCluster implements ClearContest.Ground, AutoCloseable {

	private static final int NODES = 3;

	private static final int SLOTS = SlotHash.SLOT_COUNT;

	private final List<RedisProcess> nodes = new ArrayList<>();

	RedisCluster() throws IOException {
		int bus = RedisProcess.freePort();
		for (int i = 0; i < NODES; i++) {
			RedisProcess node = new RedisProcess("cluster-enabled yes",
					"cluster-port " + ((i == 0) ? bus : RedisProcess.freePort()));
			this.nodes.add(node);
			try (Jedis jedis = node.commands()) {
				jedis.clusterAddSlots(IntStream.range(firstSlot(i), firstSlot(i + 1)).toArray());
				if (i > 0) {
					// It asks for the bus port too, as that is not at its usual distance.
					jedis.sendCommand(Command.CLUSTER, "MEET", "127.0.0.1", Integer.toString(port()),
							Integer.toString(bus));
				}
			}
		}
		for (RedisProcess node : this.nodes) {
			awaitReady(node);
		}
	}

	private static int firstSlot(int node) {
		return SLOTS * node / NODES;
	}

	private static void awaitReady(RedisProcess node) {
		try (Jedis jedis = node.commands()) {
			for (int i = 0; i < 200; i++) {
				String info = jedis.clusterInfo();
				if (info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES)) {
					return;
				}
				Thread.sleep(100);
			}
			throw new IllegalStateException("Redis Cluster does not get ready");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The port of one of the nodes.
	 */
	int port() {
		return this.nodes.get(0).port();
	}

	String version() {
		return this.nodes.get(0).version();
	}

	@Override
	public List<RedisProcess> servers() {
		return this.nodes;
	}

	/**
	 * Which of the servers has a key.
	 */
	RedisProcess serverOf(String key) {
		return this.nodes.get(nodeOf(key));
	}

	private static int nodeOf(String key) {
		int slot = SlotHash.getSlot(key);
		int node = NODES - 1;
		while (slot < firstSlot(node)) {
			node--;
		}
		return node;
	}

	@Override
	public void fill(KeySet keys) {
		for (RedisProcess node : this.nodes) {
			try (Jedis jedis = node.commands()) {
				jedis.flushAll();
			}
		}
		try (Filling filling = fill()) {
			keys.forEach(filling::set);
		}
	}

	/**
	 * Begins to add keys.
	 */
	Filling fill() {
		return new Filling(this.nodes.stream().map((node) -> new Fill(node.port())).toList());
	}

	/**
	 * Sends each key to the node that it belongs to.
	 *
	 * @param fills one for each node
	 */
	record Filling(List<Fill> fills) implements AutoCloseable {

		void set(String key) {
			this.fills.get(nodeOf(key)).set(key);
		}

		@Override
		public void close() {
			this.fills.forEach(Fill::close);
		}

	}

	@Override
	public void close() {
		this.nodes.forEach(RedisProcess::close);
	}

}
