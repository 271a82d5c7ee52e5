package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.redisimnest.WrongKindException;
import io.redisimnest.redis.KeyUse.Clock;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What one holder sends to acquire a lock, keep it and let it go. The key holds
 * {@code holder:token}, and the holder is a secret: others cannot do the same.
 *
 * @param key the key
 * @param dispatcher the way to Redis
 * @param holder names the holder, with the separator behind
 * @param lease how many milliseconds the lock is held, unless it is renewed
 */
record LockClaim(RedisKey key, Dispatcher dispatcher, String holder, long lease) {

	/**
	 * A client that connects again may send it twice: the same holder gets the same
	 * token. It is a text, and the remaining time of another holder a number.
	 */
	private static final String ACQUIRE = """
			-- acquire a lock
			local held = redis.pcall('GET', KEYS[1])
			if type(held) == 'table' then
				return held
			elseif not held then
				local now = redis.call('TIME')
				local token = string.format('%s%06d', now[1], now[2])
				redis.call('SET', KEYS[1], ARGV[1] .. token, 'PX', ARGV[2])
				return token
			elseif string.sub(held, 1, #ARGV[1]) == ARGV[1] then
				redis.call('PEXPIRE', KEYS[1], ARGV[2])
				return string.sub(held, #ARGV[1] + 1)
			end
			return redis.call('PTTL', KEYS[1])
			""";

	private static final String IF_HELD = """
			-- %s a lock
			local held = redis.pcall('GET', KEYS[1])
			if type(held) == 'table' then
				return held
			elseif held and string.sub(held, 1, #ARGV[1]) == ARGV[1] then
				return redis.call(%s)
			end
			return 0
			""";

	private static final String RENEW = IF_HELD.formatted("renew", "'PEXPIRE', KEYS[1], ARGV[2]");

	private static final String RELEASE = IF_HELD.formatted("release", "'DEL', KEYS[1]");

	/** How long to wait before a release is tried again, longer each time. */
	private static final long FIRST_PAUSE = 50;

	private static final long LONGEST_PAUSE = 5000;

	/**
	 * What the server answers to an attempt.
	 *
	 * @param token the fencing token, {@code null} if somebody else holds the lock
	 * @param remaining the milliseconds for which somebody else holds it, negative if
	 * that is not known
	 */
	record Answer(@Nullable Long token, long remaining) {

		private static Answer of(@Nullable Object reply) {
			return (reply instanceof byte[] token) ? new Answer(Long.valueOf(Replies.toText(token)), 0)
					: new Answer(null, Replies.toLong(reply));
		}

	}

	static LockClaim of(RedisKey key, Dispatcher dispatcher, long lease) {
		return new LockClaim(key, dispatcher, UUID.randomUUID() + ":", lease);
	}

	/**
	 * Tries to acquire the lock. What is refused only for now, as by a server that became
	 * a replica, may be the second sending of what was done before.
	 */
	Answer attempt() {
		try {
			return this.dispatcher.run(script(ACQUIRE, Answer::of));
		}
		catch (InvalidDataAccessApiUsageException | WrongKindException | ServerRefusalException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			abandon();
			throw ex;
		}
	}

	boolean isHeld() {
		return this.dispatcher.run(operation(Access.EXCHANGE, this.key.command("GET"),
				(reply) -> reply != null && Replies.toText(reply).startsWith(this.holder)));
	}

	boolean renew() {
		return this.dispatcher.run(script(RENEW, Replies.IS_ONE));
	}

	/**
	 * Releases the lock. Only what is never sent twice tells for sure whether it was
	 * held. A thread that was interrupted must still be able to release.
	 */
	boolean release() {
		boolean interrupted = Thread.interrupted();
		try {
			Outcome<?> outcome = this.dispatcher.runAll(List.of(script(RELEASE, Replies.IS_ONE))).get(0);
			return Boolean.TRUE.equals(outcome.get());
		}
		catch (RuntimeException ex) {
			abandon();
			throw ex;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Releases the lock in the background, as nobody knows whether it is held. What was
	 * sent to acquire it may still arrive, so it goes on until there was something to
	 * release, or the lease is over.
	 */
	private void abandon() {
		abandon(System.nanoTime(), FIRST_PAUSE);
	}

	private void abandon(long since, long pause) {
		this.dispatcher.lockThreads().releaseLater(() -> {
			if (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(this.lease) && !isReleased()) {
				abandon(since, longer(pause));
			}
		}, pause);
	}

	static long longer(long pause) {
		return Math.min(2 * pause, LONGEST_PAUSE);
	}

	private boolean isReleased() {
		try {
			return this.dispatcher.run(script(RELEASE, Replies.IS_ONE));
		}
		catch (RuntimeException | Error ex) {
			return false;
		}
	}

	/**
	 * The source goes as a value, so that only its size is logged.
	 */
	private <R> Operation<R> script(String source, Decoder<R> decoder) {
		Command command = Command.of("EVAL").value(bytes(source)).option(1).key(this.key);
		return operation(Access.WRITE, command.value(bytes(this.holder)).option(this.lease), decoder);
	}

	private <R> Operation<R> operation(Access access, Command command, Decoder<R> decoder) {
		return Operation.of(this.key.subject(), access, decoder, command, true, List.of(this.key.use(Clock.LEAVE)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Without the holder.
	 */
	@Override
	public String toString() {
		return "claim to " + this.key;
	}

}
