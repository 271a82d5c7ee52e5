package io.redisimnest.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ClassUtils;

/**
 * Sends requests through the native API of one Redis client. Its implementations are the
 * only classes that know a client.
 * <p>
 * A reply is a {@code byte[]}, {@code Long}, {@code Double}, {@code Boolean}, a
 * {@code List} of these, or {@code null}. An error that the server replies is a
 * {@link ServerError}, everything else that goes wrong a
 * {@link org.springframework.dao.DataAccessException}.
 */
interface Driver {

	/**
	 * Sends a request and waits for its reply.
	 * @param connection the connection to use
	 * @param request the request
	 * @return the reply
	 */
	@Nullable Object send(RedisConnection connection, Request request);

	/**
	 * Sends requests in one flush and waits for all replies.
	 * @param connection the connection to use
	 * @param requests the requests
	 * @return for each request its reply, or the exception that it failed with
	 */
	List<@Nullable Object> sendAll(RedisConnection connection, List<Request> requests);

	/**
	 * The driver for a connection.
	 * @param connection a connection of Spring Data
	 * @return the driver
	 */
	static Driver of(RedisConnection connection) {
		if (Lettuce.PRESENT && LettuceDriver.supports(connection)) {
			return LettuceDriver.INSTANCE;
		}
		throw new InvalidDataAccessApiUsageException(
				"Connections of type %s are not supported. Use Lettuce, the default of spring.data.redis.client-type"
					.formatted(connection.getClass().getName()));
	}

	/**
	 * Keeps {@link LettuceDriver} from being loaded where Lettuce is absent.
	 */
	final class Lettuce {

		private static final boolean PRESENT = ClassUtils.isPresent("io.lettuce.core.RedisClient",
				Driver.class.getClassLoader());

		private Lettuce() {
		}

	}

}
