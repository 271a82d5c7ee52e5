package io.redisimnest.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.Monitor.Recording;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each operation of a {@link ValueKey} sends, and what its script runs.
 */
class ValueKeyCommandTests {

	private static final Duration OWN = Duration.ofSeconds(30);

	static final Map<String, Consumer<ValueKey<String>>> OPERATIONS = Map.ofEntries(entry("get", ValueKey::get),
			entry("find", ValueKey::find), entry("raw", ValueKey::raw), entry("set", (key) -> key.set("b")),
			entry("setOwn", (key) -> key.set("b", OWN)), entry("setIfAbsent", (key) -> key.setIfAbsent("b")),
			entry("setIfAbsentOwn", (key) -> key.setIfAbsent("b", OWN)),
			entry("setIfPresent", (key) -> key.setIfPresent("b")),
			entry("setIfPresentOwn", (key) -> key.setIfPresent("b", OWN)),
			entry("setKeepingTtl", (key) -> key.setKeepingTtl("b")), entry("getAndSet", (key) -> key.getAndSet("b")),
			entry("getAndDelete", ValueKey::getAndDelete));

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeAll
	static void loadScripts() {
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					OPERATION       | DECLARED  | SENT                            | RUN BY SCRIPT
					get             | ON_WRITE  | GET @                           |
					get             | ON_CREATE | GET @                           |
					get             | ON_ACCESS | GETEX @ PX 100000               |
					get             | NONE      | GET @                           |
					find            | ON_WRITE  | GET @                           |
					find            | ON_CREATE | GET @                           |
					find            | ON_ACCESS | GETEX @ PX 100000               |
					find            | NONE      | GET @                           |
					raw             | ON_WRITE  | GET @                           |
					raw             | ON_CREATE | GET @                           |
					raw             | ON_ACCESS | GETEX @ PX 100000               |
					raw             | NONE      | GET @                           |
					set             | ON_WRITE  | SET @ b PX 100000               |
					set             | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 4 SET @ b KEEPTTL | SET @ b KEEPTTL; PTTL @; PEXPIRE @ 100000
					set             | ON_ACCESS | SET @ b PX 100000               |
					set             | NONE      | SET @ b                         |
					setOwn          | ON_WRITE  | SET @ b PX 30000                |
					setOwn          | ON_CREATE | SET @ b PX 30000                |
					setOwn          | ON_ACCESS | SET @ b PX 30000                |
					setOwn          | NONE      | SET @ b PX 30000                |
					setIfAbsent     | ON_WRITE  | SET @ b PX 100000 NX            |
					setIfAbsent     | ON_CREATE | SET @ b PX 100000 NX            |
					setIfAbsent     | ON_ACCESS | SET @ b PX 100000 NX            |
					setIfAbsent     | NONE      | SET @ b NX                      |
					setIfAbsentOwn  | ON_WRITE  | SET @ b PX 30000 NX             |
					setIfAbsentOwn  | ON_CREATE | SET @ b PX 30000 NX             |
					setIfAbsentOwn  | ON_ACCESS | SET @ b PX 30000 NX             |
					setIfAbsentOwn  | NONE      | SET @ b PX 30000 NX             |
					setIfPresent    | ON_WRITE  | SET @ b PX 100000 XX            |
					setIfPresent    | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 5 SET @ b KEEPTTL XX | SET @ b KEEPTTL XX; PTTL @
					setIfPresent    | ON_ACCESS | SET @ b PX 100000 XX            |
					setIfPresent    | NONE      | SET @ b XX                      |
					setIfPresentOwn | ON_WRITE  | SET @ b PX 30000 XX             |
					setIfPresentOwn | ON_CREATE | SET @ b PX 30000 XX             |
					setIfPresentOwn | ON_ACCESS | SET @ b PX 30000 XX             |
					setIfPresentOwn | NONE      | SET @ b PX 30000 XX             |
					setKeepingTtl   | ON_WRITE  | EVALSHA # 1 @ ALWAYS START 100000 4 SET @ b KEEPTTL | SET @ b KEEPTTL; PTTL @; PEXPIRE @ 100000
					setKeepingTtl   | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 4 SET @ b KEEPTTL | SET @ b KEEPTTL; PTTL @; PEXPIRE @ 100000
					setKeepingTtl   | ON_ACCESS | EVALSHA # 1 @ ALWAYS START 100000 4 SET @ b KEEPTTL | SET @ b KEEPTTL; PTTL @; PEXPIRE @ 100000
					setKeepingTtl   | NONE      | SET @ b KEEPTTL                 |
					getAndSet       | ON_WRITE  | SET @ b PX 100000 GET           |
					getAndSet       | ON_CREATE | EVALSHA # 1 @ ALWAYS START 100000 5 SET @ b KEEPTTL GET | SET @ b KEEPTTL GET; PTTL @; PEXPIRE @ 100000
					getAndSet       | ON_ACCESS | SET @ b PX 100000 GET           |
					getAndSet       | NONE      | SET @ b GET                     |
					getAndDelete    | ON_WRITE  | GETDEL @                        |
					getAndDelete    | ON_CREATE | GETDEL @                        |
					getAndDelete    | ON_ACCESS | GETDEL @                        |
					getAndDelete    | NONE      | GETDEL @                        |
					""")
	void whatAnOperationOnAMissingKeySends(String operation, Declared declared, String sent, String scripted) {
		ValueKey<String> key = declared.in(this.tree).text();
		Recording recording = Monitor.record(() -> OPERATIONS.get(operation).accept(key));
		assertThat(recording.sent()).containsExactly(withNames(sent, key));
		assertThat(recording.scripted()).isEqualTo((scripted == null) ? List.of()
				: Arrays.stream(scripted.split("; ")).map((command) -> withNames(command, key)).toList());
	}

	private static String withNames(String command, ValueKey<String> key) {
		return command.replace("@", key.name()).replace("#", Script.RUN.sha());
	}

}
