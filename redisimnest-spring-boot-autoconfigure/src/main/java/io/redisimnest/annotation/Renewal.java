package io.redisimnest.annotation;

/**
 * When the time-to-live of a key starts again.
 *
 * @since 0.1
 * @see Ttl#renew()
 */
public enum Renewal {

	/**
	 * At each write that took effect. A refused conditional write leaves the clock.
	 */
	ON_WRITE,

	/**
	 * Only when the key comes to exist, as for the window of a rate limit. A later write
	 * to a key that has no time-to-live gives it the declared one.
	 */
	ON_CREATE,

	/**
	 * At each write that took effect and at each read of the value. {@code EXISTS},
	 * {@code TYPE}, {@code TTL}, {@code MEMORY USAGE} and {@code DUMP} are not reads of
	 * the value.
	 */
	ON_ACCESS

}
