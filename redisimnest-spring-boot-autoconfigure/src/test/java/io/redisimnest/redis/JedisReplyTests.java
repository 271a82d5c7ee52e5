package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.redisimnest.testing.Connections;
import io.redisimnest.testing.TestRedis;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisProtocol;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Replies are in the shapes of {@link Driver}, over either version of the protocol, alone
 * or in a flight.
 */
class JedisReplyTests {

	private static JedisConnectionFactory resp2;

	private static JedisConnectionFactory resp3;

	@BeforeAll
	static void connect() {
		resp2 = connect(RedisProtocol.RESP2);
		resp3 = connect(RedisProtocol.RESP3);
	}

	private static JedisConnectionFactory connect(RedisProtocol protocol) {
		return Connections.jedis(new RedisStandaloneConfiguration(TestRedis.host(), TestRedis.port()),
				JedisClientConfiguration.builder()
					.customizeClientConfig((client) -> client.protocol(protocol))
					.build());
	}

	@AfterAll
	static void disconnect() {
		resp2.destroy();
		resp3.destroy();
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static Object reply(RedisProtocol protocol, String command, String... arguments) {
		Request request = Request.of(command, Arrays.stream(arguments).map(Argument::option).toArray(Argument[]::new));
		try (RedisConnection connection = ((protocol == RedisProtocol.RESP2) ? resp2 : resp3).getConnection()) {
			Driver driver = Driver.of(connection);
			Object together = shown(driver.sendAll(List.of(request)).get(0));
			List<Object> alone = new ArrayList<>();
			Throwable failure = catchThrowable(() -> alone.add(shown(driver.send(request))));
			assertThat((failure != null) ? shown(failure) : alone.get(0)).isEqualTo(together);
			return together;
		}
	}

	private static Object shown(Object reply) {
		if (reply instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (reply instanceof List<?> list) {
			List<Object> elements = new ArrayList<>();
			list.forEach((element) -> elements.add(shown(element)));
			return elements;
		}
		return (reply instanceof ServerError) ? reply.toString() : reply;
	}

	@ParameterizedTest
	@EnumSource
	void textsAndIntegersAreWhatTheyAre(RedisProtocol protocol) {
		assertThat(reply(protocol, "PING")).isEqualTo("PONG");
		assertThat(reply(protocol, "ECHO", "a")).isEqualTo("a");
		assertThat(reply(protocol, "ECHO", "")).isEqualTo("");
		assertThat(reply(protocol, "DBSIZE")).isEqualTo(0L);
	}

	@ParameterizedTest
	@EnumSource
	void reportsHaveNoFormat(RedisProtocol protocol) {
		assertThat(reply(protocol, "INFO", "keyspace")).asString().startsWith("# Keyspace");
		assertThat(reply(protocol, "ECHO", "txt:a")).isEqualTo("txt:a");
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsNull(RedisProtocol protocol) {
		assertThat(reply(protocol, "GET", "a")).isNull();
		assertThat(reply(protocol, "BLPOP", "a", "0.01")).isNull();
		assertThat(reply(protocol, "MGET", "a", "b")).isEqualTo(Arrays.asList(null, null));
	}

	@ParameterizedTest
	@EnumSource
	void mapsAndSetsAreLists(RedisProtocol protocol) {
		TestRedis.commands().hset("h", "f", "v");
		TestRedis.commands().sadd("s", "a");
		assertThat(reply(protocol, "HGETALL", "h")).isEqualTo(List.of("f", "v"));
		assertThat(reply(protocol, "HGETALL", "other")).isEqualTo(List.of());
		assertThat(reply(protocol, "SMEMBERS", "s")).isEqualTo(List.of("a"));
		TestRedis.commands().xadd("x", Map.of("f", "v"));
		assertThat(reply(protocol, "XINFO", "STREAM", "x")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.contains("length", 1L);
	}

	@ParameterizedTest
	@EnumSource
	void numbersWithAFractionAreTextsInTheOlderProtocol(RedisProtocol protocol) {
		TestRedis.commands().zadd("z", 1.5, "a");
		TestRedis.commands().zadd("z", Double.POSITIVE_INFINITY, "b");
		boolean older = protocol == RedisProtocol.RESP2;
		assertThat(reply(protocol, "ZSCORE", "z", "a")).isEqualTo(older ? "1.5" : 1.5);
		assertThat(reply(protocol, "ZRANGE", "z", "0", "-1", "WITHSCORES")).isEqualTo(older
				? List.of("a", "1.5", "b", "inf") : List.of(List.of("a", 1.5), List.of("b", Double.POSITIVE_INFINITY)));
	}

	@ParameterizedTest
	@EnumSource
	void anErrorIsThatOfTheServer(RedisProtocol protocol) {
		TestRedis.commands().set("a", "text");
		assertThat(reply(protocol, "INCR", "a"))
			.isEqualTo(new ServerError("ERR value is not an integer or out of range").toString());
		assertThat(reply(protocol, "NOSUCHCOMMAND", "secret")).asString().doesNotContain("secret");
		assertThat(reply(protocol, "EVALSHA", "0".repeat(40), "0")).asString().contains("NOSCRIPT");
	}

	@ParameterizedTest
	@EnumSource
	void anErrorWithinAListIsAnElementOfIt(RedisProtocol protocol) {
		String script = "return {1, {redis.error_reply('ERR wrong')}, 'a'}";
		assertThat(reply(protocol, "EVAL", script, "0"))
			.isEqualTo(List.of(1L, List.of(new ServerError("ERR wrong").toString()), "a"));
	}

}
