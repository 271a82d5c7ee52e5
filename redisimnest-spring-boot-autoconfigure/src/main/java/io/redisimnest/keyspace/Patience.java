package io.redisimnest.keyspace;

import java.time.Duration;

/**
 * How long to go on trying where connections are lost: as long as the client would wait
 * for a reply. What has never answered is waited for in short.
 */
final class Patience {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	/**
	 * How long to wait for a first answer: for a connection that is just coming back, or
	 * until all know of a fail-over, but not for what is down.
	 */
	private static final Duration AT_START = Duration.ofSeconds(2);

	/** A server may answer each time, and what is done with its keys fail. */
	private static final int MANY_FAILURES = 10;

	private Duration limit = LONGEST;

	private boolean answered;

	private long lastReply = System.nanoTime();

	private long begin = this.lastReply;

	private int failures;

	private long firstFailure;

	/**
	 * Begins anew. Who comes for pages one by one may have been away for long.
	 */
	void begin() {
		this.begin = System.nanoTime();
	}

	/**
	 * Waits no longer than the client.
	 * @param timeout how long the client waits, zero for ever
	 */
	void limit(Duration timeout) {
		if (!timeout.isZero() && timeout.compareTo(LONGEST) < 0) {
			this.limit = timeout;
		}
	}

	/**
	 * Takes note of a reply.
	 */
	void replied() {
		this.answered = true;
		this.lastReply = System.nanoTime();
	}

	/**
	 * Takes note of a failure.
	 * @return whether to give up
	 */
	boolean failed() {
		long now = System.nanoTime();
		if (++this.failures == 1) {
			this.firstFailure = now;
		}
		long longest = ((this.answered || this.limit.compareTo(AT_START) < 0) ? this.limit : AT_START).toNanos();
		return Math.min(now - this.begin, now - this.lastReply) > longest
				|| (this.failures > MANY_FAILURES && now - this.firstFailure > longest);
	}

}
