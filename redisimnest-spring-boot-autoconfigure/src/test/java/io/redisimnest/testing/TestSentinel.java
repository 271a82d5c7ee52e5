package io.redisimnest.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisSentinelBuilder;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;

/**
 * A primary, its replicas, and the sentinels that let one of them take over.
 */
public final class TestSentinel implements AutoCloseable {

	private static final String NAME = "mymaster";

	private final ServerGroup group = new ServerGroup();

	private final List<TestServer> servers = new ArrayList<>();

	private final List<RedisSentinel> sentinels = new ArrayList<>();

	private final RedisClient client = RedisClient.create();

	private final List<RedisSentinelCommands<String, String>> commands = new ArrayList<>();

	private final Thread hook = new Thread(this::stopSentinels);

	/**
	 * Starts the servers.
	 * @param replicas how many replicas there are
	 * @param sentinels how many sentinels there are, most of which have to agree
	 * @param downAfter after which time a server that does not answer is down
	 */
	public TestSentinel(int replicas, int sentinels, Duration downAfter) {
		Runtime.getRuntime().addShutdownHook(this.hook);
		this.servers.add(this.group.start());
		for (int i = 0; i < replicas; i++) {
			this.servers.add(this.group.start("replicaof 127.0.0.1 " + this.servers.get(0).port()));
		}
		for (int i = 0; i < sentinels; i++) {
			this.sentinels.add(start(sentinels / 2 + 1, downAfter));
		}
		for (RedisSentinel sentinel : this.sentinels) {
			this.commands
				.add(this.client.connectSentinel(RedisURI.create("127.0.0.1", sentinel.ports().get(0))).sync());
		}
		this.commands.forEach(TestSentinel::hurry);
		heal();
	}

	private RedisSentinel start(int quorum, Duration downAfter) {
		try {
			RedisSentinelBuilder builder = RedisSentinel.builder()
				.bind("127.0.0.1")
				.port(TestRedis.freePort())
				.masterName(NAME)
				.masterPort(this.servers.get(0).port())
				.quorumSize(quorum)
				.downAfterMilliseconds(downAfter.toMillis())
				.failoverTimeout(2 * downAfter.toMillis());
			builder.addDefaultReplicationGroup();
			RedisSentinel sentinel = builder.setting("dir " + this.group.newDirectory()).build();
			sentinel.start();
			return sentinel;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sentinels look around once a second or in ten, for fear of load.
	 */
	private static void hurry(RedisSentinelCommands<String, String> sentinel) {
		CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8).add("DEBUG");
		for (String period : List.of("info", "ping", "publish", "ask", "min-link-reconnect")) {
			arguments.add(period + "-period").add(400);
		}
		arguments.add("election-timeout").add(500).add("tilt-period").add(500);
		sentinel.dispatch(CommandType.SENTINEL, new StatusOutput<>(StringCodec.UTF8), arguments);
	}

	/**
	 * Starts what was killed, and waits until all replicas follow the primary and the
	 * sentinels know it.
	 */
	public void heal() {
		this.servers.forEach(TestServer::revive);
		TestServer.await().until(() -> this.servers.stream().filter(TestServer::isPrimary).count() == 1);
		for (TestServer server : this.servers) {
			TestServer.await().until(() -> server.isReplicated(this.servers.size() - 1));
		}
		this.commands.forEach((sentinel) -> TestServer.await().until(() -> knows(sentinel, primary())));
	}

	private boolean knows(RedisSentinelCommands<String, String> sentinel, TestServer primary) {
		Map<String, String> seen = sentinel.master(NAME);
		return seen.get("flags").equals("master") && seen.get("port").equals(String.valueOf(primary.port()))
				&& seen.get("num-other-sentinels").equals(String.valueOf(this.sentinels.size() - 1))
				&& sentinel.replicas(NAME)
					.stream()
					.filter((replica) -> replica.get("flags").equals("slave")
							&& replica.get("master-link-status").equals("ok"))
					.count() == this.servers.size() - 1;
	}

	/**
	 * The server that holds the keys.
	 * @return the primary, as it sees itself
	 */
	public TestServer primary() {
		return this.servers.stream().filter(TestServer::isPrimary).findFirst().orElseThrow();
	}

	/**
	 * Has a replica take over while the primary is well, and does not wait for it.
	 */
	public void failOver() {
		this.commands.get(0).failover(NAME);
	}

	/**
	 * Waits until the replicas have all that was written.
	 */
	public void replicate() {
		primary().commands().waitForReplication(this.servers.size() - 1, 10_000);
	}

	/**
	 * Where the sentinels are.
	 * @return the configuration of a connection to the primary
	 */
	public RedisSentinelConfiguration configuration() {
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration().master(NAME);
		this.sentinels.forEach((sentinel) -> configuration.sentinel("127.0.0.1", sentinel.ports().get(0)));
		return configuration;
	}

	private void stopSentinels() {
		this.client.shutdown();
		try {
			for (RedisSentinel sentinel : this.sentinels) {
				sentinel.stop();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.hook);
		stopSentinels();
		this.group.close();
	}

}
