package io.redisimnest.redis;

import java.net.URLClassLoader;
import java.util.function.BiFunction;

import io.redisimnest.Batch;
import io.redisimnest.Deferred;
import io.redisimnest.Transaction;
import io.redisimnest.key.CounterKey;
import io.redisimnest.testing.ClassPath;
import io.redisimnest.testing.Clocks;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Either client suffices: the library runs in a class loader without the other.
 */
class AbsentClientTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@CsvSource({ "lettuce-core,io.lettuce.core.RedisClient,OnJedis", "jedis,redis.clients.jedis.Jedis,OnLettuce" })
	void theLibraryRunsWithoutTheOtherClient(String artifact, String absent, String work) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = ClassPath.without(artifact)) {
			Thread.currentThread().setContextClassLoader(loader);
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(absent));
			Object instance = loader.loadClass(AbsentClientTests.class.getName() + "$" + work)
				.getDeclaredConstructor()
				.newInstance();
			@SuppressWarnings("unchecked")
			BiFunction<String, Integer, String> function = (BiFunction<String, Integer, String>) instance;
			assertThat(function.apply(TestRedis.host(), TestRedis.port())).isEqualTo("1 2 3 4");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertThat(TestRedis.commands().get("clocks:write:count")).isEqualTo("4");
	}

	private static String count(RedisConnectionFactory factory) {
		Clocks tree = Trees.create(Clocks.class, factory);
		CounterKey counter = tree.onWrite().count();
		long first = counter.increment();
		Batch batch = tree.batch();
		Deferred<Long> second = batch.call(counter, CounterKey::increment);
		Deferred<Long> third = batch.call(counter, CounterKey::increment);
		batch.execute();
		try (Transaction transaction = tree.transaction()) {
			transaction.watch(counter);
			Deferred<Long> fourth = transaction.call(counter, CounterKey::increment);
			transaction.execute();
			return first + " " + second.get() + " " + third.get() + " " + fourth.get();
		}
	}

	/**
	 * Works with Jedis.
	 */
	public static final class OnJedis implements BiFunction<String, Integer, String> {

		@Override
		public String apply(String host, Integer port) {
			JedisConnectionFactory factory = new JedisConnectionFactory(new RedisStandaloneConfiguration(host, port));
			factory.afterPropertiesSet();
			try {
				return count(factory);
			}
			finally {
				factory.destroy();
			}
		}

	}

	/**
	 * Works with Lettuce.
	 */
	public static final class OnLettuce implements BiFunction<String, Integer, String> {

		@Override
		public String apply(String host, Integer port) {
			LettuceConnectionFactory factory = new LettuceConnectionFactory(host, port);
			factory.afterPropertiesSet();
			try {
				return count(factory);
			}
			finally {
				factory.destroy();
			}
		}

	}

}
