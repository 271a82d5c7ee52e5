package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

import io.redisimnest.WrongKindException;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;

/**
 * The one way to Redis: runs operations, logs them and translates what goes wrong.
 * Thread-safe.
 */
public final class Dispatcher {

	private final RedisTemplate<byte[], byte[]> template = new RedisTemplate<>();

	private final DispatchLog log;

	/**
	 * Create a dispatcher. Opens no connection.
	 * @param connectionFactory where connections come from
	 * @param logging whether to log each operation
	 */
	public Dispatcher(RedisConnectionFactory connectionFactory, boolean logging) {
		this.log = new DispatchLog(logging);
		this.template.setEnableDefaultSerializer(false);
		this.template.setConnectionFactory(connectionFactory);
		this.template.afterPropertiesSet();
	}

	/**
	 * Runs an operation.
	 * @param <R> the type of its result
	 * @param operation the operation
	 * @return its result
	 */
	@SuppressWarnings("NullAway")
	public <R> R run(Operation<R> operation) {
		long start = this.log.start();
		Object reply;
		try {
			reply = this.template.execute((connection) -> send(connection, operation), true);
		}
		catch (ServerError ex) {
			this.log.failed(operation, ex, start);
			throw translate(operation, ex);
		}
		catch (RuntimeException ex) {
			this.log.failed(operation, ex, start);
			throw ex;
		}
		this.log.succeeded(operation, reply, start);
		return operation.decoder().apply(reply);
	}

	/**
	 * Runs operations in one round trip. Scripts go with their source, for a digest that
	 * the server does not know would have to be sent again, out of order.
	 * @param operations the operations
	 * @return for each operation its outcome
	 */
	public List<Outcome<?>> runAll(List<? extends Operation<?>> operations) {
		if (operations.isEmpty()) {
			return List.of();
		}
		long start = this.log.start();
		List<Request> requests = operations.stream().map((operation) -> Request.of(operation, true)).toList();
		List<@Nullable Object> replies;
		try {
			replies = this.template.execute((connection) -> {
				operations.forEach((operation) -> check(connection, operation));
				return Driver.of(connection).sendAll(connection, requests);
			}, true);
		}
		catch (RuntimeException ex) {
			operations.forEach((operation) -> this.log.failed(operation, ex, start));
			throw ex;
		}
		List<Outcome<?>> outcomes = new ArrayList<>(operations.size());
		for (int i = 0; i < operations.size(); i++) {
			outcomes.add(outcome(operations.get(i), replies.get(i), start));
		}
		return outcomes;
	}

	private <R> Outcome<R> outcome(Operation<R> operation, @Nullable Object reply, long start) {
		if (reply instanceof RuntimeException ex) {
			this.log.failed(operation, ex, start);
			return Outcome.failed((ex instanceof ServerError error) ? translate(operation, error) : ex);
		}
		this.log.succeeded(operation, reply, start);
		try {
			return Outcome.of(operation.decoder().apply(reply));
		}
		catch (RuntimeException ex) {
			return Outcome.failed(ex);
		}
	}

	private static @Nullable Object send(RedisConnection connection, Operation<?> operation) {
		check(connection, operation);
		Driver driver = Driver.of(connection);
		try {
			return driver.send(connection, Request.of(operation, false));
		}
		catch (ServerError ex) {
			if (operation.script() == null || !ex.is("NOSCRIPT")) {
				throw ex;
			}
			return driver.send(connection, Request.of(operation, true));
		}
	}

	private static void check(RedisConnection connection, Operation<?> operation) {
		if (connection.isQueueing() || connection.isPipelined()) {
			throw new InvalidDataAccessApiUsageException(
					"Key '%s' is used within a transaction or pipeline of a RedisTemplate, where commands have no results. Use it before or after"
						.formatted(operation.subject().name()));
		}
		if (connection instanceof RedisClusterConnection) {
			if (operation.access() == Access.SERVER) {
				throw new InvalidDataAccessApiUsageException(
						"Listing, counting and clearing do not work on Redis Cluster yet");
			}
			if (operation.script() != null && operation.keys().size() > 1
					&& !ClusterSlotHashUtil.isSameSlotForAllKeys(operation.keys().toArray(byte[][]::new))) {
				throw new InvalidDataAccessApiUsageException(
						"Key '%s' and the other keys of this operation are in different slots. In Redis Cluster, keys that are used together must have the same hash tag"
							.formatted(operation.subject().name()));
			}
		}
	}

	private RuntimeException translate(Operation<?> operation, ServerError error) {
		Subject subject = operation.subject();
		if (error.is("WRONGTYPE")) {
			return new WrongKindException(subject.name(), subject.template(), subject.kind(), typeOf(operation));
		}
		if (operation.minimumVersion() != null && error.isUnknownCommand()) {
			return new InvalidDataAccessResourceUsageException(
					"%s of key '%s' needs Redis %s or later. The server replied: %s".formatted(operation.command(),
							subject.name(), operation.minimumVersion(), error.getMessage()));
		}
		return new RedisSystemException("%s of '%s' (%s) failed. The server replied: %s".formatted(operation.command(),
				subject.name(), subject.path(), error.getMessage()), null);
	}

	private String typeOf(Operation<?> operation) {
		Operation<String> type = Operation.of(operation.subject(), Access.SERVER, Replies::toText, "TYPE",
				Argument.key(operation.keys().get(0)));
		try {
			return this.template.execute(
					(connection) -> Replies.toText(Driver.of(connection).send(connection, Request.of(type, false))),
					true);
		}
		catch (RuntimeException ex) {
			return "value of another type";
		}
	}

}
