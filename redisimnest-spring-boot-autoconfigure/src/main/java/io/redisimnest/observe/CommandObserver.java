package io.redisimnest.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each command.
 */
public final class CommandObserver implements DispatchObserver {

	private static final CommandObservationConvention DEFAULT = new CommandObservationConvention() {
	};

	private final ObservationRegistry registry;

	private final @Nullable CommandObservationConvention convention;

	/**
	 * Create an observer.
	 * @param registry where the observations go
	 * @param convention how they are named and tagged, {@code null} for the default
	 */
	public CommandObserver(ObservationRegistry registry, @Nullable CommandObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Observed begin(Operation<?> operation) {
		CommandContext context = new CommandContext(operation.subject().path(), operation.subject().kind(),
				operation.commandName());
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT, () -> context, this.registry)
			.start();
		if (observation.isNoop()) {
			return DispatchObserver.NONE.begin(operation);
		}
		return (reply) -> {
			context.setOutcome(operation.outcome(reply));
			if (reply instanceof RuntimeException) {
				observation.error(new CommandFailure(context.getOutcome()));
			}
			observation.stop();
		};
	}

	/**
	 * What went wrong, without the message that names a key: errors go into traces.
	 */
	@SuppressWarnings("serial")
	private static final class CommandFailure extends RuntimeException {

		CommandFailure(String outcome) {
			super(outcome, null, false, false);
		}

	}

}
