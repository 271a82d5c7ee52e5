package io.redisimnest.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.Key;
import io.redisimnest.key.KeyDescription;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.ExpirationOptions.Condition;
import org.springframework.util.unit.DataSize;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every kind of key offers.
 */
class KeyTests {

	private static final Duration OWN = Duration.ofSeconds(30);

	private static final Instant INSTANT = Instant.ofEpochMilli(4_000_000_000_123L);

	private static final Map<String, Consumer<Key>> OPERATIONS = Map.ofEntries(entry("name", Key::name),
			entry("describe", Key::describe), entry("exists", Key::exists), entry("delete", Key::delete),
			entry("unlink", Key::unlink), entry("touch", Key::touch), entry("type", Key::type),
			entry("timeToLive", Key::timeToLive), entry("expiresAt", Key::expiresAt),
			entry("expire", (key) -> key.expire(OWN)),
			entry("expireAlways", (key) -> key.expire(OWN, Condition.ALWAYS)),
			entry("expireNx", (key) -> key.expire(OWN, Condition.NX)),
			entry("expireXx", (key) -> key.expire(OWN, Condition.XX)),
			entry("expireGt", (key) -> key.expire(OWN, Condition.GT)),
			entry("expireLt", (key) -> key.expire(OWN, Condition.LT)),
			entry("expireAt", (key) -> key.expireAt(INSTANT)),
			entry("expireSoon", (key) -> key.expireAt(Instant.now().plus(OWN))),
			entry("expirePast", (key) -> key.expireAt(Instant.EPOCH)), entry("persist", Key::persist),
			entry("memoryUsage", Key::memoryUsage));

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			OPERATION    | SENT
			name         | -
			describe     | -
			exists       | EXISTS @
			delete       | DEL @
			unlink       | UNLINK @
			touch        | TOUCH @
			type         | TYPE @
			timeToLive   | PTTL @
			expiresAt    | PEXPIRETIME @
			expire       | PEXPIRE @ 30000
			expireAlways | PEXPIRE @ 30000
			expireNx     | PEXPIRE @ 30000 NX
			expireXx     | PEXPIRE @ 30000 XX
			expireGt     | PEXPIRE @ 30000 GT
			expireLt     | PEXPIRE @ 30000 LT
			expireAt     | PEXPIREAT @ 4000000000123
			persist      | PERSIST @
			memoryUsage  | MEMORY USAGE @
			""")
	void whatAnOperationSendsUnderAnyRenewal(String operation, String sent) {
		for (Declared declared : Declared.values()) {
			for (Key key : keys(declared.in(this.tree))) {
				assertThat(Monitor.sent(() -> OPERATIONS.get(operation).accept(key)))
					.isEqualTo((sent == null) ? List.of() : List.of(sent.replace("@", key.name())));
			}
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			OPERATION,    WAS MISSING, NEVER EXPIRED, WAS EXPIRING
			name,         MISSING,     NONE,          KEPT
			describe,     MISSING,     NONE,          KEPT
			exists,       MISSING,     NONE,          KEPT
			touch,        MISSING,     NONE,          KEPT
			type,         MISSING,     NONE,          KEPT
			timeToLive,   MISSING,     NONE,          KEPT
			expiresAt,    MISSING,     NONE,          KEPT
			memoryUsage,  MISSING,     NONE,          KEPT
			delete,       MISSING,     MISSING,       MISSING
			unlink,       MISSING,     MISSING,       MISSING
			expire,       MISSING,     OWN,           OWN
			expireAlways, MISSING,     OWN,           OWN
			expireNx,     MISSING,     OWN,           KEPT
			expireXx,     MISSING,     NONE,          OWN
			expireGt,     MISSING,     NONE,          KEPT
			expireLt,     MISSING,     OWN,           OWN
			expireSoon,   MISSING,     OWN,           OWN
			expirePast,   MISSING,     MISSING,       MISSING
			persist,      MISSING,     NONE,          NONE
			""")
	void theClockAfterAnOperationUnderAnyRenewal(String operation, Clock missing, Clock persistent, Clock expiring) {
		for (Declared declared : Declared.values()) {
			for (Key key : keys(declared.in(this.tree))) {
				assertThat(after(operation, key, Clock.MISSING)).as("missing " + key).isEqualTo(missing);
				assertThat(after(operation, key, Clock.NONE)).as("persistent " + key).isEqualTo(persistent);
				assertThat(after(operation, key, Clock.KEPT)).as("expiring " + key).isEqualTo(expiring);
			}
		}
	}

	private static List<Key> keys(Kinds kinds) {
		return List.of(kinds.text(), kinds.count());
	}

	private static Clock after(String operation, Key key, Clock before) {
		before.prepare(key.name(), "7");
		OPERATIONS.get(operation).accept(key);
		return Clock.of(key.name());
	}

	@Test
	void aMissingKeyIsNotThere() {
		for (Key key : keys(this.tree.onAccess())) {
			assertThat(key.exists()).isFalse();
			assertThat(key.delete()).isFalse();
			assertThat(key.unlink()).isFalse();
			assertThat(key.touch()).isFalse();
			assertThat(key.type()).isEqualTo(DataType.NONE);
			assertThat(key.timeToLive()).isEmpty();
			assertThat(key.expiresAt()).isEmpty();
			assertThat(key.expire(OWN)).isFalse();
			assertThat(key.expire(OWN, Condition.NX)).isFalse();
			assertThat(key.expireAt(INSTANT)).isFalse();
			assertThat(key.persist()).isFalse();
			assertThat(key.memoryUsage()).isEmpty();
		}
	}

	@Test
	void aPersistentKeyIsThereAndHasNoTime() {
		for (Key key : keys(this.tree.onAccess())) {
			Clock.NONE.prepare(key.name(), "7");
			assertThat(key.exists()).isTrue();
			assertThat(key.touch()).isTrue();
			assertThat(key.type()).isEqualTo(DataType.STRING);
			assertThat(key.timeToLive()).isEmpty();
			assertThat(key.expiresAt()).isEmpty();
			assertThat(key.persist()).isFalse();
			assertThat(key.memoryUsage())
				.hasValueSatisfying((size) -> assertThat(size).isBetween(DataSize.ofBytes(8), DataSize.ofBytes(1000)));
			assertThat(key.delete()).isTrue();
			Clock.NONE.prepare(key.name(), "7");
			assertThat(key.unlink()).isTrue();
		}
	}

	@Test
	void aTimeHasThePrecisionOfAMillisecond() {
		Key key = this.tree.onWrite().text();
		Clock.NONE.prepare(key.name(), "a");
		assertThat(key.expireAt(INSTANT)).isTrue();
		assertThat(key.expiresAt()).contains(INSTANT);
		assertThat(key.expire(Duration.ofMillis(12_345_678))).isTrue();
		assertThat(key.timeToLive()).hasValueSatisfying(
				(left) -> assertThat(left).isBetween(Duration.ofMillis(12_335_678), Duration.ofMillis(12_345_678)));
	}

	@Test
	void conditionalExpiryTellsWhetherItTookEffect() {
		Key key = this.tree.onWrite().text();
		Clock.NONE.prepare(key.name(), "a");
		assertThat(key.expire(OWN, Condition.XX)).isFalse();
		assertThat(key.expire(OWN, Condition.GT)).isFalse();
		assertThat(key.expire(OWN, Condition.NX)).isTrue();
		assertThat(key.expire(OWN, Condition.NX)).isFalse();
		assertThat(key.expire(OWN.multipliedBy(2), Condition.LT)).isFalse();
		assertThat(key.expire(OWN.multipliedBy(2), Condition.GT)).isTrue();
		assertThat(key.expire(OWN, Condition.LT)).isTrue();
		assertThat(key.expire(OWN, Condition.XX)).isTrue();
		assertThat(key.persist()).isTrue();
	}

	@Test
	void theTypeIsTheOneThatIsStored() {
		Key key = this.tree.onWrite().text();
		TestRedis.commands().hset(key.name(), "a", "b");
		assertThat(key.type()).isEqualTo(DataType.HASH);
	}

	@Test
	void everyOperationHereWorksOnAnotherRedisType() {
		Key key = this.tree.onWrite().text();
		OPERATIONS.forEach((name, operation) -> {
			TestRedis.commands().hset(key.name(), "a", "b");
			operation.accept(key);
		});
	}

	@Test
	void aShortOrHugeDurationIsRefused() {
		Key key = this.tree.onWrite().text();
		assertThatIllegalArgumentException().isThrownBy(() -> key.expire(Duration.ZERO))
			.withMessage("TTL 'PT0S' is too short. Use at least one millisecond");
		assertThatIllegalArgumentException().isThrownBy(() -> key.expire(Duration.ofNanos(999_999), Condition.NX))
			.withMessage("TTL 'PT0.000999999S' is too short. Use at least one millisecond");
		assertThatIllegalArgumentException().isThrownBy(() -> key.expire(Duration.ofSeconds(Long.MAX_VALUE)))
			.withMessage("TTL 'PT2562047788015215H30M7S' is too long. Use 'none' to keep keys for ever");
	}

	@Test
	void aDescriptionTellsWhatIsDeclared() {
		assertThat(this.tree.onCreate().texts(7).describe())
			.isEqualTo(new KeyDescription("clocks.onCreate.texts", "clocks:create:texts:{id}", Map.of("id", "int"),
					"ValueKey", null, "java.lang.String", Duration.ofSeconds(100), Renewal.ON_CREATE));
		assertThat(this.tree.never().count().describe()).isEqualTo(new KeyDescription("clocks.never.count",
				"clocks:never:count", Map.of(), "CounterKey", null, "java.lang.Long", null, Renewal.ON_WRITE));
	}

	@Test
	void keysOfOneNameOnOneRedisAreEqual() {
		Key key = this.tree.onWrite().texts(1);
		assertThat(key).isEqualTo(this.tree.onWrite().texts(1)).hasSameHashCodeAs(this.tree.onWrite().texts(1));
		assertThat(key).isEqualTo(key).isNotEqualTo(null).isNotEqualTo(key.name());
	}

	@Test
	void keysThatDifferAreNotEqual() {
		Key key = this.tree.onWrite().texts(1);
		assertThat(key).isNotEqualTo(this.tree.onWrite().texts(2))
			.isNotEqualTo(this.tree.onCreate().texts(1))
			.isNotEqualTo(Trees.create(Clocks.class).onWrite().texts(1));
	}

	@ParameterizedTest
	@EnumSource
	void aKeyPrintsAsItsName(Declared declared) {
		Kinds kinds = declared.in(this.tree);
		assertThat(kinds.texts(1)).hasToString(kinds.prefix() + ":texts:1");
		assertThat(kinds.counts(1)).hasToString(kinds.counts(1).name());
	}

}
