package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.ScriptOutputType;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ValueReaderTests {

	private static final String KEY = "shop:key";

	private final ValueReader reader = reader(DispatchObserver.NONE);

	private static ValueReader reader(DispatchObserver observer) {
		return new ValueReader(new Dispatcher(TestRedis.connectionFactory(), observer),
				new Subject("shop.key", KEY, "ValueKey", KEY));
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static void fill(String script) {
		TestRedis.commands().eval(script, ScriptOutputType.STATUS, KEY);
	}

	private ValuePreview read() {
		return Objects.requireNonNull(this.reader.read());
	}

	@Test
	void whatDoesNotExistHasNoValue() {
		assertThat(this.reader.read()).isNull();
	}

	@Test
	void aTextThatFitsIsWhole() {
		TestRedis.commands().set(KEY, "é".repeat(4096));
		assertThat(read()).isEqualTo(new ValuePreview("string", "é".repeat(4096), null, false));
	}

	@ParameterizedTest
	@CsvSource({ "x, 8192", "é, 4096", "xé, 4095", "€, 2730", "x€, 2730", "xx€, 2730", "𝄞, 2048", "x𝄞, 2047" })
	void aLongTextIsCutBetweenCharacters(String start, int whole) {
		String last = new String(Character.toChars(start.codePointBefore(start.length())));
		String head = start.substring(0, start.length() - last.length());
		TestRedis.commands().set(KEY, head + last.repeat(9000));
		assertThat(read()).isEqualTo(new ValuePreview("string", head + last.repeat(whole), null, true));
	}

	@Test
	void whatIsNoTextIsToldInHexadecimalDigits() {
		TestRedis.binaryCommands().set(KEY.getBytes(StandardCharsets.UTF_8), new byte[] { 0, (byte) 0xff, 16 });
		assertThat(read().text()).isEqualTo("0x00ff10");
	}

	@Test
	void collectionsAreToldByTheirEntries() {
		TestRedis.commands().hset(KEY, Map.of("field", "value"));
		assertThat(read()).isEqualTo(new ValuePreview("hash", null, List.of(List.of("field", "value")), false));
		TestRedis.flush();
		TestRedis.commands().rpush(KEY, "a", "b");
		assertThat(read()).isEqualTo(new ValuePreview("list", null, List.of(List.of("a"), List.of("b")), false));
		TestRedis.flush();
		TestRedis.commands().sadd(KEY, "a");
		assertThat(read()).isEqualTo(new ValuePreview("set", null, List.of(List.of("a")), false));
		TestRedis.flush();
		TestRedis.commands().zadd(KEY, 1.5, "a");
		assertThat(read()).isEqualTo(new ValuePreview("zset", null, List.of(List.of("a", "1.5")), false));
		TestRedis.flush();
		TestRedis.commands()
			.eval("redis.call('XADD', KEYS[1], '1-1', 'f', 'v', 'g', 'w')", ScriptOutputType.STATUS, KEY);
		assertThat(read()).isEqualTo(new ValuePreview("stream", null, List.of(List.of("1-1", "f v g w")), false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			hash   | redis.call('HSET', KEYS[1], i, 'v')
			set    | redis.call('SADD', KEYS[1], 'm' .. i)
			list   | redis.call('RPUSH', KEYS[1], i)
			zset   | redis.call('ZADD', KEYS[1], i, 'm' .. i)
			stream | redis.call('XADD', KEYS[1], '1-' .. i, 'f', 'v')
			""")
	void ofALongCollectionTheBeginningIsTold(String type, String command) {
		fill("for i = 1, 2000 do " + command + " end");
		assertThat(read()).satisfies((value) -> {
			assertThat(value.type()).isEqualTo(type);
			assertThat(value.entries()).hasSizeBetween(90, 100);
			assertThat(value.truncated()).isTrue();
		});
	}

	@Test
	void aCollectionThatTakesMuchMemoryIsNotLookedInto() {
		fill("for i = 1, 3 do redis.call('RPUSH', KEYS[1], string.rep('x', 1000000)) end");
		List<String> sent = Monitor
			.sent(() -> assertThat(read()).isEqualTo(new ValuePreview("list", null, null, true)));
		assertThat(sent).containsExactly("TYPE shop:key", "LLEN shop:key", "MEMORY USAGE shop:key SAMPLES 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis.call('RPUSH', KEYS[1], i == 700 and string.rep('x', 2000000) or 'x')",
			"redis.call('HSET', KEYS[1], i, i == 700 and string.rep('x', 2000000) or 'x')",
			"redis.call('ZADD', KEYS[1], i, i == 700 and string.rep('x', 2000000) or i)" })
	void oneLargeElementAmongSmallOnesIsNotLookedInto(String command) {
		fill("for i = 1, 1000 do " + command + " end");
		assertThat(read()).extracting(ValuePreview::entries).isNull();
	}

	@Test
	void aCollectionOfManyElementsIsNotLookedInto() {
		fill("for i = 1, 10001 do redis.call('RPUSH', KEYS[1], i) end");
		assertThat(Monitor.sent(() -> assertThat(read()).isEqualTo(new ValuePreview("list", null, null, true))))
			.containsExactly("TYPE shop:key", "LLEN shop:key");
	}

	@Test
	void theClockIsLeft() {
		TestRedis.commands().psetex(KEY, 60_000, "x");
		assertThat(Monitor.sent(this::read)).containsExactly("TYPE shop:key", "GETRANGE shop:key 0 8192");
	}

	@Test
	void valuesAreNotLogged() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.redisimnest.dispatch");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		logger.setLevel(Level.INFO);
		logger.setAdditive(false);
		logger.addAppender(appender);
		try {
			TestRedis.commands().set(KEY, "planted4711");
			reader(new DispatchLog()).read();
			TestRedis.commands().del(KEY);
			TestRedis.commands().hset(KEY, Map.of("planted4711", "planted4711"));
			reader(new DispatchLog()).read();
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(null);
			logger.setAdditive(true);
		}
		assertThat(appender.list).hasSize(6)
			.extracting(ILoggingEvent::getFormattedMessage)
			.noneMatch((message) -> message.contains("planted"));
	}

}
