package io.redisimnest.observe;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How observations of commands are named and tagged. A bean of this type replaces the
 * default, which is what these methods do if they are not overridden.
 *
 * @since 0.1
 */
public interface CommandObservationConvention extends ObservationConvention<CommandContext> {

	@Override
	default String getName() {
		return "redisimnest.command";
	}

	@Override
	default String getContextualName(CommandContext context) {
		return context.getCommand() + " " + context.getPath();
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(CommandContext context) {
		return KeyValues.of("path", context.getPath(), "command", context.getCommand(), "kind", context.getKind(),
				"outcome", context.getOutcome());
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof CommandContext;
	}

}
