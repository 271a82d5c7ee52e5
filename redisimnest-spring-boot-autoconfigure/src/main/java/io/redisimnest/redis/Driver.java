package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * Sends requests through the native API of one Redis client, on one connection. Its
 * implementations are the only classes that know a client.
 * <p>
 * A reply is a {@code byte[]}, {@code Long}, {@code Double}, {@code Boolean}, a
 * {@code List} of these, or {@code null}. An error that the server replies is a
 * {@link ServerError}, within a {@code List} as well; everything else that goes wrong is
 * a {@link org.springframework.dao.DataAccessException}.
 */
interface Driver {

	/**
	 * Sends a request and waits for its reply.
	 * @param request the request
	 * @return the reply
	 */
	@Nullable Object send(Request request);

	/**
	 * Sends requests in one flush and waits for all replies. None is cancelled, for
	 * others may depend on it.
	 * @param requests the requests
	 * @return for each request its reply, or the exception that it failed with
	 */
	List<@Nullable Object> sendAll(List<Request> requests);

	/**
	 * Sends requests in one flush, without waiting for replies. They are awaited in the
	 * order of sending. If the connection is lost, that is told at once, even if it may
	 * come back. For the whole of Redis Cluster, any node answers.
	 * @param requests the requests
	 * @return the replies to come
	 */
	PendingReplies begin(List<Request> requests);

	/**
	 * Whether the connection is to a Redis Cluster.
	 * @return whether there are nodes
	 */
	boolean isCluster();

	/**
	 * The driver for one node of Redis Cluster, to be released.
	 * @param id the node id, as {@code CLUSTER NODES} tells it
	 * @return the driver
	 * @throws org.springframework.dao.DataAccessResourceFailureException if the node is
	 * not known or cannot be reached
	 */
	Driver node(String id);

	/**
	 * Sends operations in one flush to each node, and waits for all replies.
	 * @param operations the operations
	 * @return for each operation its reply, or the exception that it failed with
	 */
	List<@Nullable Object> runAll(List<? extends Operation<?>> operations);

	/**
	 * The driver for the node that a failure tells to hold the key, in Redis Cluster.
	 * @param failure the failure
	 * @return the driver, {@code null} if the failure tells no such thing
	 */
	@Nullable Driver movedTo(@Nullable Object failure);

	/**
	 * The driver for the same node on another connection.
	 * @param connection a connection of Spring Data, which others may use as well
	 * @return the driver
	 */
	Driver on(RedisConnection connection);

	/**
	 * Whether the connection was lost at any time since it was begun to be used.
	 * @return whether it was lost
	 */
	boolean isBroken();

	/**
	 * Whether keys can be watched on the connection.
	 * @return whether the loss of a watch would be noticed
	 */
	boolean isWatchable();

	/**
	 * Forgets the connection, which goes back to where it came from.
	 * @param answered whether there is nothing on its way, which must still be kept from
	 * being sent if the connection is lost
	 */
	void release(boolean answered);

	/**
	 * How long to wait for replies.
	 * @return the time-out, zero for ever
	 */
	Duration timeout();

	/**
	 * How long a command may wait on the server.
	 * @return the time, zero for ever
	 */
	default Duration longestWait() {
		return timeout().dividedBy(2);
	}

	/**
	 * The driver for a connection.
	 * @param connection a connection of Spring Data
	 * @return the driver
	 */
	static Driver of(RedisConnection connection) {
		if (Clients.LETTUCE && LettuceDriver.supports(connection)) {
			return LettuceDriver.of(connection);
		}
		if (Clients.JEDIS && JedisDriver.supports(connection)) {
			return JedisDriver.of(connection);
		}
		throw unsupported(connection);
	}

	/**
	 * Whether a connection that was used for its driver only needs not be closed.
	 * @param connection a connection of Spring Data
	 * @return whether there is nothing to give back
	 */
	static boolean holdsNothing(RedisConnection connection) {
		return Clients.JEDIS && JedisDriver.holdsNothing(connection);
	}

	/**
	 * The driver for a connection to one node that nobody else uses until it is released.
	 * @param connection a connection of Spring Data
	 * @param key the key whose node is meant
	 * @return the driver
	 */
	static Driver dedicated(RedisConnection connection, byte[] key) {
		if (Clients.LETTUCE && LettuceDriver.supports(connection)) {
			return LettuceDriver.dedicated(connection, key);
		}
		if (Clients.JEDIS && JedisDriver.supports(connection)) {
			return JedisDriver.dedicated(connection, key);
		}
		throw unsupported(connection);
	}

	/**
	 * Has the client look again at which nodes there are, if it does not do so by itself.
	 * @param connectionFactory where its connections come from
	 */
	static void refreshTopology(RedisConnectionFactory connectionFactory) {
		if (Clients.LETTUCE) {
			LettuceDriver.refreshTopology(connectionFactory);
		}
	}

	private static RuntimeException unsupported(RedisConnection connection) {
		return new InvalidDataAccessApiUsageException(
				"Connections of type %s are not supported. Use Lettuce or Jedis, as spring.data.redis.client-type names them"
					.formatted(connection.getClass().getName()));
	}

	/**
	 * Which clients there are. The driver of one that is absent must not be loaded.
	 */
	final class Clients {

		/** A native image may have other types only if Spring Data uses them. */
		static final String LETTUCE_TYPE = "io.lettuce.core.api.StatefulConnection";

		static final String JEDIS_TYPE = "redis.clients.jedis.UnifiedJedis";

		private static final boolean LETTUCE = isPresent(LETTUCE_TYPE);

		private static final boolean JEDIS = isPresent(JEDIS_TYPE);

		private Clients() {
		}

		private static boolean isPresent(String type) {
			return ClassUtils.isPresent(type, Driver.class.getClassLoader());
		}

	}

}
