package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Results and refusals of a {@link ValueKey}.
 */
class ValueKeyTests {

	private final Values values = Trees.create(Values.class);

	private final ValueKey<String> text = this.values.text(1);

	private final ValueKey<List<String>> list = this.values.list();

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void aMissingKeyHasNoValue() {
		assertThat(this.text.get()).isNull();
		assertThat(this.text.find()).isEmpty();
		assertThat(this.text.raw()).isNull();
		assertThat(this.text.getAndDelete()).isNull();
		assertThat(this.text.getAndSet("a")).isNull();
	}

	@Test
	void aStoredValueIsFound() {
		this.text.set("a");
		assertThat(this.text.get()).isEqualTo("a");
		assertThat(this.text.find()).contains("a");
	}

	@Test
	void theDefaultAnswersForAMissingKeyInGetAlone() {
		assertThat(this.list.get()).containsExactly("x");
		assertThat(this.list.find()).isEmpty();
		assertThat(this.list.raw()).isNull();
		assertThat(this.list.getAndSet(List.of())).isNull();
		assertThat(this.list.getAndDelete()).isEmpty();
	}

	@Test
	void aDefaultThatACallerChangedIsFreshForTheNext() {
		this.list.get().add("y");
		assertThat(this.list.get()).containsExactly("x");
	}

	@Test
	void rawIsWhatIsStored() {
		this.list.set(List.of("a"));
		assertThat(this.list.raw()).isEqualTo("[\"a\"]".getBytes(StandardCharsets.UTF_8));
		assertThat(TestRedis.commands().get("values:list")).isEqualTo("[\"a\"]");
	}

	@Test
	void rawReadsWhatIsNoValueOfTheType() {
		TestRedis.commands().set("values:list", "not JSON");
		assertThat(this.list.raw()).isEqualTo("not JSON".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void textIsStoredAsItIs() {
		this.text.set("\"Ali\" 😀\n");
		assertThat(TestRedis.commands().get("values:text:1")).isEqualTo("\"Ali\" 😀\n");
	}

	@Test
	void emptyTextIsAValue() {
		this.text.set("");
		assertThat(this.text.find()).contains("");
	}

	@Test
	void conditionalWritesTellWhetherTheyTookEffect() {
		assertThat(this.text.setIfPresent("a")).isFalse();
		assertThat(this.text.setIfPresent("a", Duration.ofSeconds(1))).isFalse();
		assertThat(this.text.setIfAbsent("b")).isTrue();
		assertThat(this.text.setIfAbsent("c")).isFalse();
		assertThat(this.text.setIfAbsent("c", Duration.ofSeconds(1))).isFalse();
		assertThat(this.text.get()).isEqualTo("b");
		assertThat(this.text.setIfPresent("d")).isTrue();
		assertThat(this.text.setIfPresent("e", Duration.ofSeconds(100))).isTrue();
		this.text.delete();
		assertThat(this.text.setIfAbsent("f", Duration.ofSeconds(100))).isTrue();
		assertThat(this.text.get()).isEqualTo("f");
	}

	@Test
	void conditionalWritesByScriptTellWhetherTheyTookEffect() {
		ValueKey<String> window = this.values.window();
		assertThat(window.setIfPresent("a")).isFalse();
		assertThat(window.setIfAbsent("b")).isTrue();
		assertThat(window.setIfPresent("c")).isTrue();
		assertThat(window.get()).isEqualTo("c");
	}

	@Test
	void exchangesGiveTheValueBefore() {
		this.text.set("a");
		assertThat(this.text.getAndSet("b")).isEqualTo("a");
		assertThat(this.text.getAndDelete()).isEqualTo("b");
		assertThat(this.text.exists()).isFalse();
	}

	@Test
	void exchangesByScriptGiveTheValueBefore() {
		ValueKey<String> window = this.values.window();
		assertThat(window.getAndSet("a")).isNull();
		assertThat(window.getAndSet("b")).isEqualTo("a");
	}

	@Test
	void aStoredJsonNullIsAbsent() {
		TestRedis.commands().set("values:list", "null");
		assertThat(this.list.get()).containsExactly("x");
		assertThat(this.list.find()).isEmpty();
		assertThat(this.list.getAndSet(List.of())).isNull();
		TestRedis.commands().set("values:list", " null ");
		assertThat(this.list.getAndDelete()).isNull();
	}

	@Test
	@SuppressWarnings("DataFlowIssue")
	void nullIsRefusedByEveryWriteAndNothingIsSent() {
		Duration second = Duration.ofSeconds(1);
		String message = "Value of key 'values:text:1' must not be null. Use delete() to remove it";
		assertThat(Monitor.sent(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.set(null)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.set(null, second)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfAbsent(null)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfAbsent(null, second))
				.withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfPresent(null)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfPresent(null, second))
				.withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setKeepingTtl(null)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.getAndSet(null)).withMessage(message);
		})).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT0.000999999S", "PT-1S" })
	void durationsBelowAMillisecondAreRefusedAndNothingIsSent(Duration duration) {
		String message = "TTL '" + duration + "' is too short. Use at least one millisecond";
		refuses(duration, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT2562047788015H", "PT1281023894007H36M27.904S" })
	void durationsThatTheServerCannotCountAreRefusedAndNothingIsSent(Duration duration) {
		refuses(duration, "TTL '" + duration + "' is too long. Use 'none' to keep keys for ever");
	}

	private void refuses(Duration duration, String message) {
		assertThat(Monitor.sent(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.set("a", duration)).withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfAbsent("a", duration))
				.withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.setIfPresent("a", duration))
				.withMessage(message);
			assertThatIllegalArgumentException().isThrownBy(() -> this.text.expire(duration)).withMessage(message);
		})).isEmpty();
	}

	@Test
	void theLongestDurationIsAccepted() {
		this.text.set("a", Duration.ofMillis(Long.MAX_VALUE / 2));
		assertThat(this.text.timeToLive()).isPresent();
	}

	@Test
	void fractionsOfAMillisecondAreDropped() {
		assertThat(Monitor.sent(() -> this.text.set("a", Duration.ofNanos(1_999_999))))
			.containsExactly("SET values:text:1 a PX 1");
	}

	@Test
	void anotherRedisTypeIsAWrongKind() {
		TestRedis.commands().hset("values:text:1", "field", "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(this.text::get)
			.withMessage("Key 'values:text:1' (template 'values:text:{id}') is declared as ValueKey, but Redis holds "
					+ "a hash there. Delete the key, or give one of the two another prefix.");
	}

	@Test
	void anotherRedisTypeIsAWrongKindFromWithinAScript() {
		TestRedis.commands().lpush("values:window", "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> this.values.window().getAndSet("a"))
			.withMessage("Key 'values:window' (template 'values:window') is declared as ValueKey, but Redis holds "
					+ "a list there. Delete the key, or give one of the two another prefix.");
		assertThat(TestRedis.commands().pttl("values:window")).isEqualTo(-1);
	}

	@Test
	void aValueOfAnotherTypeIsUnreadable() {
		TestRedis.commands().set("values:list", "{\"secret\":1}");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.list::get)
			.withMessage("Value of key 'values:list' (template 'values:list') cannot be read as "
					+ "java.util.List<java.lang.String>. Found: 12 bytes that are no such value (MismatchedInputException at "
					+ "byte 0).")
			.withNoCause()
			.satisfies((ex) -> {
				assertThat(ex.getKey()).isEqualTo("values:list");
				assertThat(ex.getTemplate()).isEqualTo("values:list");
			});
	}

	@Test
	void bytesThatAreNotUtf8AreUnreadableAsText() {
		TestRedis.binaryCommands().set("values:text:1".getBytes(StandardCharsets.UTF_8), new byte[] { (byte) 0xC3 });
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.text::get)
			.withMessage("Value of key 'values:text:1' (template 'values:text:{id}') cannot be read as "
					+ "java.lang.String. Found: 1 bytes that are no such value (Not UTF-8).");
		assertThat(this.text.raw()).containsExactly(0xC3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0xD800, 0xDBFF, 0xDC00, 0xDFFF })
	void textWithAnUnpairedSurrogateIsRefusedAndNothingIsSent(int surrogate) {
		assertThat(Monitor.sent(() -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.text.set("secret" + (char) surrogate))
			.withMessage("Value of key 'values:text:1' (template 'values:text:{id}') cannot be written as "
					+ "java.lang.String: Text has an unpaired surrogate")
			.withNoCause())).isEmpty();
	}

	@Test
	void oneBoundKeyServesManyThreads() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Callable<Void> work = () -> {
				for (int i = 0; i < 500; i++) {
					this.values.map().set(Map.of("a", i, "b", i));
					Map<String, Integer> map = this.values.map().get();
					assertThat(map.get("a")).isEqualTo(map.get("b"));
					this.text.set("x".repeat(i));
					assertThat(this.text.get()).matches("x*");
				}
				return null;
			};
			for (Future<Void> future : threads.invokeAll(List.of(work, work))) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Prefix("values")
	interface Values extends Cluster {

		@Prefix("text:{id}")
		ValueKey<String> text(long id);

		@Default("[\"x\"]")
		ValueKey<List<String>> list();

		ValueKey<Map<String, Integer>> map();

		@Ttl(value = "100s", renew = Renewal.ON_CREATE)
		ValueKey<String> window();

	}

}
