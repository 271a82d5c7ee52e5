package io.redisimnest.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.IOUtils;

import org.springframework.dao.QueryTimeoutException;

/**
 * One connection of Jedis, with the replies that are on their way, in the order of
 * sending.
 * <p>
 * A server may stop reading while nobody reads its replies. No more is therefore sent
 * ahead of them than the buffers between the two hold for sure, or a single request.
 */
final class JedisPipe {

	private static final int AHEAD = 1 << 16;

	private final Connection connection;

	/** In milliseconds, zero for ever. */
	private final int timeout;

	private final Queue<Reply> awaited = new ArrayDeque<>();

	private long ahead;

	private boolean answered;

	private @Nullable RuntimeException failure;

	JedisPipe(Connection connection) {
		this.connection = connection;
		this.timeout = connection.getSoTimeout();
	}

	int timeout() {
		return this.timeout;
	}

	/**
	 * Whether the connection is lost. Jedis makes no new one in its place.
	 */
	boolean isBroken() {
		return this.failure != null || this.connection.isBroken();
	}

	boolean isAwaited() {
		return !this.awaited.isEmpty();
	}

	/**
	 * Whether there ever were all replies that were awaited.
	 */
	boolean isAnswered() {
		return this.answered;
	}

	/**
	 * Sends requests in one flush.
	 */
	PendingReplies begin(List<Request> requests) {
		List<Reply> replies = new ArrayList<>(requests.size());
		for (Request request : requests) {
			CommandArguments command = JedisCommand.of(request);
			Reply reply = new Reply(request, size(command));
			replies.add(reply);
			send(command, reply);
		}
		flush();
		return () -> await(replies);
	}

	private static long size(CommandArguments command) {
		long size = 0;
		for (Rawable word : command) {
			size += 16 + word.getRaw().length;
		}
		return size;
	}

	private void send(CommandArguments command, Reply reply) {
		while (this.ahead > 0 && this.ahead + reply.size > AHEAD && this.failure == null) {
			flush();
			receive();
		}
		if (this.failure == null) {
			attempt(() -> this.connection.sendCommand(command));
			this.awaited.add(reply);
			this.ahead += reply.size;
		}
	}

	private void flush() {
		attempt(() -> this.connection.getMany(0));
	}

	/**
	 * Waits for all replies no longer than for one.
	 */
	private List<@Nullable Object> await(List<Reply> replies) {
		long start = System.nanoTime();
		for (Reply reply : replies) {
			while (!reply.received && this.failure == null) {
				limit(start);
				receive();
			}
		}
		attempt(() -> wait(this.timeout));
		this.answered |= this.failure == null;
		List<@Nullable Object> result = new ArrayList<>(replies.size());
		for (Reply reply : replies) {
			result.add(reply.received ? reply.value : this.failure);
		}
		return result;
	}

	private void limit(long start) {
		if (this.timeout > 0) {
			long left = this.timeout - (System.nanoTime() - start) / 1_000_000;
			attempt(() -> wait((int) left));
		}
	}

	private void wait(int millis) {
		if (millis < 0 || millis == 0 && this.timeout > 0) {
			throw new QueryTimeoutException("Redis command timed out");
		}
		if (millis != this.connection.getSoTimeout()) {
			this.connection.setSoTimeout(millis);
		}
	}

	private void receive() {
		attempt(() -> {
			Reply reply = this.awaited.element();
			try {
				reply.value = JedisReply.of(this.connection.getUnflushedObject(), reply.request);
			}
			catch (JedisDataException ex) {
				reply.value = JedisReply.failure(ex);
			}
			reply.received = true;
			this.ahead -= reply.size;
			this.awaited.remove();
		});
	}

	/**
	 * After whatever goes wrong, nobody knows any more whose reply it is that comes next.
	 */
	private void attempt(Runnable action) {
		if (this.failure != null) {
			return;
		}
		boolean done = false;
		try {
			action.run();
			done = true;
		}
		catch (RuntimeException ex) {
			this.failure = JedisReply.failure(ex);
		}
		finally {
			if (!done) {
				this.connection.setBroken();
			}
		}
	}

	/**
	 * Gives the connection up, if it must not be used any more.
	 * @param usable whether it may be used
	 */
	void end(boolean usable) {
		if (!usable || isAwaited()) {
			this.connection.setBroken();
		}
	}

	/**
	 * Gives the connection back to its pool, which closes it if it is broken.
	 * @param usable whether it may be used by others
	 */
	void close(boolean usable) {
		end(usable);
		IOUtils.closeQuietly(this.connection);
	}

	/**
	 * A reply, which may still have to come.
	 */
	private static final class Reply {

		private final Request request;

		private final long size;

		private boolean received;

		private @Nullable Object value;

		private Reply(Request request, long size) {
			this.request = request;
			this.size = size;
		}

	}

}
