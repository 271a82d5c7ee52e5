package io.redisimnest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.ClusterFactory;
import io.redisimnest.benchmarks.Shop.Item;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A typed value that is read, and written with a time-to-live: by the library, by the
 * client that it uses, and by a {@link RedisTemplate}, with the same bytes, on one
 * thread; by the library also with its commands observed. The argument {@code jedis}
 * compares on Jedis instead of Lettuce.
 */
public final class GetAndSet {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final ObjectWriter WRITER = JSON.writerFor(Item.class);

	private static final ObjectReader READER = JSON.readerFor(Item.class);

	private static final Duration TTL = Duration.ofHours(1);

	private static final int ITEMS = 100;

	private int next;

	private GetAndSet() {
	}

	/**
	 * Runs the benchmark.
	 * @param args {@code lettuce} or {@code jedis}, {@code lettuce} if there is none
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		String client = (args.length > 0) ? args[0] : "lettuce";
		try (RedisProcess redis = new RedisProcess();
				TreeApplication application = TreeApplication.on(redis.port(),
						"spring.data.redis.client-type=" + client);
				TreeApplication observed = TreeApplication.observedOn(redis.port(),
						"spring.data.redis.client-type=" + client)) {
			System.out.printf("%s on %s%n", client, redis.version());
			// On the same connection, for another one would keep another thread awake.
			Shop other = observed.bean(ClusterFactory.class).using(application.connectionFactory()).create(Shop.class);
			new GetAndSet().run(application, other, client.equals("jedis") ? jedis(redis) : lettuce(application));
		}
	}

	/**
	 * A client as it comes.
	 *
	 * @param name its name
	 * @param get gets the value of a key
	 * @param set sets the value of a key, with the time-to-live
	 */
	private record Plain(String name, UnaryOperator<byte[]> get, Set set) {

	}

	private interface Set {

		void set(byte[] key, byte[] value);

	}

	/**
	 * Lettuce, on the connection that the others use as well.
	 */
	private static Plain lettuce(TreeApplication application) {
		RedisCommands<byte[], byte[]> commands = application.lettuce().sync();
		return new Plain("Lettuce", commands::get,
				(key, value) -> commands.set(key, value, SetArgs.Builder.px(TTL.toMillis())));
	}

	/**
	 * Jedis, which takes a connection from its pool for each call, as the others do.
	 */
	private static Plain jedis(RedisProcess redis) {
		RedisClient commands = RedisClient.create("127.0.0.1", redis.port());
		return new Plain("Jedis", commands::get,
				(key, value) -> commands.set(key, value, SetParams.setParams().px(TTL.toMillis())));
	}

	private void run(TreeApplication application, Shop observed, Plain plain) {
		Shop shop = application.tree(Shop.class);
		RedisTemplate<String, Item> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setValueSerializer(new JacksonJsonRedisSerializer<>(JSON, Item.class));
		template.setConnectionFactory(application.connectionFactory());
		template.afterPropertiesSet();

		new PairedCalls("Set with time-to-live").add(plain.name(), () -> {
			Item item = item();
			plain.set().set(key(item.price()), WRITER.writeValueAsBytes(item));
		}).add("`ValueKey.set`", () -> {
			Item item = item();
			shop.item(item.price()).set(item);
		}).add("`ValueKey.set`, observed", () -> {
			Item item = item();
			observed.item(item.price()).set(item);
		}).add("`RedisTemplate`", () -> {
			Item item = item();
			template.opsForValue().set(name(item.price()), item, TTL);
		}).run();

		checkStored(plain, shop, template);
		new PairedCalls("Get").add(plain.name(), () -> get((id) -> READER.readValue(plain.get().apply(key(id)))))
			.add("`ValueKey.get`", () -> get((id) -> shop.item(id).get()))
			.add("`ValueKey.get`, observed", () -> get((id) -> observed.item(id).get()))
			.add("`RedisTemplate`", () -> get((id) -> template.opsForValue().get(name(id))))
			.run();
	}

	/**
	 * Whether all write the same bytes and a time-to-live.
	 */
	private void checkStored(Plain plain, Shop shop, RedisTemplate<String, Item> template) {
		for (int id = 0; id < ITEMS; id++) {
			Item item = item(id);
			plain.set().set(key(id), WRITER.writeValueAsBytes(item));
			byte[] bytes = plain.get().apply(key(id));
			shop.item(id).set(item);
			check(Arrays.equals(bytes, plain.get().apply(key(id))), template, id);
			template.opsForValue().set(name(id), item, TTL);
			check(Arrays.equals(bytes, plain.get().apply(key(id))), template, id);
		}
	}

	private static void check(boolean same, RedisTemplate<String, Item> template, int id) {
		Contest.check(same, "bytes of " + name(id));
		Contest.check(template.getExpire(name(id)) > 0, "time-to-live of " + name(id));
	}

	private void get(Function<Integer, Item> get) {
		int id = this.next++ % ITEMS;
		Contest.check(get.apply(id).price() == id, "item " + id);
	}

	private Item item() {
		return item(this.next++ % ITEMS);
	}

	private static Item item(int id) {
		return new Item("item " + id, id, List.of("a", "b"));
	}

	private static String name(int id) {
		return "shop:item:" + id;
	}

	private static byte[] key(int id) {
		return name(id).getBytes(StandardCharsets.UTF_8);
	}

}
