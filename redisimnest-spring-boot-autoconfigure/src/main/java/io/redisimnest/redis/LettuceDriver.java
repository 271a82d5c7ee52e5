package io.redisimnest.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;
import io.redisimnest.redis.Argument.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Sends requests through Lettuce.
 */
final class LettuceDriver implements Driver {

	static final LettuceDriver INSTANCE = new LettuceDriver();

	private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

	private final Map<String, ProtocolKeyword> primaryCommands = new ConcurrentHashMap<>();

	private LettuceDriver() {
	}

	static boolean supports(RedisConnection connection) {
		return connection.getNativeConnection() instanceof AbstractRedisAsyncCommands;
	}

	@Override
	public @Nullable Object send(RedisConnection connection, Request request) {
		StatefulConnection<byte[], byte[]> lettuce = stateful(connection);
		AsyncCommand<byte[], byte[], Object> command = command(request);
		try {
			lettuce.dispatch(command);
			return await(command, lettuce.getTimeout());
		}
		catch (RuntimeException ex) {
			throw translate(ex);
		}
	}

	@Override
	public List<@Nullable Object> sendAll(RedisConnection connection, List<Request> requests) {
		StatefulConnection<byte[], byte[]> lettuce = stateful(connection);
		List<AsyncCommand<byte[], byte[], Object>> commands = requests.stream().map(this::command).toList();
		try {
			lettuce.dispatch(commands);
		}
		catch (RuntimeException ex) {
			throw translate(ex);
		}
		List<@Nullable Object> replies = new ArrayList<>(commands.size());
		Duration timeout = lettuce.getTimeout();
		long start = System.nanoTime();
		for (AsyncCommand<byte[], byte[], Object> command : commands) {
			try {
				replies.add(await(command, remaining(timeout, start)));
			}
			catch (RuntimeException ex) {
				replies.add(translate(ex));
			}
		}
		return replies;
	}

	@SuppressWarnings("unchecked")
	private static StatefulConnection<byte[], byte[]> stateful(RedisConnection connection) {
		return ((AbstractRedisAsyncCommands<byte[], byte[]>) connection.getNativeConnection()).getConnection();
	}

	private AsyncCommand<byte[], byte[], Object> command(Request request) {
		CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
		for (Argument argument : request.arguments()) {
			if (argument.role() == Role.KEY) {
				arguments.addKey(argument.bytes());
			}
			else {
				arguments.add(argument.bytes());
			}
		}
		return new AsyncCommand<>(new RepeatableCommand(keyword(request), new LettuceReply(), arguments));
	}

	/**
	 * Lettuce sends the commands that it knows as reading ones to replicas, if it is
	 * configured so, {@code SCAN} among them. A keyword that it does not know goes to the
	 * primary.
	 */
	private ProtocolKeyword keyword(Request request) {
		return request.replicaAllowed() ? CommandType.valueOf(request.command())
				: this.primaryCommands.computeIfAbsent(request.command(), PrimaryCommand::new);
	}

	/**
	 * What is left of a timeout that began once for all commands. Lettuce waits for ever
	 * if it is zero.
	 */
	private static Duration remaining(Duration timeout, long start) {
		if (timeout.isZero()) {
			return timeout;
		}
		Duration left = timeout.minusNanos(System.nanoTime() - start);
		return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
	}

	private static @Nullable Object await(AsyncCommand<byte[], byte[], Object> command, Duration timeout) {
		return LettuceFutures.awaitOrCancel(command, timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static RuntimeException translate(RuntimeException ex) {
		if (ex instanceof RedisCommandExecutionException && ex.getMessage() != null) {
			return new ServerError(ex.getMessage());
		}
		if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof IOException) {
			// Spring Data knows a connection that fails, but not one that breaks.
			return new RedisConnectionFailureException("Redis connection failed", ex);
		}
		DataAccessException translated = EXCEPTIONS.convert(ex);
		return (translated != null) ? translated : new RedisSystemException("Redis client failed", ex);
	}

	/**
	 * A command that Lettuce may send again when it has connected again.
	 */
	private static final class RepeatableCommand extends Command<byte[], byte[], Object> {

		private final LettuceReply reply;

		private RepeatableCommand(ProtocolKeyword keyword, LettuceReply reply, CommandArgs<byte[], byte[]> arguments) {
			super(keyword, reply, arguments);
			this.reply = reply;
		}

		@Override
		public void encode(ByteBuf buffer) {
			this.reply.reset();
			super.encode(buffer);
		}

	}

	/**
	 * A command that only the primary may answer.
	 */
	private static final class PrimaryCommand implements ProtocolKeyword {

		private final String name;

		private final byte[] bytes;

		private PrimaryCommand(String name) {
			this.name = name;
			this.bytes = name.getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public byte[] getBytes() {
			return this.bytes;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
