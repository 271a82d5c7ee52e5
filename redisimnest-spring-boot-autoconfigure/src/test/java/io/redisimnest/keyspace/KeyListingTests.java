package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import io.redisimnest.keyspace.KeyPage.ListedKey;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Subject;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.SlotMigration;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyListingTests {

	private static final int SIZE = 10;

	private static final List<String> NEAR = List.of("shop", "shops:1", "sho:1", "shop1:order:1", "SHOP:1", "xshop:1");

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static KeyListing listing(String prefix, RedisConnectionFactory connectionFactory, Duration longest) {
		return new KeyListing(
				new Keyspace(new Dispatcher(connectionFactory, DispatchObserver.NONE), new KeyspaceSettings(200, 50)),
				new Subject(prefix, prefix, "Cluster", prefix), KeyScope.below(prefix, prefix.contains("{")), longest);
	}

	private static KeyListing listing(String prefix) {
		return listing(prefix, TestRedis.connectionFactory(), Duration.ofMinutes(1));
	}

	private static List<KeyPage> pages(KeyListing listing) {
		List<KeyPage> pages = new ArrayList<>();
		String cursor = null;
		do {
			pages.add(listing.page(cursor, SIZE));
			cursor = pages.get(pages.size() - 1).cursor();
		}
		while (cursor != null);
		return pages;
	}

	private static Set<String> names(List<KeyPage> pages) {
		Set<String> names = new TreeSet<>();
		pages.forEach((page) -> page.keys().forEach((key) -> names.add(key.name())));
		return names;
	}

	private static List<String> orders(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + ":" + i).toList();
	}

	private static void fill(Stream<String> keys) {
		keys.forEach((key) -> TestRedis.commands().set(key, "x"));
	}

	@Test
	void pagesTogetherHoldEveryKeyAndNoNeighbour() {
		fill(Stream.concat(NEAR.stream(), orders("shop", 300).stream()));
		List<KeyPage> pages = pages(listing("shop"));
		assertThat(names(pages)).containsExactlyInAnyOrderElementsOf(orders("shop", 300));
		assertThat(pages).hasSizeBetween(10, 40)
			.allSatisfy((page) -> assertThat(page.keys()).hasSizeLessThan(3 * SIZE));
		assertThat(pages).extracting(KeyPage::share).isSorted().endsWith(1.0);
	}

	@Test
	void aPageThatTakesTooLongEndsWithWhatItFound() {
		fill(Stream.concat(orders("other", 3000).stream(), orders("shop", 5).stream()));
		List<KeyPage> pages = pages(listing("shop", TestRedis.connectionFactory(), Duration.ZERO));
		assertThat(names(pages)).containsExactlyInAnyOrderElementsOf(orders("shop", 5));
		assertThat(pages).hasSizeGreaterThan(100).filteredOn((page) -> page.keys().isEmpty()).hasSizeGreaterThan(95);
	}

	@Test
	void whereKeysAreRareStepsBecomeLonger() {
		fill(Stream.concat(orders("other", 3000).stream(), orders("shop", 5).stream()));
		assertThat(Monitor.sent(() -> assertThat(listing("shop").page(null, SIZE)).satisfies((page) -> {
			assertThat(page.keys()).hasSize(5);
			assertThat(page.cursor()).isNull();
		})).stream().filter((command) -> command.startsWith("SCAN"))).hasSizeLessThan(80);
	}

	@Test
	void aKeyIsToldWithTypeTimeToLiveAndMemory() {
		TestRedis.commands().psetex("shop:expiring", 60_000, "x");
		assertThat(listing("shop").page(null, SIZE).keys()).singleElement().satisfies((key) -> {
			assertThat(key.name()).isEqualTo("shop:expiring");
			assertThat(key.declared()).isNull();
			assertThat(key.type()).isEqualTo("string");
			assertThat(key.timeToLive()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
			assertThat(key.memory()).isGreaterThan(10);
		});
		TestRedis.commands().persist("shop:expiring");
		assertThat(listing("shop").page(null, SIZE).keys()).singleElement().extracting(ListedKey::timeToLive).isNull();
	}

	@Test
	void noValueIsRead() {
		fill(Stream.of("shop:1"));
		assertThat(Monitor.sent(() -> listing("shop").page(null, SIZE))).containsExactly("INFO server", "DBSIZE",
				"SCAN 0 MATCH shop:* COUNT 10", "INFO server", "TYPE shop:1", "PTTL shop:1", "MEMORY USAGE shop:1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "x", "0-1-2-3", "99999999-1-2-3-4-5", "0-0-*-0-0-0" })
	void whatIsNoCursorIsRefused(String cursor) {
		assertThatIllegalArgumentException().isThrownBy(() -> listing("shop").page(cursor, SIZE))
			.withMessageEndingWith("Begin without a cursor");
	}

	@ParameterizedTest
	@CsvSource({ "0, 99999999999999999999", "1, 0" })
	void aForgedCursorIsRefused(int index, String position) {
		fill(orders("shop", 300).stream());
		String[] parts = Objects.requireNonNull(listing("shop").page(null, SIZE).cursor()).split("-");
		String forged = String.join("-", String.valueOf(index), parts[1], position, parts[3], parts[4], parts[5]);
		assertThatIllegalArgumentException().isThrownBy(() -> listing("shop").page(forged, SIZE))
			.withMessage("Cursor '%s' is none. Begin without a cursor", forged);
	}

	@Test
	void aCursorOfAServerThatHasRestartedIsRefused() {
		int port = TestRedis.freePort();
		String cursor = firstCursorOfANewServer(port, null);
		assertThatIllegalArgumentException().isThrownBy(() -> firstCursorOfANewServer(port, cursor))
			.withMessage("Cursor is of servers that are no longer the same. Begin without a cursor");
	}

	private static @Nullable String firstCursorOfANewServer(int port, @Nullable String cursor) {
		RedisServer server = TestRedis.embedded(port);
		try {
			RedisConnectionFactory connectionFactory = TestRedis.connectionFactory("127.0.0.1", port);
			connectionFactory.getConnection()
				.scriptingCommands()
				.eval("for i = 1, 300 do redis.call('SET', 'shop:' .. i, '') end".getBytes(StandardCharsets.UTF_8),
						ReturnType.STATUS, 0);
			return listing("shop", connectionFactory, Duration.ofMinutes(1)).page(cursor, SIZE).cursor();
		}
		finally {
			TestRedis.stop(server);
		}
	}

	@Test
	void allPrimariesOfRedisClusterAreListed() {
		TestCluster.flush();
		TestCluster.servers().fill(Stream.concat(NEAR.stream(), orders("shop", 600).stream()));
		List<KeyPage> pages = pages(listing("shop", TestCluster.connectionFactory(), Duration.ofMinutes(1)));
		assertThat(names(pages)).containsExactlyInAnyOrderElementsOf(orders("shop", 600));
		assertThat(pages).extracting(KeyPage::share).isSorted().endsWith(1.0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 2 * SIZE - 1, 2 * SIZE, 300 })
	void keysOfOneSlotAreListed(int count) {
		TestCluster.flush();
		TestCluster.servers().fill(Stream.concat(NEAR.stream(), orders("shop:{42}", count).stream()));
		List<KeyPage> pages = pages(listing("shop:{42}", TestCluster.connectionFactory(), Duration.ofMinutes(1)));
		assertThat(names(pages)).containsExactlyInAnyOrderElementsOf(orders("shop:{42}", count));
	}

	@Test
	void whileASlotIsOnItsWayNoKeyIsMissed() {
		TestCluster.flush();
		TestCluster.servers().fill(orders("shop", 600).stream());
		KeyListing listing = listing("shop", TestCluster.connectionFactory(), Duration.ofMinutes(1));
		int slot = SlotHash.getSlot("shop:1");
		int owner = TestCluster.servers().servers().indexOf(TestCluster.servers().primary(slot));
		for (int target : List.of((owner + 1) % 3, (owner + 2) % 3)) {
			SlotMigration migration = TestCluster.servers().migrate(slot, TestCluster.servers().servers().get(target));
			try {
				Set<String> names = new TreeSet<>();
				String cursor = null;
				double share = 0;
				do {
					KeyPage page = listing.page(cursor, SIZE);
					page.keys().forEach((key) -> names.add(key.name()));
					if (share < 0.34 && page.share() >= 0.34) {
						migration.moveKeys(Integer.MAX_VALUE);
					}
					share = page.share();
					cursor = page.cursor();
				}
				while (cursor != null);
				assertThat(names).containsExactlyInAnyOrderElementsOf(orders("shop", 600));
			}
			finally {
				migration.finish();
				TestCluster.move(slot, owner);
			}
		}
	}

	@Test
	void aCursorFromBeforeASlotMovedIsRefused() {
		TestCluster.flush();
		TestCluster.servers().fill(orders("shop", 600).stream());
		KeyListing listing = listing("shop", TestCluster.connectionFactory(), Duration.ofMinutes(1));
		String cursor = listing.page(null, SIZE).cursor();
		int slot = SlotHash.getSlot("shop:1");
		int owner = TestCluster.servers().servers().indexOf(TestCluster.servers().primary(slot));
		TestCluster.move(slot, (owner + 1) % 3);
		try {
			assertThatIllegalArgumentException().isThrownBy(() -> listing.page(cursor, SIZE))
				.withMessage("Cursor is of servers that are no longer the same. Begin without a cursor");
		}
		finally {
			TestCluster.move(slot, owner);
		}
	}

}
