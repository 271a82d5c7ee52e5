package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.ProtectedClusterException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubtreeTests {

	private final Shop shop = Trees.create(Shop.class);

	private final Orders orders = create(1000, 50);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static Orders create(int scanCount, int deleteChunkSize) {
		return Trees
			.registry(Trees.parser("", Map.of(), UnaryOperator.identity()),
					new KeyspaceSettings(scanCount, deleteChunkSize), DispatchObserver.NONE)
			.factory(TestRedis::connectionFactory)
			.create(Orders.class);
	}

	/** Fills the server with {@code prefix1} and so on. */
	private static void fill(String prefix, int count) {
		TestRedis.commands()
			.eval("for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. i, '') end", ScriptOutputType.STATUS,
					new String[] { prefix }, String.valueOf(count));
	}

	@Test
	void anEmptySubtreeIsEmptyAndNothingIsDeleted() {
		fill("other:", 100);
		assertThat(this.orders.subkeys()).isEmpty();
		assertThat(this.orders.countKeys()).isZero();
		assertThat(Monitor.sent(() -> assertThat(this.orders.clear()).isZero())).isNotEmpty()
			.noneMatch((command) -> command.startsWith("UNLINK"));
		assertThat(TestRedis.commands().dbsize()).isEqualTo(100);
	}

	@Test
	void everyKeyOfALargeSubtreeIsListedCountedAndCleared() {
		Orders small = create(10, 7);
		fill("shop:order:", 3000);
		fill("other:", 3000);
		assertThat(small.countKeys()).isEqualTo(3000);
		Set<String> keys = new TreeSet<>(small.subkeys().toList());
		assertThat(keys).hasSize(3000).contains("shop:order:1", "shop:order:3000");
		assertThat(small.clear()).isEqualTo(3000);
		assertThat(TestRedis.commands().dbsize()).isEqualTo(3000);
		assertThat(small.countKeys()).isZero();
	}

	@Test
	void scanIsSentWithTheEscapedPrefixAndTheConfiguredCount() {
		List<String> sent = Monitor.sent(() -> create(123, 50).order("*1").countKeys());
		assertThat(sent).contains("SCAN 0 MATCH shop:order:%2A1:* COUNT 123")
			.allMatch((command) -> command.matches("SCAN .*|INFO server|DBSIZE"));
	}

	@Test
	void unlinkTakesAsManyKeysAsConfigured() {
		fill("shop:order:", 500);
		List<String> sent = Monitor.sent(() -> create(1000, 7).clear());
		List<Integer> sizes = sent.stream()
			.filter((command) -> command.startsWith("UNLINK "))
			.map((command) -> command.split(" ").length - 1)
			.toList();
		assertThat(sizes).hasSize(72).startsWith(7).endsWith(3);
		assertThat(sizes.subList(0, 71)).containsOnly(7);
		assertThat(sent).allMatch((command) -> command.matches("(SCAN|INFO|UNLINK) .*|DBSIZE"));
	}

	@Test
	void theNextPageIsFetchedWhileTheKeysOfTheLastOneAreDeleted() {
		fill("shop:order:", 1000);
		List<String> names = Monitor.sent(() -> create(100, 50).clear())
			.stream()
			.map((command) -> command.split(" ")[0])
			.filter((name) -> !name.equals("INFO") && !name.equals("DBSIZE"))
			.toList();
		assertThat(names).startsWith("SCAN", "SCAN", "UNLINK").endsWith("UNLINK");
		List<String> pages = Arrays.asList(String.join(" ", names).split("SCAN ?"));
		assertThat(pages).hasSizeGreaterThan(5);
		assertThat(pages.subList(2, pages.size() - 1))
			.allSatisfy((page) -> assertThat(page.trim().split(" ")).hasSizeBetween(1, 5).containsOnly("UNLINK"));
	}

	@Test
	void aStreamThatNobodyConsumesSendsNothing() {
		assertThat(Monitor.sent(() -> this.shop.subkeys().filter(String::isEmpty))).isEmpty();
	}

	@Test
	void theFirstKeySendsOnePageAlone() {
		fill("shop:order:", 1000);
		Orders small = create(50, 50);
		assertThat(scans(() -> assertThat(small.subkeys().findFirst()).isPresent())).isOne();
	}

	@Test
	void aLimitFetchesNoPageThatIsNotNeeded() {
		fill("shop:order:", 1000);
		Orders small = create(50, 50);
		assertThat(scans(() -> assertThat(small.subkeys().limit(50).count()).isEqualTo(50))).isOne();
		assertThat(scans(() -> assertThat(small.subkeys().limit(150).toList()).hasSize(150))).isBetween(2L, 3L);
	}

	@Test
	void pagesAreFetchedWhenTheyAreNeeded() {
		fill("shop:order:", 1000);
		Orders small = create(50, 50);
		List<String> keys = new ArrayList<>();
		Iterator<String> iterator = small.subkeys().iterator();
		assertThat(scans(() -> keys.add(iterator.next()))).isOne();
		assertThat(scans(() -> keys.add(iterator.next()))).isZero();
		iterator.forEachRemaining(keys::add);
		assertThat(keys).hasSize(1000).doesNotHaveDuplicates();
	}

	private static long scans(Runnable action) {
		return Monitor.sent(action).stream().filter((command) -> command.startsWith("SCAN")).count();
	}

	@Test
	void keysWithBinaryNamesAreCountedListedAndCleared() {
		byte[][] names = { bytes("shop:order:", 0xFF, 0x00, 0xC3), bytes("shop:", 0xFE), bytes("shop:order:", 0xFF) };
		for (byte[] name : names) {
			TestRedis.binaryCommands().set(name, new byte[0]);
		}
		byte[] neighbour = bytes("shop", 0xFF);
		TestRedis.binaryCommands().set(neighbour, new byte[0]);
		assertThat(this.orders.countKeys()).isEqualTo(3);
		assertThat(this.orders.subkeys()).hasSize(3).allMatch((key) -> key.startsWith("shop:"));
		assertThat(this.orders.clear()).isEqualTo(3);
		assertThat(TestRedis.binaryCommands().keys("*")).containsExactly(neighbour);
	}

	private static byte[] bytes(String start, int... rest) {
		byte[] head = start.getBytes(StandardCharsets.UTF_8);
		byte[] name = Arrays.copyOf(head, head.length + rest.length);
		for (int i = 0; i < rest.length; i++) {
			name[head.length + i] = (byte) rest[i];
		}
		return name;
	}

	@Test
	void keysOfAnyRedisTypeAreCleared() {
		TestRedis.commands().hset("shop:hash", "a", "b");
		TestRedis.commands().lpush("shop:list", "a");
		TestRedis.commands().xadd("shop:stream", "a", "b");
		assertThat(this.orders.clear()).isEqualTo(3);
	}

	@Test
	void aProtectedClusterIsNotClearedAndNothingIsSent() {
		this.shop.vault().secret().set("a");
		assertThat(Monitor.sent(() -> assertThatExceptionOfType(ProtectedClusterException.class)
			.isThrownBy(() -> this.shop.vault().clear())
			.withMessage("Cluster 'shop:vault' is not cleared, for these are protected: shop.vault. Use "
					+ "clear(ClearOptions.includingProtected()) to clear them too.")))
			.isEmpty();
	}

	@Test
	void anAncestorOfProtectedClustersIsNotClearedAndNothingIsSent() {
		this.shop.vault().secret().set("a");
		assertThat(Monitor.sent(() -> {
			assertThatExceptionOfType(ProtectedClusterException.class).isThrownBy(this.shop::clear)
				.withMessage("Cluster 'shop' is not cleared, for these are protected: shop.product.prices, shop.vault. "
						+ "Use clear(ClearOptions.includingProtected()) to clear them too.")
				.satisfies((ex) -> assertThat(ex.getPaths()).containsExactly("shop.product.prices", "shop.vault"));
			assertThatExceptionOfType(ProtectedClusterException.class)
				.isThrownBy(() -> this.shop.product("1").clear(ClearOptions.defaults()))
				.withMessage("Cluster 'shop:product:1' is not cleared, for these are protected: shop.product.prices. "
						+ "Use clear(ClearOptions.includingProtected()) to clear them too.");
		})).isEmpty();
		assertThat(this.shop.vault().secret().exists()).isTrue();
	}

	@Test
	void protectedClustersAreClearedWhenAsked() {
		this.shop.vault().secret().set("a");
		this.shop.product("1").prices().secret().set("a");
		assertThat(this.shop.vault().clear(ClearOptions.includingProtected())).isOne();
		assertThat(this.shop.clear(ClearOptions.includingProtected())).isOne();
	}

	@Test
	void protectionIsForWholeSubtreesAlone() {
		this.shop.vault().secret().set("a");
		assertThat(this.shop.vault().countKeys()).isOne();
		assertThat(this.shop.vault().subkeys()).hasSize(1);
		assertThat(this.shop.vault().secret().delete()).isTrue();
	}

	@Test
	void theProtectionOfAnInterfaceIsLiftedOnAnAccessor() {
		this.shop.open().secret().set("a");
		assertThat(this.shop.open().clear()).isOne();
	}

	@Prefix("shop")
	interface Shop extends Cluster {

		@Prefix("product:{id}")
		Product product(String id);

		Vault vault();

		@Protected(false)
		Vault open();

	}

	@Prefix("shop")
	interface Orders extends Cluster {

		@Prefix("order:{id}")
		Order order(String id);

	}

	interface Order extends Cluster {

		ValueKey<String> total();

	}

	interface Product extends Cluster {

		Vault prices();

	}

	@Protected
	interface Vault extends Cluster {

		ValueKey<String> secret();

	}

}
