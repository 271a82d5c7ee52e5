package io.redisimnest.redis;

import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each operation of a {@link ValueKey} leaves on the clock of a key that was
 * missing, that never expired, and that was about to expire.
 */
class ValueKeyTtlTests {

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			OPERATION,       DECLARED,  WAS MISSING, NEVER EXPIRED, WAS EXPIRING
			get,             ON_WRITE,  MISSING,     NONE,          KEPT
			get,             ON_CREATE, MISSING,     NONE,          KEPT
			get,             ON_ACCESS, MISSING,     DECLARED,      DECLARED
			get,             NONE,      MISSING,     NONE,          KEPT
			find,            ON_WRITE,  MISSING,     NONE,          KEPT
			find,            ON_CREATE, MISSING,     NONE,          KEPT
			find,            ON_ACCESS, MISSING,     DECLARED,      DECLARED
			find,            NONE,      MISSING,     NONE,          KEPT
			raw,             ON_WRITE,  MISSING,     NONE,          KEPT
			raw,             ON_CREATE, MISSING,     NONE,          KEPT
			raw,             ON_ACCESS, MISSING,     DECLARED,      DECLARED
			raw,             NONE,      MISSING,     NONE,          KEPT
			set,             ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			set,             ON_CREATE, DECLARED,    DECLARED,      KEPT
			set,             ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			set,             NONE,      NONE,        NONE,          NONE
			setOwn,          ON_WRITE,  OWN,         OWN,           OWN
			setOwn,          ON_CREATE, OWN,         OWN,           OWN
			setOwn,          ON_ACCESS, OWN,         OWN,           OWN
			setOwn,          NONE,      OWN,         OWN,           OWN
			setIfAbsent,     ON_WRITE,  DECLARED,    NONE,          KEPT
			setIfAbsent,     ON_CREATE, DECLARED,    NONE,          KEPT
			setIfAbsent,     ON_ACCESS, DECLARED,    NONE,          KEPT
			setIfAbsent,     NONE,      NONE,        NONE,          KEPT
			setIfAbsentOwn,  ON_WRITE,  OWN,         NONE,          KEPT
			setIfAbsentOwn,  ON_CREATE, OWN,         NONE,          KEPT
			setIfAbsentOwn,  ON_ACCESS, OWN,         NONE,          KEPT
			setIfAbsentOwn,  NONE,      OWN,         NONE,          KEPT
			setIfPresent,    ON_WRITE,  MISSING,     DECLARED,      DECLARED
			setIfPresent,    ON_CREATE, MISSING,     DECLARED,      KEPT
			setIfPresent,    ON_ACCESS, MISSING,     DECLARED,      DECLARED
			setIfPresent,    NONE,      MISSING,     NONE,          NONE
			setIfPresentOwn, ON_WRITE,  MISSING,     OWN,           OWN
			setIfPresentOwn, ON_CREATE, MISSING,     OWN,           OWN
			setIfPresentOwn, ON_ACCESS, MISSING,     OWN,           OWN
			setIfPresentOwn, NONE,      MISSING,     OWN,           OWN
			setKeepingTtl,   ON_WRITE,  DECLARED,    DECLARED,      KEPT
			setKeepingTtl,   ON_CREATE, DECLARED,    DECLARED,      KEPT
			setKeepingTtl,   ON_ACCESS, DECLARED,    DECLARED,      KEPT
			setKeepingTtl,   NONE,      NONE,        NONE,          KEPT
			getAndSet,       ON_WRITE,  DECLARED,    DECLARED,      DECLARED
			getAndSet,       ON_CREATE, DECLARED,    DECLARED,      KEPT
			getAndSet,       ON_ACCESS, DECLARED,    DECLARED,      DECLARED
			getAndSet,       NONE,      NONE,        NONE,          NONE
			getAndDelete,    ON_WRITE,  MISSING,     MISSING,       MISSING
			getAndDelete,    ON_CREATE, MISSING,     MISSING,       MISSING
			getAndDelete,    ON_ACCESS, MISSING,     MISSING,       MISSING
			getAndDelete,    NONE,      MISSING,     MISSING,       MISSING
			""")
	void theClockAfterAnOperation(String operation, Declared declared, Clock missing, Clock persistent,
			Clock expiring) {
		ValueKey<String> key = declared.in(this.tree).text();
		assertThat(after(operation, key, Clock.MISSING)).as("key was missing").isEqualTo(missing);
		assertThat(after(operation, key, Clock.NONE)).as("key never expired").isEqualTo(persistent);
		assertThat(after(operation, key, Clock.KEPT)).as("key was expiring").isEqualTo(expiring);
	}

	private static Clock after(String operation, ValueKey<String> key, Clock before) {
		before.prepare(key.name(), "a");
		ValueKeyCommandTests.OPERATIONS.get(operation).accept(key);
		return Clock.of(key.name());
	}

}
