package io.redisimnest.census;

/**
 * A number of something that was counted, or estimated from a part of it.
 *
 * @param value the number
 * @param low the lower end of its 95 % interval
 * @param high the upper end; the same as the lower one if all was counted
 * @since 0.1
 */
public record Estimate(long value, long low, long high) {

	/**
	 * A number that is known.
	 * @param value the number
	 * @return the estimate
	 */
	public static Estimate exactly(long value) {
		return new Estimate(value, value, value);
	}

	/**
	 * Whether the number is known.
	 * @return whether all was counted
	 */
	public boolean isExact() {
		return this.low == this.high;
	}

}
