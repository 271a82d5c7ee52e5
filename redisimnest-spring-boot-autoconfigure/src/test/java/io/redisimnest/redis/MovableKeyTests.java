package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.MovableKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.Monitor.Recording;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MovableKeyTests {

	private final Clocks tree = Trees.create(Clocks.class);

	@BeforeAll
	static void loadScripts() {
		TestRedis.commands().scriptLoad(Script.RUN.source());
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@EnumSource
	void aDumpIsOneCommandAndNoRead(Declared declared) {
		ValueKey<String> key = declared.in(this.tree).text();
		Clock.KEPT.prepare(key.name(), "a");
		assertThat(Monitor.sent(() -> assertThat(key.dump()).isNotEmpty())).containsExactly("DUMP " + key);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void aMissingKeyHasNoDump() {
		assertThat(this.tree.onWrite().text().dump()).isNull();
		assertThat(this.tree.onWrite().count().dump()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "ON_WRITE, 100000, DECLARED", "ON_CREATE, 100000, DECLARED", "ON_ACCESS, 100000, DECLARED",
			"NONE, 0, NONE" })
	void aRestoredKeyHasItsDeclaredTtl(Declared declared, String millis, Clock after) {
		TestRedis.commands().setex("source", 77, "1");
		byte[] dump = TestRedis.commands().dump("source");
		for (MovableKey<?> key : List.of(declared.in(this.tree).text(), declared.in(this.tree).count())) {
			List<String> sent = Monitor.sent(() -> key.restore(dump, false));
			assertThat(sent).singleElement().asString().startsWith("RESTORE " + key + " " + millis + " ");
			assertThat(Clock.of(key.name())).isEqualTo(after);
		}
		assertThat(declared.in(this.tree).text().get()).isEqualTo("1");
		assertThat(declared.in(this.tree).count().get()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void aRestoreCanReplace(Declared declared) {
		ValueKey<String> key = declared.in(this.tree).text();
		key.set("a");
		byte[] dump = key.dump();
		Clock.KEPT.prepare(key.name(), "b");
		List<String> sent = Monitor.sent(() -> key.restore(dump, true));
		assertThat(sent).singleElement().asString().startsWith("RESTORE " + key + " ").endsWith(" REPLACE");
		assertThat(key.get()).isEqualTo("a");
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void aRestoreThatMustNotReplaceLeavesAnExistingKey() {
		ValueKey<String> key = this.tree.onWrite().text();
		key.set("a");
		byte[] dump = key.dump();
		Clock.KEPT.prepare(key.name(), "b");
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> key.restore(dump, false))
			.withMessage("RESTORE of 'clocks:write:text' (clocks.onWrite.text) failed. The server replied: "
					+ "BUSYKEY Target key name already exists.");
		assertThat(key.get()).isEqualTo("b");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void whatIsNoDumpIsRefusedByTheServer() {
		ValueKey<String> key = this.tree.onWrite().text();
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> key.restore("secret".getBytes(StandardCharsets.UTF_8), true))
			.withMessage("RESTORE of 'clocks:write:text' (clocks.onWrite.text) failed. The server replied: "
					+ "ERR DUMP payload version or checksum are wrong");
		assertThat(key.exists()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ON_WRITE, 100000, PEXPIRE @ 100000", "ON_CREATE, 100000, PEXPIRE @ 100000",
			"ON_ACCESS, 100000, PEXPIRE @ 100000", "NONE, -1, PERSIST @" })
	void aRenameIsOneScriptWithTheTtlOfTheDestination(Declared declared, String millis, String expiry) {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey<String> destination = declared.in(this.tree).otherText();
		source.set("a");
		String clock = (declared == Declared.NONE) ? "PERSIST" : "RESTART";
		Recording recording = Monitor.record(() -> source.renameTo(destination));
		assertThat(recording.sent()).containsExactly("EVALSHA " + Script.RUN.sha() + " 2 " + source + " " + destination
				+ " EFFECT LEAVE 100000 " + clock + " " + millis + " 3 RENAME " + source + " " + destination);
		assertThat(recording.scripted()).containsExactly("RENAME " + source + " " + destination,
				expiry.replace("@", destination.name()));
	}

	@Test
	void aRenameIfAbsentIsOneScript() {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey<String> destination = this.tree.onCreate().text();
		source.set("a");
		Recording recording = Monitor.record(() -> source.renameToIfAbsent(destination));
		assertThat(recording.sent()).containsExactly("EVALSHA " + Script.RUN.sha() + " 2 " + source + " " + destination
				+ " EFFECT LEAVE 100000 RESTART 100000 3 RENAMENX " + source + " " + destination);
		assertThat(recording.scripted()).containsExactly("RENAMENX " + source + " " + destination,
				"PEXPIRE " + destination + " 100000");
	}

	@ParameterizedTest
	@EnumSource
	void aRenamedKeyHasTheTtlOfItsDestinationWhateverItHad(Declared declared) {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey<String> destination = declared.in(this.tree).otherText();
		Clock expected = (declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED;
		for (Clock before : List.of(Clock.NONE, Clock.KEPT)) {
			for (Clock replaced : List.of(Clock.MISSING, Clock.NONE, Clock.KEPT)) {
				before.prepare(source.name(), "a");
				replaced.prepare(destination.name(), "b");
				source.renameTo(destination);
				assertThat(Clock.of(destination.name())).as(before + " replaces " + replaced).isEqualTo(expected);
				assertThat(destination.get()).isEqualTo("a");
				assertThat(source.exists()).isFalse();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aCounterIsRenamedLikeAValue(Declared declared) {
		CounterKey source = this.tree.onAccess().count();
		CounterKey destination = declared.in(this.tree).otherCount();
		source.set(7);
		assertThat(source.renameToIfAbsent(destination)).isTrue();
		assertThat(destination.get()).isEqualTo(7);
		assertThat(Clock.of(destination.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void aRefusedRenameLeavesBothKeysAndTheirClocks() {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey<String> destination = this.tree.onWrite().otherText();
		Clock.KEPT.prepare(source.name(), "a");
		Clock.NONE.prepare(destination.name(), "b");
		assertThat(source.renameToIfAbsent(destination)).isFalse();
		assertThat(Clock.of(source.name())).isEqualTo(Clock.KEPT);
		assertThat(Clock.of(destination.name())).isEqualTo(Clock.NONE);
		assertThat(destination.get()).isEqualTo("b");
	}

	@Test
	void anAbsentDumpIsRefusedAndNothingIsSent() {
		ValueKey<String> key = this.tree.onWrite().text();
		assertThat(Monitor.sent(() -> assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> key.restore(null, true))
			.withMessage("Dump for key 'clocks:write:text' must not be null"))).isEmpty();
	}

	@Test
	void aMissingKeyCannotBeRenamed() {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey<String> destination = this.tree.onWrite().otherText();
		Clock.KEPT.prepare(destination.name(), "b");
		String message = " of 'clocks:write:text' (clocks.onWrite.text) failed. The server replied: "
				+ "ERR no such key";
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> source.renameTo(destination))
			.withMessage("RENAME" + message);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> source.renameToIfAbsent(destination))
			.withMessage("RENAMENX" + message);
		assertThat(Clock.of(destination.name())).isEqualTo(Clock.KEPT);
	}

	@Test
	void aKeyRenamedToItselfHasItsDeclaredTtl() {
		ValueKey<String> key = this.tree.onWrite().text();
		Clock.NONE.prepare(key.name(), "a");
		key.renameTo(key);
		assertThat(Clock.of(key.name())).isEqualTo(Clock.DECLARED);
		assertThat(key.get()).isEqualTo("a");
		assertThat(key.renameToIfAbsent(key)).isFalse();
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aRenameToAKeyOfAnotherTypeIsRefusedAndNothingIsSent() {
		ValueKey<String> source = this.tree.onWrite().text();
		ValueKey destination = this.tree.onWrite().number();
		isRefused(source, destination);
	}

	@Test
	void aRenameToAKeyOfAnotherCodecIsRefusedAndNothingIsSent() {
		Moves moves = Trees.create(Moves.class);
		isRefused(moves.json(), moves.java());
		isRefused(moves.java(), moves.json());
	}

	@Test
	void aRenameToAKeyOnAnotherRedisIsRefusedAndNothingIsSent() {
		isRefused(this.tree.onWrite().text(), Trees.create(Clocks.class).onWrite().otherText());
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aRenameToAKeyOfAnotherKindIsRefusedAndNothingIsSent() {
		isRefused((MovableKey) this.tree.onWrite().count(), (MovableKey) this.tree.onWrite().text());
	}

	private static <K extends MovableKey<K>> void isRefused(K source, K destination) {
		String message = "Keys '" + source + "' and '" + destination
				+ "' cannot be used together. Use keys of the same kind, type of values, codec and Redis";
		assertThat(Monitor.sent(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> source.renameTo(destination)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> source.renameToIfAbsent(destination))
				.withMessage(message);
		})).isEmpty();
	}

	@Prefix("moves")
	interface Moves extends Cluster {

		ValueKey<Integer> json();

		@Codec(JdkSerializationRedisSerializer.class)
		ValueKey<Integer> java();

	}

}
