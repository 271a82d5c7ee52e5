package io.redisimnest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.redisimnest.Batch;
import io.redisimnest.Deferred;
import io.redisimnest.benchmarks.Shop.Item;
import io.redisimnest.benchmarks.Shop.Profile;
import io.redisimnest.benchmarks.Shop.User;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.ValueKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Operations that go together, against the same one by one and against the client's own
 * pipeline, on one thread.
 */
public final class Batches {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int READS = 100;

	private Batches() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		try (Server server = new Server()) {
			Shop shop = server.shop();
			new Contest("1008 operations of several kinds, two reads to each write", 1008)
				.add("one by one", () -> mixed(shop, Batches::directly))
				.add("in a batch", () -> inABatch(shop, Batches::mixed))
				.run();
			new Contest("1002 writes to collections", 1002).add("one by one", () -> writes(shop, Batches::directly))
				.add("in a batch", () -> inABatch(shop, Batches::writes))
				.run();
			for (int i = 0; i < READS; i++) {
				shop.item(i).set(new Item("item " + i, i, List.of("a", "b")));
			}
			new Contest("100 reads of a small record", READS * 10)
				.add("Lettuce, one flush", () -> repeat(10, () -> pipeline(server.lettuce())))
				.add("in a batch", () -> repeat(10, () -> batch(shop)))
				.add("Lettuce, `MGET`", () -> repeat(10, () -> mget(server.lettuce())))
				.add("one by one", () -> repeat(10, () -> reads(shop)))
				.run();
			User user = shop.user(1);
			user.age().set(30);
			user.name().set("Ali");
			user.city().set("Baku");
			user.favourite().set(new Item("item", 7, List.of("a", "b")));
			new Contest("Four values of a user", 500).add("Lettuce, `MGET`", () -> repeat(500, () -> mgetUser(server)))
				.add("`Values.get`", () -> repeat(500, () -> check(user.profile().get())))
				.run();
		}
	}

	private static void repeat(int times, Runnable work) {
		for (int i = 0; i < times; i++) {
			work.run();
		}
	}

	/**
	 * How an operation is run.
	 */
	private interface Way {

		<K extends Key, R> @Nullable Object run(K key, Function<? super K, ? extends @Nullable R> operation);

	}

	private static <K extends Key, R> @Nullable R directly(K key,
			Function<? super K, ? extends @Nullable R> operation) {
		return operation.apply(key);
	}

	/**
	 * Two reads to each write, of several kinds of key.
	 */
	private static void mixed(Shop shop, Way way) {
		for (int i = 0; i < 84; i++) {
			Item item = new Item("item " + i, i, List.of("a", "b"));
			way.run(shop.item(i), (key) -> {
				key.set(item);
				return null;
			});
			way.run(shop.item(i), ValueKey::get);
			way.run(shop.item(i), ValueKey::find);
			writes(shop, way, i);
			way.run(shop.stock(i), (key) -> key.get("a"));
			way.run(shop.stock(i), HashKey::entries);
			way.run(shop.tags(i), SetKey::members);
			way.run(shop.tags(i), (key) -> key.isMember("t"));
			way.run(shop.ranking(i), (key) -> key.score("t"));
			way.run(shop.ranking(i), (key) -> key.range(0, 9));
		}
	}

	private static void writes(Shop shop, Way way) {
		for (int i = 0; i < 334; i++) {
			writes(shop, way, i);
		}
	}

	/**
	 * Writes to collections, each in a script with its time-to-live.
	 */
	private static void writes(Shop shop, Way way, int number) {
		way.run(shop.stock(number), (key) -> {
			key.put("a", number);
			return null;
		});
		way.run(shop.tags(number), (key) -> key.add("t"));
		way.run(shop.ranking(number), (key) -> key.add("t", number));
	}

	private static void inABatch(Shop shop, BiConsumer<Shop, Way> operations) {
		Batch batch = shop.batch();
		operations.accept(shop, batch::call);
		batch.execute();
	}

	private static void pipeline(StatefulRedisConnection<byte[], byte[]> connection) {
		List<RedisFuture<byte[]>> futures = new ArrayList<>();
		connection.setAutoFlushCommands(false);
		for (int i = 0; i < READS; i++) {
			futures.add(connection.async().get(name(i)));
		}
		connection.flushCommands();
		connection.setAutoFlushCommands(true);
		LettuceFutures.awaitAll(10, TimeUnit.SECONDS, futures.toArray(RedisFuture[]::new));
		for (int i = 0; i < READS; i++) {
			check(i, JSON.readValue(futures.get(i).toCompletableFuture().join(), Item.class));
		}
	}

	private static void batch(Shop shop) {
		Batch batch = shop.batch();
		List<Deferred<Item>> items = new ArrayList<>();
		for (int i = 0; i < READS; i++) {
			items.add(batch.call(shop.item(i), ValueKey::get));
		}
		batch.execute();
		for (int i = 0; i < READS; i++) {
			check(i, items.get(i).get());
		}
	}

	private static void mget(StatefulRedisConnection<byte[], byte[]> connection) {
		byte[][] names = new byte[READS][];
		for (int i = 0; i < READS; i++) {
			names[i] = name(i);
		}
		List<KeyValue<byte[], byte[]>> values = connection.sync().mget(names);
		for (int i = 0; i < READS; i++) {
			check(i, JSON.readValue(values.get(i).getValue(), Item.class));
		}
	}

	private static void reads(Shop shop) {
		for (int i = 0; i < READS; i++) {
			check(i, shop.item(i).get());
		}
	}

	private static void mgetUser(Server server) {
		List<KeyValue<byte[], byte[]>> values = server.lettuce()
			.sync()
			.mget(bytes("shop:user:1:age"), bytes("shop:user:1:name"), bytes("shop:user:1:city"),
					bytes("shop:user:1:favourite"));
		check(new Profile(JSON.readValue(values.get(0).getValue(), Integer.class),
				new String(values.get(1).getValue(), StandardCharsets.UTF_8),
				new String(values.get(2).getValue(), StandardCharsets.UTF_8),
				JSON.readValue(values.get(3).getValue(), Item.class)));
	}

	private static void check(Profile profile) {
		Contest.check(profile.age() == 30 && profile.favourite().price() == 7, "profile");
	}

	private static void check(int i, Item item) {
		Contest.check(Objects.requireNonNull(item).price() == i, "item " + i);
	}

	private static byte[] name(int id) {
		return bytes("shop:item:" + id);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
