package io.redisimnest.model;

import java.time.Duration;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * The declared time-to-live of a key, or the one that a cluster passes on.
 *
 * @param timeToLive the time-to-live, {@code null} for none
 * @param renewal when the clock starts again
 */
public record Expiry(@Nullable Duration timeToLive, Renewal renewal) {

	static final Expiry NEVER = new Expiry(null, Renewal.ON_WRITE);

	/**
	 * The longest time-to-live: half of what the server's clock can count, so that it can
	 * still be added to the present.
	 */
	private static final Duration MAXIMUM = Duration.ofMillis(Long.MAX_VALUE / 2);

	/**
	 * The milliseconds of a time-to-live that Redis accepts.
	 * @param timeToLive the time-to-live
	 * @return its milliseconds
	 * @throws IllegalArgumentException if it is shorter than a millisecond, or too long
	 */
	public static long toMillis(@Nullable Duration timeToLive) {
		if (timeToLive == null) {
			throw new IllegalArgumentException("TTL must not be null");
		}
		return toMillis(timeToLive, timeToLive);
	}

	/**
	 * The milliseconds of a time-to-live that Redis accepts.
	 * @param timeToLive the time-to-live
	 * @param written how it is written
	 * @return its milliseconds
	 * @throws IllegalArgumentException if it is shorter than a millisecond, or too long
	 */
	static long toMillis(Duration timeToLive, Object written) {
		if (timeToLive.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException(
					"TTL '%s' is too short. Use at least one millisecond".formatted(written));
		}
		if (timeToLive.compareTo(MAXIMUM) > 0) {
			throw new IllegalArgumentException(
					"TTL '%s' is too long. Use '%s' to keep keys for ever".formatted(written, Ttl.NONE));
		}
		return timeToLive.toMillis();
	}

	/**
	 * The milliseconds of the time-to-live.
	 * @return the milliseconds, -1 for none
	 */
	public long millis() {
		return (this.timeToLive != null) ? this.timeToLive.toMillis() : -1;
	}

}
