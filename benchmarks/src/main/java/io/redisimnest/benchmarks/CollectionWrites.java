package io.redisimnest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.key.HashKey;

/**
 * What it costs that a write to a hash carries a time-to-live, done in several ways, on
 * one thread.
 */
public final class CollectionWrites {

	private static final int OPERATIONS = 200;

	private static final long MILLIS = 3_600_000;

	private static final byte[] FIELD = bytes("a");

	private static final String SCRIPT = """
			local reply = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
			redis.call('PEXPIRE', KEYS[1], ARGV[3])
			return reply
			""";

	private final StatefulRedisConnection<byte[], byte[]> connection;

	private final RedisCommands<byte[], byte[]> sync;

	private final RedisAsyncCommands<byte[], byte[]> async;

	private final String sha;

	private CollectionWrites(Server server) {
		this.connection = server.lettuce();
		this.sync = this.connection.sync();
		this.async = this.connection.async();
		this.sha = this.sync.scriptLoad(SCRIPT);
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		try (Server server = new Server()) {
			CollectionWrites ways = new CollectionWrites(server);
			new Contest("Plain Lettuce: HSET of one field with a time-to-live", OPERATIONS)
				.add("`HSET` without a time-to-live", () -> ways.times("bare", false, ways::bare))
				.add("script", () -> ways.times("script", true, ways::script))
				.add("`MULTI`, `HSET`, `PEXPIRE`, `EXEC` in one flush", () -> ways.times("multi", true, ways::multi))
				.add("`HSET`, `PEXPIRE` in one flush (not atomic)", () -> ways.times("pair", true, ways::pair))
				.add("`MULTI` ... `EXEC`, one call after the other",
						() -> ways.times("slow", true, ways::synchronousMulti))
				.add("`HSET`, then `PEXPIRE` (not atomic)", () -> ways.times("slower", true, ways::oneAfterTheOther))
				.run();
			ways.compare(server.shop());
		}
	}

	private void compare(Shop shop) {
		HashKey<String, Integer> bare = shop.unlimited(1);
		HashKey<String, Integer> timed = shop.stock(1);
		int[] next = new int[1];
		new PairedCalls("`HashKey.put` against the bare command")
			.add("Lettuce `HSET`", () -> bare(bytes("bare"), bytes(Integer.toString(next[0]++))))
			.add("Lettuce `EVALSHA` with `HSET`, `PEXPIRE`",
					() -> script(bytes("script"), bytes(Integer.toString(next[0]++))))
			.add("`put`, no time-to-live declared", () -> bare.put("a", next[0]++))
			.add("`put`, with time-to-live", () -> timed.put("a", next[0]++))
			.run();
		check(bare, next[0]++, false);
		check(timed, next[0]++, true);
	}

	private static void check(HashKey<String, Integer> key, int value, boolean timed) {
		key.put("a", value);
		Contest.check(Integer.valueOf(value).equals(key.get("a")), "value of " + key);
		Contest.check(key.timeToLive().isPresent() == timed, "time-to-live of " + key);
	}

	private interface Write {

		void write(byte[] key, byte[] value);

	}

	private void times(String name, boolean timed, Write write) {
		byte[] key = bytes(name);
		for (int i = 0; i < OPERATIONS; i++) {
			write.write(key, bytes(Integer.toString(i)));
		}
		Contest.check(
				new String(this.sync.hget(key, FIELD), StandardCharsets.UTF_8).equals(Integer.toString(OPERATIONS - 1)),
				"value of " + name);
		Contest.check(this.sync.pttl(key) > 0 == timed, "time-to-live of " + name);
	}

	private void bare(byte[] key, byte[] value) {
		this.sync.hset(key, FIELD, value);
	}

	private void script(byte[] key, byte[] value) {
		this.sync.<Long>evalsha(this.sha, ScriptOutputType.INTEGER, new byte[][] { key }, FIELD, value,
				bytes(Long.toString(MILLIS)));
	}

	private void multi(byte[] key, byte[] value) {
		inOneFlush(() -> {
			this.async.multi();
			this.async.hset(key, FIELD, value);
			this.async.pexpire(key, MILLIS);
			return this.async.exec();
		});
	}

	private void pair(byte[] key, byte[] value) {
		inOneFlush(() -> {
			this.async.hset(key, FIELD, value);
			return this.async.pexpire(key, MILLIS);
		});
	}

	private interface Commands {

		RedisFuture<?> send();

	}

	private void inOneFlush(Commands commands) {
		this.connection.setAutoFlushCommands(false);
		RedisFuture<?> last = commands.send();
		this.connection.flushCommands();
		this.connection.setAutoFlushCommands(true);
		LettuceFutures.awaitAll(10, TimeUnit.SECONDS, last);
	}

	private void synchronousMulti(byte[] key, byte[] value) {
		this.sync.multi();
		this.sync.hset(key, FIELD, value);
		this.sync.pexpire(key, MILLIS);
		this.sync.exec();
	}

	private void oneAfterTheOther(byte[] key, byte[] value) {
		this.sync.hset(key, FIELD, value);
		this.sync.pexpire(key, MILLIS);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
