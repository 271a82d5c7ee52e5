package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * A connection that nobody else uses until it is closed, for transactions and blocking
 * commands.
 */
final class Session implements AutoCloseable {

	private final Dispatcher dispatcher;

	private final RedisConnection connection;

	private Driver driver;

	private boolean watching;

	/** Whether a command has no reply yet, for which the server may be waiting. */
	private boolean unanswered;

	private long clientId = -1;

	/**
	 * Create a session.
	 * @param dispatcher what opens it
	 * @param connection a connection of its own
	 * @param driver the driver for one node
	 */
	Session(Dispatcher dispatcher, RedisConnection connection, Driver driver) {
		this.dispatcher = dispatcher;
		this.connection = connection;
		this.driver = driver;
	}

	Duration longestWait() {
		return this.driver.longestWait();
	}

	/**
	 * Runs operations in one round trip.
	 * @param operations the operations
	 * @return for each operation its outcome
	 */
	List<Outcome<?>> runAll(List<? extends Operation<?>> operations) {
		return outcomes(operations, () -> {
			List<@Nullable Object> replies = this.driver.runAll(operations);
			if (follow(replies.get(0))) {
				replies = this.driver.runAll(operations);
			}
			this.unanswered = replies.stream().anyMatch(Session::isNoAnswer);
			return replies;
		});
	}

	private List<Outcome<?>> outcomes(List<? extends Operation<?>> operations, Supplier<List<@Nullable Object>> fetch) {
		List<@Nullable Object> replies = this.dispatcher.observe(operations).end(fetch);
		List<Outcome<?>> outcomes = new ArrayList<>(operations.size());
		for (int i = 0; i < operations.size(); i++) {
			outcomes.add(this.dispatcher.outcome(operations.get(i), replies.get(i)));
		}
		return outcomes;
	}

	/**
	 * Follows a key to another node, if that was told and nothing was begun here.
	 * @return whether the session now is with another node
	 */
	private boolean follow(@Nullable Object reply) {
		Driver other = this.watching ? null : this.driver.movedTo(reply);
		if (other == null) {
			return false;
		}
		this.driver.release(true);
		this.driver = other;
		if (this.clientId >= 0) {
			identify();
		}
		return true;
	}

	private static boolean isNoAnswer(@Nullable Object reply) {
		return reply instanceof RuntimeException && !(reply instanceof ServerError);
	}

	/**
	 * Has a transaction fail if something happens before it.
	 * @param operation watches keys
	 */
	void watch(Operation<?> operation) {
		if (!this.driver.isWatchable()) {
			throw new InvalidDataAccessApiUsageException(
					"Key '%s' cannot be watched where reads may go to replicas. ".formatted(operation.subject().name())
							+ "Use a connection without ReadFrom");
		}
		Outcome<?> outcome = runAll(List.of(operation)).get(0);
		this.watching = true;
		outcome.get();
	}

	/**
	 * Asks for the id of the connection, so that the server will not wait longer than
	 * this client.
	 */
	void identify() {
		try {
			this.clientId = Replies.toLong(this.driver.send(Request.of("CLIENT", Argument.option("ID"))));
		}
		catch (ServerError ex) {
			// It is not permitted, then.
			this.clientId = -1;
		}
	}

	/**
	 * Runs operations between {@code MULTI} and {@code EXEC}, in one round trip.
	 * @param operations the operations
	 * @param changed what to throw if none was run as a watched key has changed
	 * @return for each operation its outcome
	 */
	List<Outcome<?>> transact(List<? extends Operation<?>> operations, Supplier<RuntimeException> changed) {
		return outcomes(operations, () -> transactAll(operations, changed));
	}

	private List<@Nullable Object> transactAll(List<? extends Operation<?>> operations,
			Supplier<RuntimeException> changed) {
		List<Request> requests = new ArrayList<>(Request.before(operations));
		int first = requests.size() + 1;
		requests.add(Request.of("MULTI").once());
		requests.addAll(Request.all(operations));
		requests.add(Request.of("EXEC").once());
		List<@Nullable Object> replies = this.driver.sendAll(requests);
		if (replies.get(replies.size() - 1) instanceof ServerError && replies.stream().anyMatch(this::follow)) {
			replies = this.driver.sendAll(requests.stream().map(Request::once).toList());
		}
		this.watching = false;
		this.unanswered = replies.stream().anyMatch(Session::isNoAnswer);
		List<@Nullable Object> own = replies.subList(first, first + operations.size());
		if (replies.get(first - 1) instanceof ServerError refused) {
			if (own.stream().allMatch(RuntimeException.class::isInstance)) {
				return own;
			}
			throw new RedisSystemException(
					"Operations were run, but not as one step, for the server refused MULTI: " + refused.getMessage(),
					null);
		}
		Object executed = replies.get(replies.size() - 1);
		if (executed == null) {
			throw changed.get();
		}
		if (executed instanceof List<?>) {
			return Replies.toList(executed);
		}
		List<@Nullable Object> failures = new ArrayList<>();
		for (int i = 0; i < operations.size(); i++) {
			failures.add((own.get(i) instanceof ServerError refused) ? refused : executed);
		}
		return failures;
	}

	/**
	 * Checks that keys can be used together.
	 */
	void requireOneSlot(List<Argument> keys) {
		RuntimeException refusal = Dispatcher.slotRefusal(this.connection, keys);
		if (refusal != null) {
			throw refusal;
		}
	}

	/**
	 * Ends whatever was begun and did not end, so that the next who gets the connection
	 * from a pool finds it as new, and nothing is given to a connection on which nobody
	 * waits any more.
	 */
	@Override
	public void close() {
		try {
			if (this.unanswered && this.clientId >= 0 && !this.driver.isBroken()) {
				this.dispatcher.unblock(this.driver, this.clientId);
			}
			else if (this.watching) {
				this.driver.sendAll(List.of(Request.of("UNWATCH").once()));
			}
		}
		catch (DataAccessException ex) {
			// What was begun ended with the connection.
		}
		finally {
			this.driver.release(!this.unanswered);
			this.connection.close();
		}
	}

}
