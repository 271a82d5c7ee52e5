package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.redisimnest.Transaction;
import io.redisimnest.key.Key;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Operations that run as one step.
 */
public final class RedisTransaction extends RedisBatch implements Transaction {

	private final List<Argument> watched = new ArrayList<>();

	private @Nullable Session session;

	/**
	 * Create a transaction without operations. Opens no connection.
	 * @param dispatcher the way to Redis
	 */
	public RedisTransaction(Dispatcher dispatcher) {
		super(dispatcher);
	}

	@Override
	public void watch(Key... keys) {
		List<RedisKey> all = new ArrayList<>();
		for (Key key : keys) {
			check(key);
			all.add(RedisKey.of(key));
		}
		if (all.isEmpty()) {
			return;
		}
		all.forEach((key) -> this.watched.add(key.argument()));
		Operation<?> watch = Operation.of(all.get(0).subject(), Access.WRITE, Replies.NOTHING,
				Command.of("WATCH").keys(all), true, all.stream().map((key) -> key.use(Clock.LEAVE)).toList());
		open(this.watched).watch(watch);
	}

	private Session open(List<Argument> keys) {
		if (this.session == null) {
			this.session = dispatcher().open(keys.get(0));
		}
		this.session.requireOneSlot(keys);
		return this.session;
	}

	@Override
	List<Outcome<?>> runAll(List<Operation<?>> operations) {
		List<Argument> keys = Stream
			.concat(this.watched.stream(),
					operations.stream().flatMap((operation) -> operation.uses().stream()).map(KeyUse::name))
			.toList();
		if (keys.isEmpty()) {
			return List.of();
		}
		try {
			return open(keys).transact(operations,
					() -> new OptimisticLockingFailureException(
							"Transaction was not executed, for one of the watched keys %s has changed. Begin it again"
								.formatted(this.watched)));
		}
		finally {
			close();
		}
	}

	@Override
	public void close() {
		end();
		Session open = this.session;
		this.session = null;
		if (open != null) {
			open.close();
		}
	}

}
