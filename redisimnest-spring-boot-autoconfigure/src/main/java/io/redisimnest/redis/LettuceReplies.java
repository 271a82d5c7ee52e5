package io.redisimnest.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.AsyncCommand;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Replies that come through Lettuce.
 *
 * @param commands the commands that were sent
 * @param timeout how long to wait for all of them, zero for ever
 */
record LettuceReplies(List<AsyncCommand<byte[], byte[], Object>> commands, Duration timeout) {

	private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

	private static final Duration LOSS_CHECK = Duration.ofMillis(50);

	/** What is left of a timeout, as Lettuce waits for ever if it is zero. */
	private static final Duration OVER = Duration.ofNanos(1);

	/**
	 * Waits, but not for a connection to come back, as Lettuce would as long as for a
	 * reply.
	 * @param lost whether the connection is lost
	 */
	List<@Nullable Object> awaitUnless(BooleanSupplier lost) {
		AsyncCommand<byte[], byte[], Object> last = this.commands.get(this.commands.size() - 1);
		long start = System.nanoTime();
		try {
			while (!last.await(LOSS_CHECK.toNanos(), TimeUnit.NANOSECONDS) && !OVER.equals(remaining(start))) {
				if (lost.getAsBoolean()) {
					RuntimeException loss = new RedisException(new IOException("Connection was lost"));
					this.commands.forEach((command) -> command.completeExceptionally(loss));
				}
			}
		}
		catch (RuntimeException ex) {
			this.commands.forEach((command) -> command.cancel(true));
			throw translate(ex);
		}
		return new LettuceReplies(this.commands, OVER).await(true);
	}

	/**
	 * Waits for all commands no longer than for one.
	 * @param cancel whether to give up what does not come in time
	 */
	List<@Nullable Object> await(boolean cancel) {
		List<@Nullable Object> replies = new ArrayList<>(this.commands.size());
		long start = System.nanoTime();
		for (AsyncCommand<byte[], byte[], Object> command : this.commands) {
			try {
				Duration left = remaining(start);
				if (!cancel && !left.isZero() && !command.await(left.toNanos(), TimeUnit.NANOSECONDS)) {
					throw new RedisCommandTimeoutException();
				}
				replies.add(await(command, left));
			}
			catch (RuntimeException ex) {
				replies.add(translate(ex));
			}
		}
		return replies;
	}

	/**
	 * What is left of a timeout that began once for all commands.
	 */
	private Duration remaining(long start) {
		if (this.timeout.isZero()) {
			return this.timeout;
		}
		Duration left = this.timeout.minusNanos(System.nanoTime() - start);
		return left.isNegative() || left.isZero() ? OVER : left;
	}

	static @Nullable Object await(AsyncCommand<byte[], byte[], Object> command, Duration timeout) {
		return LettuceFutures.awaitOrCancel(command, timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	static RuntimeException translate(RuntimeException ex) {
		if (ex instanceof RedisCommandExecutionException && ex.getMessage() != null) {
			return ex.getMessage().equals(LettuceReply.LOST) ? new RedisConnectionFailureException(LettuceReply.LOST)
					: new ServerError(ex.getMessage());
		}
		if (ex instanceof DataAccessException translated) {
			return translated;
		}
		if (ex instanceof CancellationException || isOfConnection(NestedExceptionUtils.getMostSpecificCause(ex))) {
			// Spring Data knows a connection that fails, but not one that breaks, or that
			// Lettuce closes as its server has gone, with what is under way.
			return new RedisConnectionFailureException("Redis connection failed", ex);
		}
		DataAccessException translated = EXCEPTIONS.convert(ex);
		return (translated != null) ? translated : new RedisSystemException("Redis client failed", ex);
	}

	/**
	 * What Lettuce does not take for want of a connection it tells by its most general
	 * exception.
	 */
	private static boolean isOfConnection(Throwable cause) {
		return cause instanceof IOException || cause.getClass() == RedisException.class;
	}

}
