package io.redisimnest.explorer;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.Progress;
import io.redisimnest.registry.Branch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * The clearing of a cluster with arguments: a dry run, and when that is confirmed, the
 * real one. Each runs in a thread of its own and can be cancelled. Thread-safe.
 */
final class Clear {

	private static final Logger logger = LoggerFactory.getLogger(Clear.class);

	/** How long what was counted can be confirmed. */
	private static final Duration LONGEST_THOUGHT = Duration.ofMinutes(10);

	private final String id = UUID.randomUUID().toString();

	private final Branch branch;

	private final Executor executor;

	private Phase phase = Phase.COUNTING;

	private double share;

	private long matched;

	private @Nullable Duration remaining;

	private Map<String, Long> byTemplate = Map.of();

	private long deleted;

	private @Nullable String error;

	private boolean cancelled;

	private long countedAt;

	/**
	 * Create a clearing.
	 * @param branch what is cleared
	 * @param executor runs it
	 */
	Clear(Branch branch, Executor executor) {
		this.branch = branch;
		this.executor = executor;
	}

	/**
	 * What is being done, or was done last.
	 */
	enum Phase {

		COUNTING, COUNTED, CLEARING, CLEARED, CANCELLED, FAILED

	}

	String id() {
		return this.id;
	}

	synchronized boolean isUnderWay() {
		return this.phase == Phase.COUNTING || this.phase == Phase.CLEARING;
	}

	synchronized ClearView view() {
		return new ClearView(this.id, this.phase.name().toLowerCase(Locale.ROOT), this.branch.prefix(), this.share,
				this.matched, (this.remaining != null) ? this.remaining.toMillis() : null, this.byTemplate,
				this.deleted, this.error);
	}

	/**
	 * Begins the dry run.
	 * @throws RejectedExecutionException if too many are under way
	 */
	void count() {
		this.executor.execute(() -> run(ClearOptions.defaults().dryRun(), Phase.COUNTED));
	}

	/**
	 * Begins to delete.
	 * @param confirmation the concrete prefix, as somebody has typed it
	 * @throws IllegalArgumentException if that is not the prefix
	 * @throws RefusedException if it was not just counted
	 * @throws RejectedExecutionException if too many are under way
	 */
	synchronized void confirm(String confirmation) {
		if (!confirmation.equals(this.branch.prefix())) {
			throw new IllegalArgumentException("Confirmation '%s' is not '%s'. Type what is to be cleared"
				.formatted(confirmation, this.branch.prefix()));
		}
		if (this.phase != Phase.COUNTED || System.nanoTime() - this.countedAt > LONGEST_THOUGHT.toNanos()) {
			throw new RefusedException(HttpStatus.CONFLICT,
					"The keys of '%s' were not just counted. Begin again".formatted(this.branch.prefix()));
		}
		this.executor.execute(() -> run(ClearOptions.defaults(), Phase.CLEARED));
		this.phase = Phase.CLEARING;
		this.share = 0;
		this.matched = 0;
		this.remaining = null;
	}

	/**
	 * Ends what is under way after the page that it is at, and lets no more begin.
	 */
	synchronized void cancel() {
		this.cancelled = true;
		if (this.phase == Phase.COUNTED) {
			this.phase = Phase.CANCELLED;
		}
	}

	private void run(ClearOptions options, Phase last) {
		try {
			ClearReport report = this.branch.subtree().clear(options.onProgress(this::follow));
			end(report, last);
		}
		catch (IncompleteClearException ex) {
			fail(ex, ex.getReport().deleted());
		}
		catch (RuntimeException | Error ex) {
			fail(ex, 0);
		}
	}

	private synchronized void follow(Progress progress) {
		if (this.cancelled) {
			progress.cancel();
		}
		this.share = progress.share();
		this.matched = progress.matched();
		this.remaining = progress.remaining();
	}

	private synchronized void end(ClearReport report, Phase last) {
		this.phase = (report.complete() && !(this.cancelled && last == Phase.COUNTED)) ? last : Phase.CANCELLED;
		this.countedAt = System.nanoTime();
		this.byTemplate = report.matched().isEmpty() ? this.byTemplate : report.matched();
		this.deleted = report.deleted();
		this.share = report.complete() ? 1 : this.share;
		if (last == Phase.CLEARED) {
			logger.info("The explorer deleted {} keys below '{}'", report.deleted(), this.branch.prefix());
		}
	}

	private synchronized void fail(Throwable ex, long deleted) {
		this.phase = Phase.FAILED;
		this.deleted = deleted;
		this.error = Failure.of(ex).error();
		logger.warn("The explorer failed at clearing '{}': {}", this.branch.prefix(), this.error);
	}

}
