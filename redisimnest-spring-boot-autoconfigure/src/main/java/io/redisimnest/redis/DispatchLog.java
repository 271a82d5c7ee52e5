package io.redisimnest.redis;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs operations, without values. If the level of its logger is above {@code INFO},
 * nothing is rendered.
 */
public final class DispatchLog implements DispatchObserver {

	private static final Logger logger = LoggerFactory.getLogger("io.redisimnest.dispatch");

	private static final int MAXIMUM_ARGUMENTS = 8;

	@Override
	public Observed begin(Operation<?> operation) {
		if (!logger.isInfoEnabled()) {
			return DispatchObserver.NONE.begin(operation);
		}
		long start = System.nanoTime();
		return (reply) -> write(operation, result(operation, reply), start);
	}

	private static String result(Operation<?> operation, @Nullable Object reply) {
		if (reply instanceof RuntimeException failure) {
			return (failure instanceof ServerError) ? failure.getMessage() : failure.getClass().getName();
		}
		return Replies.describe(reply, operation.access().isValueReplied());
	}

	private static void write(Operation<?> operation, String result, long start) {
		List<Argument> arguments = operation.command().arguments();
		StringBuilder command = new StringBuilder(operation.command().name());
		if (operation.isScript()) {
			command.append(" (script)");
		}
		arguments.stream().limit(MAXIMUM_ARGUMENTS).forEach((argument) -> command.append(' ').append(argument));
		if (arguments.size() > MAXIMUM_ARGUMENTS) {
			command.append(" ... (").append(arguments.size()).append(" arguments)");
		}
		logger.info("{}: {} -> {} ({} us)", operation.subject().path(), command, result,
				TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
	}

}
