package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One pass of {@code SCAN}, page by page.
 * <p>
 * A cursor means something only to the process that gave it. Each page therefore comes
 * with the identity of the server; if another one answers (a fail-over, a restart), the
 * pass starts again, so that no key is missed.
 */
final class KeyScan {

	private static final String START = "0";

	private static final int MAXIMUM_RESTARTS = 10;

	private final Dispatcher dispatcher;

	private final Subject subject;

	private final @Nullable Argument pattern;

	private final Argument count;

	private String cursor = START;

	private @Nullable String server;

	private boolean complete;

	private boolean restarted;

	private int restarts;

	/**
	 * Create a scan.
	 * @param dispatcher the way to Redis
	 * @param subject what is scanned, for logs and messages
	 * @param prefix which keys to list: those that begin with this prefix and a
	 * separator, or all
	 * @param count the {@code COUNT} of {@code SCAN}
	 */
	KeyScan(Dispatcher dispatcher, Subject subject, @Nullable String prefix, int count) {
		this.dispatcher = dispatcher;
		this.subject = subject;
		this.pattern = (prefix != null) ? Argument.option(GlobPattern.escape(prefix) + ":*") : null;
		this.count = Argument.option(Integer.toString(count));
	}

	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Whether the last page was empty because another server answered, and the pass
	 * starts again: keys that came before will come once more.
	 */
	boolean isRestarted() {
		return this.restarted;
	}

	/**
	 * Fetches the next page.
	 * @return its keys, perhaps none
	 */
	List<byte[]> next() {
		return next(List.of(), new ArrayList<>());
	}

	/**
	 * Fetches the next page, and runs further operations in the same round trip.
	 * @param riders the further operations
	 * @param outcomes where to append their outcomes
	 * @return the keys of the page, perhaps none
	 */
	List<byte[]> next(List<? extends Operation<?>> riders, List<Outcome<?>> outcomes) {
		List<Operation<?>> operations = new ArrayList<>(riders.size() + 3);
		if (this.server == null) {
			operations.add(identify());
		}
		int first = operations.size();
		operations.add(scan());
		operations.add(identify());
		operations.addAll(riders);
		List<Outcome<?>> all = this.dispatcher.runAll(operations);
		outcomes.addAll(all.subList(first + 2, all.size()));
		String before = (this.server != null) ? this.server : Objects.requireNonNull((String) all.get(0).get());
		ScanPage page = Objects.requireNonNull((ScanPage) all.get(first).get());
		this.server = Objects.requireNonNull((String) all.get(first + 1).get());
		this.restarted = !this.server.equals(before);
		if (this.restarted) {
			if (++this.restarts > MAXIMUM_RESTARTS) {
				throw new DataAccessResourceFailureException(
						"Scan of '%s' ends, for another server answered %d times. Connect to one primary, not to a load balancer"
							.formatted(this.subject.name(), this.restarts));
			}
			this.cursor = START;
			return List.of();
		}
		this.cursor = page.cursor();
		this.complete = page.cursor().equals(START);
		return page.keys();
	}

	private Operation<ScanPage> scan() {
		List<Argument> arguments = new ArrayList<>();
		arguments.add(Argument.option(this.cursor));
		if (this.pattern != null) {
			arguments.add(Argument.option("MATCH"));
			arguments.add(this.pattern);
		}
		arguments.add(Argument.option("COUNT"));
		arguments.add(this.count);
		return Operation.of(this.subject, Access.SERVER, ScanPage::of, "SCAN", arguments.toArray(Argument[]::new));
	}

	private Operation<String> identify() {
		return Operation.of(this.subject, Access.SERVER, KeyScan::runId, "INFO", Argument.option("server"));
	}

	private static String runId(@Nullable Object reply) {
		String info = new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8);
		return info.lines()
			.filter((line) -> line.startsWith("run_id:"))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("INFO server has no run_id"));
	}

	/**
	 * A page of {@code SCAN}.
	 */
	private record ScanPage(String cursor, List<byte[]> keys) {

		@SuppressWarnings("unchecked")
		static ScanPage of(@Nullable Object reply) {
			List<Object> parts = (List<Object>) Objects.requireNonNull(reply);
			return new ScanPage(new String((byte[]) parts.get(0), StandardCharsets.US_ASCII),
					(List<byte[]>) parts.get(1));
		}

	}

}
