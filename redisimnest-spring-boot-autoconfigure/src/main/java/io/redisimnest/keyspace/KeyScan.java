package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One pass of {@code SCAN} at one server, page by page.
 * <p>
 * A cursor means something only to the process that gave it. Each page therefore comes
 * with the identity of the server.
 */
final class KeyScan {

	private static final String START = "0";

	private static final String RUN_ID = "run_id:";

	private final Subject subject;

	private final KeyScope scope;

	private int count;

	private final Primary primary;

	private String cursor = START;

	private @Nullable String server;

	private boolean complete;

	private boolean broken;

	private long size;

	private long visited;

	/** How many keys of the slot to ask for at once; 0 if all slots are scanned. */
	private int slotCount;

	private @Nullable Supplier<List<Outcome<?>>> page;

	/**
	 * Create a scan.
	 * @param subject what is scanned, for logs and messages
	 * @param scope which keys
	 * @param count the {@code COUNT} of {@code SCAN}
	 * @param primary the server
	 */
	KeyScan(Subject subject, KeyScope scope, int count, Primary primary) {
		this.subject = subject;
		this.scope = scope;
		this.count = count;
		this.primary = primary;
		this.slotCount = (primary.id() != null && scope.slot() != null) ? 2 * count : 0;
	}

	/**
	 * Goes on with a scan from where it was.
	 * @param subject what is scanned, for logs and messages
	 * @param scope which keys
	 * @param count the {@code COUNT} of {@code SCAN}
	 * @param primary the server
	 * @param position where it was
	 */
	KeyScan(Subject subject, KeyScope scope, int count, Primary primary, Position position) {
		this(subject, scope, count, primary);
		this.slotCount = 0;
		this.cursor = position.cursor();
		this.server = position.server();
		this.size = position.size();
		this.visited = position.visited();
	}

	/**
	 * Where a scan is between two pages.
	 *
	 * @param cursor the cursor of the next page
	 * @param server the identity of the server, for which alone it means something
	 * @param size how many keys the database had when the scan began
	 * @param visited how many keys the server has looked at
	 */
	record Position(String cursor, String server, long size, long visited) {

	}

	/**
	 * Where the scan is, once it is begun.
	 */
	Position position() {
		return new Position(this.cursor, Objects.requireNonNull(this.server), this.size, this.visited);
	}

	/**
	 * Changes the {@code COUNT} for the pages to come.
	 */
	void count(int count) {
		this.count = count;
	}

	Primary primary() {
		return this.primary;
	}

	/**
	 * Whether there are no more pages.
	 */
	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Whether another server answered than before, so that this scan cannot go on.
	 */
	boolean isBroken() {
		return this.broken;
	}

	/**
	 * Whether the server has answered.
	 */
	boolean isBegun() {
		return this.server != null;
	}

	/**
	 * How many keys the database had when the scan began.
	 */
	long size() {
		return this.size;
	}

	/**
	 * How many keys the server has looked at, roughly if there is a pattern.
	 */
	long visited() {
		return (this.scope.pattern() != null) ? Math.min(this.visited, this.size) : this.visited;
	}

	/**
	 * The share of the database that the server has looked at, from 0 to 1.
	 */
	double share() {
		return this.complete ? 1 : (this.size > 0) ? Math.min(1, (double) this.visited / this.size) : 0;
	}

	/**
	 * Asks for the next page, without waiting for it.
	 */
	void begin(Nodes nodes) {
		List<Operation<?>> operations = new ArrayList<>();
		if (this.server == null) {
			operations.add(identify());
			operations.add(databaseSize());
		}
		operations.add((this.slotCount > 0) ? keysInSlot() : scan());
		operations.add(identify());
		this.page = nodes.begin(this.primary.id(), operations);
	}

	/**
	 * Waits for the page that was asked for.
	 * @return its keys, perhaps none
	 */
	List<byte[]> await() {
		List<Outcome<?>> outcomes = Objects.requireNonNull(this.page).get();
		int last = outcomes.size() - 1;
		String now = text(outcomes.get(last));
		if (this.server == null) {
			this.server = text(outcomes.get(0));
			this.size = (Long) Objects.requireNonNull(outcomes.get(1).get());
		}
		Page received = (Page) Objects.requireNonNull(outcomes.get(last - 1).get());
		this.broken = !this.server.equals(now);
		if (this.broken) {
			return List.of();
		}
		if (this.slotCount > 0 && received.keys().size() >= this.slotCount) {
			// There may be more, which that command cannot tell page by page.
			this.slotCount = 0;
			return List.of();
		}
		this.cursor = received.cursor();
		this.complete = this.cursor.equals(START);
		this.visited += (this.scope.pattern() != null) ? this.count : received.keys().size();
		return this.scope.of(received.keys());
	}

	private static String text(Outcome<?> outcome) {
		return (String) Objects.requireNonNull(outcome.get());
	}

	private Operation<Page> scan() {
		List<Argument> arguments = new ArrayList<>();
		arguments.add(Argument.option(this.cursor));
		if (this.scope.pattern() != null) {
			arguments.add(Argument.option("MATCH"));
			arguments.add(Argument.option(this.scope.pattern()));
		}
		arguments.add(Argument.option("COUNT"));
		arguments.add(Argument.option(this.count));
		return Operation.of(this.subject, Access.SERVER, Page::of, "SCAN", arguments.toArray(Argument[]::new));
	}

	/**
	 * Servers before Redis 7.4 look through all slots for the keys of one, whatever the
	 * pattern. This they can tell at once, though not in pages.
	 */
	private Operation<Page> keysInSlot() {
		return Operation.of(this.subject, Access.SERVER, Page::ofAll, "CLUSTER", Argument.option("GETKEYSINSLOT"),
				Argument.option(Objects.requireNonNull(this.scope.slot())), Argument.option(this.slotCount));
	}

	private Operation<Long> databaseSize() {
		return Operation.of(this.subject, Access.SERVER, (reply) -> (Long) Objects.requireNonNull(reply), "DBSIZE");
	}

	private Operation<String> identify() {
		return Operation.of(this.subject, Access.SERVER, KeyScan::runId, "INFO", Argument.option("server"));
	}

	private static String runId(@Nullable Object reply) {
		String info = new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8);
		return info.lines()
			.filter((line) -> line.startsWith(RUN_ID))
			.findFirst()
			.map((line) -> line.substring(RUN_ID.length()))
			.orElseThrow(() -> new IllegalStateException("INFO server has no run_id"));
	}

	/**
	 * A page of keys.
	 *
	 * @param cursor the cursor of the next one
	 * @param keys the keys
	 */
	private record Page(String cursor, List<byte[]> keys) {

		@SuppressWarnings("unchecked")
		static Page of(@Nullable Object reply) {
			List<Object> parts = (List<Object>) Objects.requireNonNull(reply);
			return new Page(new String((byte[]) parts.get(0), StandardCharsets.US_ASCII), (List<byte[]>) parts.get(1));
		}

		@SuppressWarnings("unchecked")
		static Page ofAll(@Nullable Object reply) {
			return new Page(START, (List<byte[]>) Objects.requireNonNull(reply));
		}

	}

}
