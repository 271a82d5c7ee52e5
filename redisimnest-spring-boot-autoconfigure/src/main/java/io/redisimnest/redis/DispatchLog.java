package io.redisimnest.redis;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs operations, without values. If it is off, or the level of its logger is above
 * {@code INFO}, nothing is rendered.
 */
final class DispatchLog {

	private static final Logger logger = LoggerFactory.getLogger("io.redisimnest.dispatch");

	private static final int MAXIMUM_ARGUMENTS = 8;

	private final boolean on;

	DispatchLog(boolean on) {
		this.on = on;
	}

	private boolean isEnabled() {
		return this.on && logger.isInfoEnabled();
	}

	/**
	 * The time at which an operation starts.
	 * @return nanoseconds of some clock, 0 if nothing is logged
	 */
	long start() {
		return isEnabled() ? System.nanoTime() : 0;
	}

	void succeeded(Operation<?> operation, @Nullable Object reply, long start) {
		if (isEnabled()) {
			write(operation, Replies.describe(reply, operation.access().isValueReplied()), start);
		}
	}

	void failed(Operation<?> operation, RuntimeException failure, long start) {
		if (isEnabled()) {
			write(operation, (failure instanceof ServerError) ? failure.getMessage() : failure.getClass().getName(),
					start);
		}
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
