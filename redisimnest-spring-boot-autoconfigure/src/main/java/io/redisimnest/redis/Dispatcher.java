package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.redisimnest.WrongKindException;
import io.redisimnest.redis.DispatchObserver.Observed;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisConnectionUtils;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way to Redis: runs operations, tells of them and translates what goes wrong.
 * Thread-safe.
 */
public final class Dispatcher implements Runner {

	private final RedisTemplate<byte[], byte[]> template = new RedisTemplate<>();

	private final DispatchObserver observer;

	private final LockThreads lockThreads = new LockThreads();

	/**
	 * Create a dispatcher. Opens no connection.
	 * @param connectionFactory where connections come from
	 * @param observer is told of each operation
	 */
	public Dispatcher(RedisConnectionFactory connectionFactory, DispatchObserver observer) {
		this.observer = observer;
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
	@Override
	@SuppressWarnings("NullAway")
	public <R> R run(Operation<R> operation) {
		if (operation.isNothing()) {
			return operation.decoder().decode(null);
		}
		Observed observed = this.observer.begin(operation);
		Object reply;
		try {
			reply = execute((connection) -> send(connection, operation));
		}
		catch (RuntimeException ex) {
			observed.ended(ex);
			throw (ex instanceof ServerError error) ? translate(operation, error) : ex;
		}
		observed.ended(reply);
		return operation.decoder().decode(reply);
	}

	/**
	 * Spares the closing of a connection that holds nothing, which costs Spring Data more
	 * than all else.
	 */
	private @Nullable Object execute(RedisCallback<@Nullable Object> action) {
		RedisConnectionFactory factory = this.template.getRequiredConnectionFactory();
		if (TransactionSynchronizationManager.hasResource(factory)) {
			return this.template.execute(action, true);
		}
		RedisConnection connection = factory.getConnection();
		try {
			return action.doInRedis(connection);
		}
		finally {
			if (!Driver.holdsNothing(connection)) {
				RedisConnectionUtils.releaseConnection(connection, factory);
			}
		}
	}

	@Override
	public Dispatcher converse(Subject subject, String name) {
		return this;
	}

	/**
	 * Runs operations in as few round trips as memory allows: one for each
	 * {@link Flight}, in Redis Cluster to each node. Nothing is sent twice. If the
	 * connection fails, what was not sent by then fails as well.
	 * @param operations the operations
	 * @return for each operation its outcome
	 */
	public List<Outcome<?>> runAll(List<? extends Operation<?>> operations) {
		List<Outcome<?>> outcomes = new ArrayList<>(operations.size());
		RuntimeException broken = null;
		for (List<? extends Operation<?>> flight : Flight.of(operations)) {
			if (broken != null) {
				RuntimeException unsent = new RedisConnectionFailureException(
						"Not sent, for the connection failed before", broken);
				flight.forEach((operation) -> outcomes.add(Outcome.failed(unsent)));
				continue;
			}
			List<@Nullable Object> replies = observe(flight).end(() -> sendAll(flight));
			for (int i = 0; i < flight.size(); i++) {
				if (replies.get(i) instanceof RuntimeException ex && !(ex instanceof ServerError)
						&& !(ex instanceof InvalidDataAccessApiUsageException)) {
					broken = ex;
				}
				outcomes.add(outcome(flight.get(i), replies.get(i)));
			}
		}
		return outcomes;
	}

	private List<@Nullable Object> sendAll(List<? extends Operation<?>> operations) {
		List<@Nullable Object> replies = new ArrayList<>();
		List<Operation<?>> accepted = new ArrayList<>();
		try {
			return this.template.execute((connection) -> {
				for (Operation<?> operation : operations) {
					RuntimeException refusal = refusal(connection, operation);
					replies.add(refusal);
					if (refusal == null) {
						accepted.add(operation);
					}
				}
				List<@Nullable Object> sent = accepted.isEmpty() ? List.of() : Driver.of(connection).runAll(accepted);
				int next = 0;
				for (int i = 0; i < replies.size(); i++) {
					if (replies.get(i) == null) {
						replies.set(i, sent.get(next++));
					}
				}
				return replies;
			}, true);
		}
		catch (RuntimeException ex) {
			List<@Nullable Object> failures = new ArrayList<>();
			operations.forEach((operation) -> failures.add(ex));
			return failures;
		}
	}

	/**
	 * Talks to the servers that hold the keys, on one connection.
	 * @param <R> the type of the result
	 * @param subject what is talked about
	 * @param conversation what to talk about
	 * @return the result of the conversation
	 */
	@SuppressWarnings("NullAway")
	public <R> R withNodes(Subject subject, Function<Nodes, R> conversation) {
		return this.template.execute((connection) -> {
			if (isQueued(connection)) {
				throw queued(subject);
			}
			try (Nodes nodes = new Nodes(this, Driver.of(connection))) {
				return conversation.apply(nodes);
			}
		}, true);
	}

	LockThreads lockThreads() {
		return this.lockThreads;
	}

	void refreshTopology() {
		Driver.refreshTopology(this.template.getRequiredConnectionFactory());
	}

	/**
	 * Whether keys can be used in one operation.
	 */
	boolean areTogether(List<Argument> keys) {
		return Boolean.TRUE.equals(this.template.execute((connection) -> slotRefusal(connection, keys) == null, true));
	}

	/**
	 * Opens a connection that nobody else uses.
	 * @param key the key whose node is meant
	 * @return the session, to be closed
	 */
	Session open(Argument key) {
		RedisConnection connection = this.template.getRequiredConnectionFactory().getConnection();
		try {
			return new Session(this, connection, Driver.dedicated(connection, key.bytes()));
		}
		catch (RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Ends the waiting of a connection on which nobody waits any more.
	 * @param driver the driver for that connection
	 * @param clientId its id
	 */
	void unblock(Driver driver, long clientId) {
		Request unblock = Request.of("CLIENT", Argument.option("UNBLOCK"), Argument.option(clientId));
		boolean interrupted = Thread.interrupted();
		try {
			// Not by a connection of its own: a pool might have none left.
			this.template.execute((connection) -> driver.on(connection).send(unblock), true);
		}
		catch (ServerError | DataAccessException ex) {
			// The server is away, and the connection with it.
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Operations begin.
	 */
	ObservedOperations observe(List<? extends Operation<?>> operations) {
		return new ObservedOperations(this.observer, operations);
	}

	/**
	 * How an operation ended.
	 */
	<R> Outcome<R> outcome(Operation<R> operation, @Nullable Object reply) {
		if (reply instanceof RuntimeException ex) {
			return Outcome.failed((ex instanceof ServerError error) ? translate(operation, error) : ex);
		}
		try {
			return Outcome.of(operation.decoder().decode(reply));
		}
		catch (RuntimeException ex) {
			return Outcome.failed(ex);
		}
		catch (LinkageError ex) {
			return Outcome.failed(new RedisSystemException(
					"Result of %s cannot be made, for a class is missing".formatted(operation), ex));
		}
	}

	private static @Nullable Object send(RedisConnection connection, Operation<?> operation) {
		RuntimeException refusal = refusal(connection, operation);
		if (refusal != null) {
			throw refusal;
		}
		Driver driver = Driver.of(connection);
		try {
			return driver.send(Request.of(operation, false));
		}
		catch (ServerError ex) {
			if (!operation.isScript() || !ex.is("NOSCRIPT")) {
				throw ex;
			}
			return driver.send(Request.of(operation, true));
		}
	}

	private static @Nullable RuntimeException refusal(RedisConnection connection, Operation<?> operation) {
		if (isQueued(connection)) {
			return queued(operation.subject());
		}
		return (operation.uses().size() > 1)
				? slotRefusal(connection, operation.uses().stream().map(KeyUse::name).toList()) : null;
	}

	private static boolean isQueued(RedisConnection connection) {
		return connection.isQueueing() || connection.isPipelined();
	}

	private static RuntimeException queued(Subject subject) {
		return new InvalidDataAccessApiUsageException(
				"Key '%s' is used within a transaction or pipeline of a RedisTemplate, where commands have no results. Use it before or after"
					.formatted(subject.name()));
	}

	/**
	 * Why keys cannot be used together.
	 * @return the reason, {@code null} if they can
	 */
	static @Nullable RuntimeException slotRefusal(RedisConnection connection, List<Argument> keys) {
		if (connection instanceof RedisClusterConnection && !ClusterSlotHashUtil
			.isSameSlotForAllKeys(keys.stream().map(Argument::bytes).toArray(byte[][]::new))) {
			return new InvalidDataAccessApiUsageException(
					"Key '%s' and the other keys that are used with it are in different slots. In Redis Cluster, keys that are used together must have the same hash tag"
						.formatted(keys.get(0)));
		}
		return null;
	}

	private RuntimeException translate(Operation<?> operation, ServerError error) {
		Subject subject = operation.subject();
		if (error.is("WRONGTYPE")) {
			return wrongKind(operation);
		}
		if (operation.command().minimumVersion() != null && error.isUnknownCommand()) {
			return new InvalidDataAccessResourceUsageException(
					"%s of key '%s' needs Redis %s or later. The server replied: %s".formatted(
							operation.command().name(), subject.name(), operation.command().minimumVersion(),
							error.getMessage()));
		}
		String message = "%s of '%s' (%s) failed. The server replied: %s".formatted(operation.command().name(),
				subject.name(), subject.path(), error.getMessage());
		if (error.isElsewhere()) {
			return new ElsewhereException(message);
		}
		return error.isTemporary() ? new DataAccessResourceFailureException(message)
				: new ServerRefusalException(message);
	}

	/**
	 * Which of the keys holds something else than it is declared for. If all hold the
	 * declared type, such as strings for HyperLogLogs, the server does not tell which one
	 * it could not use.
	 */
	private WrongKindException wrongKind(Operation<?> operation) {
		List<Subject> suspects = new ArrayList<>();
		for (KeyUse use : operation.uses()) {
			String found = typeOf(use);
			if (found.equals(use.type().code())) {
				suspects.add(use.subject());
			}
			else if (operation.uses().size() == 1 || !found.equals(DataType.NONE.code())) {
				return wrongKind(List.of(use.subject()), found);
			}
		}
		return suspects.isEmpty() ? wrongKind(List.of(operation.subject()), "value of another type")
				: wrongKind(suspects, operation.uses().get(0).type().code() + " of another kind");
	}

	private static WrongKindException wrongKind(List<Subject> suspects, String found) {
		return new WrongKindException(oneOf(suspects, Subject::name), oneOf(suspects, Subject::template),
				suspects.get(0).kind(), found);
	}

	private static String oneOf(List<Subject> subjects, Function<Subject, String> property) {
		return subjects.stream().map(property).distinct().collect(Collectors.joining("' or '"));
	}

	private String typeOf(KeyUse use) {
		try {
			return Objects.requireNonNull(this.template.execute(
					(connection) -> Replies.toText(Driver.of(connection).send(Request.of("TYPE", use.name()))), true));
		}
		catch (RuntimeException ex) {
			return "value of another type";
		}
	}

}
