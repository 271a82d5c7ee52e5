package io.redisimnest.redis;

import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.KeyValue;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/**
 * What Jedis received, in the shapes that {@link Driver} speaks of.
 */
final class JedisReply {

	private static final byte[] FORMAT = { 't', 'x', 't', ':' };

	/** The commands to which a server replies with a text that has a format, in RESP3. */
	private static final Set<String> REPORTS = Set.of("INFO", "CLUSTER");

	private JedisReply() {
	}

	/**
	 * The reply to a request.
	 * @param received what Jedis made of it
	 * @param request the request
	 */
	static @Nullable Object of(@Nullable Object received, Request request) {
		// Jedis does not tell a text with a format from others.
		if (received instanceof byte[] bytes && startsWith(bytes, FORMAT) && REPORTS.contains(request.command())) {
			return Arrays.copyOfRange(bytes, FORMAT.length, bytes.length);
		}
		return of(received);
	}

	private static boolean startsWith(byte[] bytes, byte[] prefix) {
		return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
	}

	private static @Nullable Object of(@Nullable Object received) {
		if (received instanceof List<?> elements) {
			return list(elements);
		}
		return (received instanceof JedisDataException error) ? new ServerError(error.getMessage()) : received;
	}

	@SuppressWarnings("unchecked")
	private static List<@Nullable Object> list(List<?> received) {
		if (received.isEmpty()) {
			// Jedis has some that cannot be changed.
			return Collections.emptyList();
		}
		if (received.get(0) instanceof KeyValue) {
			List<@Nullable Object> elements = new ArrayList<>(2 * received.size());
			for (Object entry : received) {
				elements.add(of(((KeyValue<?, ?>) entry).getKey()));
				elements.add(of(((KeyValue<?, ?>) entry).getValue()));
			}
			return elements;
		}
		List<@Nullable Object> elements = (List<@Nullable Object>) received;
		elements.replaceAll(JedisReply::of);
		return elements;
	}

	/**
	 * What went wrong.
	 * @param failure what Jedis threw
	 */
	static RuntimeException failure(RuntimeException failure) {
		if (failure instanceof JedisDataException error) {
			return new ServerError(error.getMessage());
		}
		if (failure instanceof DataAccessException || failure instanceof ServerError) {
			return failure;
		}
		// After several attempts in Redis Cluster, Jedis suppresses the last failure.
		Throwable cause = (failure instanceof JedisClusterOperationException && failure.getSuppressed().length > 0)
				? failure.getSuppressed()[0] : failure;
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		if (root instanceof SocketTimeoutException) {
			return new QueryTimeoutException("Redis command timed out", failure);
		}
		if (root instanceof InterruptedException) {
			// Jedis keeps silent about it.
			Thread.currentThread().interrupt();
		}
		if (root instanceof JedisConnectionException && root.getSuppressed().length > 0) {
			return new RedisConnectionFailureException("Unable to connect to Redis", failure);
		}
		if (failure instanceof JedisException && !(root instanceof JedisDataException)) {
			return new RedisConnectionFailureException("Redis connection failed: " + root.getMessage(), failure);
		}
		return new RedisSystemException("Redis client failed", failure);
	}

}
