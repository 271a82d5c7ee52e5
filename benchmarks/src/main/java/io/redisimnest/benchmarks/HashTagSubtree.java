package io.redisimnest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.ByteArrayCodec;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;

/**
 * Finds the keys of one user, who has a slot for himself, among those of others in a
 * Redis Cluster: a hundred of 300 k keys, if the system property {@code keys} does not
 * say otherwise.
 */
public final class HashTagSubtree {

	private static final int ROUNDS = 31;

	private static final int CALLS = 100;

	private static final int OWN = 100;

	private static final String PREFIX = "root:user:{42}:";

	private final List<StatefulRedisConnection<byte[], byte[]>> connections = new ArrayList<>();

	private final RedisCommands<byte[], byte[]> node;

	private HashTagSubtree(RedisClient client, RedisCluster redis) {
		for (RedisProcess server : redis.servers()) {
			this.connections.add(client.connect(ByteArrayCodec.INSTANCE, RedisURI.create("127.0.0.1", server.port())));
		}
		this.node = this.connections.get(redis.servers().indexOf(redis.serverOf(PREFIX))).sync();
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		int keys = Integer.getInteger("keys", 300_000);
		RedisClient client = RedisClient.create();
		try (RedisCluster redis = new RedisCluster();
				TreeApplication application = TreeApplication.onCluster(redis.port())) {
			try (RedisCluster.Filling filling = redis.fill()) {
				for (int i = 0; i < keys; i++) {
					filling.set("root:user:{" + (1 + i / OWN) + "}:messages:message:" + i);
				}
			}
			Tagged.User user = application.tree(Tagged.class).user(42);
			HashTagSubtree ways = new HashTagSubtree(client, redis);
			String title = "%s: %d of %d keys".formatted(redis.version(), OWN, keys);
			new Contest(title, CALLS, ROUNDS)
				.add("`CLUSTER GETKEYSINSLOT`", () -> repeat(() -> check(ways.keysInSlot())))
				.add("`countKeys()`", () -> repeat(() -> check(user.countKeys())))
				.add("`subkeys()`", () -> repeat(() -> check(user.subkeys().count())))
				.run();
			new Contest(title, 1, ROUNDS).add("`countKeys()`", () -> check(user.countKeys()))
				.add("`SCAN MATCH` on the node of the slot", () -> check(Scans.count(ways.node, PREFIX + "*")))
				.add("`SCAN MATCH` on all nodes", () -> check(ways.countOnAllNodes()))
				.run();
		}
		finally {
			client.shutdown();
		}
	}

	private static void repeat(Runnable call) {
		for (int i = 0; i < CALLS; i++) {
			call.run();
		}
	}

	private static void check(long count) {
		Contest.check(count == OWN, count + " keys");
	}

	private long keysInSlot() {
		int slot = SlotHash.getSlot(PREFIX);
		int count = Math.toIntExact(this.node.clusterCountKeysInSlot(slot));
		return this.node.clusterGetKeysInSlot(slot, count)
			.stream()
			.filter((key) -> new String(key, StandardCharsets.UTF_8).startsWith(PREFIX))
			.count();
	}

	private long countOnAllNodes() {
		return this.connections.stream().mapToLong((connection) -> Scans.count(connection.sync(), PREFIX + "*")).sum();
	}

	@Prefix("root")
	interface Tagged extends Cluster {

		@Prefix("user:{userId}")
		User user(@HashTag long userId);

		interface User extends Cluster {

			@Prefix("messages:message:{messageId}")
			ValueKey<String> message(long messageId);

		}

	}

}
