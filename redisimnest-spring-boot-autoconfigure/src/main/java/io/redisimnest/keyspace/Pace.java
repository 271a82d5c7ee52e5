package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.function.Consumer;

import io.redisimnest.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How fast and how far a pass goes.
 *
 * @param keysPerSecond how many keys of its scope to work on in a second at most
 * @param maximumKeys after how many keys that it visited to end
 * @param maximumDuration after which time to end, {@code null} for never
 * @param listener who is told of the progress
 */
public record Pace(long keysPerSecond, long maximumKeys, @Nullable Duration maximumDuration,
		Consumer<Progress> listener) {

	/** As fast as the server answers, to the end. */
	public static final Pace UNBOUND = new Pace(Long.MAX_VALUE, Long.MAX_VALUE, null, (progress) -> {
	});

}
