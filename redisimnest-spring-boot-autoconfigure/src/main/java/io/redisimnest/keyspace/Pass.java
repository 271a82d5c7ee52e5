package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.redisimnest.Progress;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * One pass over the keys of all primaries, side by side, that misses no key which is
 * there all the while.
 * <p>
 * What a primary holds is asked of itself, before it is scanned and when all are done. If
 * that is not the same (a fail-over, slots that moved), it is scanned again: what it gave
 * before is forgotten. A migration that was begun and undone between the two leaves no
 * trace; a key that it took there and back may be missed.
 */
final class Pass implements Progress {

	private static final int MAXIMUM_RESTARTS = 10;

	private final Dispatcher dispatcher;

	private final Subject subject;

	private final KeyScope scope;

	private final int count;

	private final Pace pace;

	private final long start = System.nanoTime();

	/** The scans by node, {@code null} being the only server. */
	private final Map<@Nullable String, KeyScan> scans = new LinkedHashMap<>();

	private final Set<KeyScan> done = new HashSet<>();

	/** The nodes that were scanned again for the sake of slots on their way to them. */
	private final Set<@Nullable String> scannedAfterSource = new HashSet<>();

	private int restarts;

	private final Patience patience = new Patience();

	private long matched;

	private volatile boolean cancelled;

	/** Whether what was begun is ended before the end of the scans. */
	private boolean ending;

	/**
	 * Create a pass.
	 * @param dispatcher the way to Redis
	 * @param subject what is scanned, for logs and messages
	 * @param scope which keys
	 * @param count the {@code COUNT} of {@code SCAN}
	 * @param pace how fast and how far it goes
	 */
	Pass(Dispatcher dispatcher, Subject subject, KeyScope scope, int count, Pace pace) {
		this.dispatcher = dispatcher;
		this.subject = subject;
		this.scope = scope;
		this.count = count;
		this.pace = pace;
	}

	/**
	 * What is done with the keys.
	 */
	interface Visitor {

		/**
		 * Takes the keys of a page, while the next one is under way.
		 * @param scan where they come from
		 * @param keys the keys that are in the scope
		 * @param nodes the servers
		 * @return whether to go on
		 */
		boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes);

		/**
		 * Goes on with what was begun with the keys of a scan when no more of them come.
		 * @param scan the scan
		 * @param nodes the servers
		 * @return whether nothing is left to do
		 */
		default boolean finish(KeyScan scan, Nodes nodes) {
			return true;
		}

		/**
		 * Forgets a scan: its keys will come again, or are no longer there.
		 * @param scan the scan
		 */
		void forget(KeyScan scan);

	}

	/**
	 * Runs the pass.
	 * @param visitor what is done with the keys
	 * @return whether it came to its end
	 */
	boolean run(Visitor visitor) {
		return patiently((nodes) -> {
			while (!this.cancelled) {
				List<KeyScan> open = plan(nodes, visitor);
				if (open.isEmpty()) {
					return true;
				}
				scan(nodes, open, visitor);
			}
			return false;
		}, visitor);
	}

	/**
	 * Fetches one page, for those who come for them one by one.
	 * @param visitor takes the keys
	 * @return whether the pass came to its end
	 */
	boolean runPage(Visitor visitor) {
		return patiently((nodes) -> {
			List<KeyScan> open = this.scans.values().stream().filter((scan) -> !this.done.contains(scan)).toList();
			if (open.isEmpty()) {
				open = plan(nodes, visitor);
			}
			if (open.isEmpty()) {
				return true;
			}
			open.get(0).begin(nodes);
			boolean more = goOn(open.get(0), visitor, nodes, false);
			return !more && !nodes.isCluster() && !this.scans.isEmpty() && this.done.containsAll(this.scans.values());
		}, visitor);
	}

	/**
	 * Goes on with another connection where one is lost.
	 */
	private boolean patiently(Function<Nodes, Boolean> work, Visitor visitor) {
		this.patience.begin();
		while (true) {
			try {
				return this.dispatcher.withNodes(this.subject, (nodes) -> {
					this.patience.limit(nodes.timeout());
					return work.apply(nodes);
				});
			}
			catch (DataAccessResourceFailureException | QueryTimeoutException ex) {
				boolean over = this.patience.failed();
				if (over || this.ending || this.restarts > MAXIMUM_RESTARTS || !sleep(100)) {
					throw ex;
				}
				List.copyOf(this.scans.values())
					.stream()
					.filter((scan) -> !this.done.contains(scan))
					.forEach((scan) -> forget(scan, visitor));
				this.scannedAfterSource.clear();
			}
		}
	}

	private void forget(KeyScan scan, Visitor visitor) {
		this.scans.remove(scan.primary().id());
		this.done.remove(scan);
		visitor.forget(scan);
	}

	private void requireRest(String reason) {
		if (++this.restarts > MAXIMUM_RESTARTS) {
			throw new DataAccessResourceFailureException(
					"Scan of '%s' ends, for ".formatted(this.subject.name()) + reason.formatted(this.restarts));
		}
	}

	/**
	 * The scans that have to be done, so that no key is missed.
	 */
	private List<KeyScan> plan(Nodes nodes, Visitor visitor) {
		Map<@Nullable String, Primary> primaries = Primaries.of(nodes, this.subject, this.scope.slot());
		List<KeyScan> outdated = outdated(primaries);
		if (!outdated.isEmpty()) {
			outdated.forEach((scan) -> forget(scan, visitor));
			this.scannedAfterSource.clear();
			requireRest("slots moved between nodes %d times. Try again when they have come to rest");
		}
		else if (this.done.containsAll(this.scans.values())) {
			List.copyOf(this.scans.values())
				.stream()
				.filter((scan) -> scan.primary().isImporting(this.scope.slot())
						&& this.scannedAfterSource.add(scan.primary().id()))
				.forEach((scan) -> forget(scan, visitor));
		}
		primaries.forEach((id, primary) -> this.scans.computeIfAbsent(id,
				(key) -> new KeyScan(this.subject, this.scope, this.count, primary)));
		return this.scans.values().stream().filter((scan) -> !this.done.contains(scan)).toList();
	}

	/**
	 * The scans of what has changed since.
	 */
	private List<KeyScan> outdated(Map<@Nullable String, Primary> primaries) {
		Set<KeyScan> outdated = new LinkedHashSet<>();
		BitSet returned = new BitSet(Primary.SLOTS);
		for (KeyScan scan : this.scans.values()) {
			Primary now = primaries.get(scan.primary().id());
			if (now == null || !now.holdsLike(scan.primary(), this.scope.slot())) {
				outdated.add(scan);
				returned.or(scan.primary().returned(now));
			}
		}
		this.scans.values()
			.stream()
			.filter((scan) -> scan.primary().slots().intersects(returned))
			.forEach(outdated::add);
		return List.copyOf(outdated);
	}

	/**
	 * Scans side by side, each with its next page under way while its last one is worked
	 * on.
	 */
	private void scan(Nodes nodes, List<KeyScan> scans, Visitor visitor) {
		List<KeyScan> open = new ArrayList<>(scans);
		open.forEach((scan) -> scan.begin(nodes));
		while (!open.isEmpty() && !this.cancelled) {
			for (KeyScan scan : List.copyOf(open)) {
				if (!goOn(scan, visitor, nodes, true)) {
					open.remove(scan);
				}
				this.pace.listener().accept(this);
				if (!open.isEmpty()) {
					keepPace();
				}
				if (this.cancelled) {
					break;
				}
			}
			// Not sooner: of a server that was not looked at, nothing could be estimated.
			this.cancelled |= !open.isEmpty() && isOver();
		}
		if (this.cancelled) {
			this.ending = true;
			while (!open.isEmpty()) {
				open.removeIf((scan) -> visitor.finish(scan, nodes));
			}
		}
	}

	/**
	 * Takes the next page of a scan, or goes on with what the last ones left to do.
	 * @return whether there is more to do
	 */
	private boolean goOn(KeyScan scan, Visitor visitor, Nodes nodes, boolean ahead) {
		if (!scan.isComplete() && !take(scan, visitor, nodes, ahead)) {
			return false;
		}
		if (!scan.isComplete() || !visitor.finish(scan, nodes)) {
			return true;
		}
		this.done.add(scan);
		return false;
	}

	/**
	 * Takes the page of a scan that is under way.
	 * @return whether the scan can go on
	 */
	private boolean take(KeyScan scan, Visitor visitor, Nodes nodes, boolean ahead) {
		List<byte[]> keys = scan.await();
		this.patience.replied();
		if (scan.isBroken()) {
			forget(scan, visitor);
			this.scannedAfterSource.clear();
			requireRest("another server answered %d times. Connect to one primary, not to a load balancer");
			return false;
		}
		if (!scan.isComplete() && ahead) {
			scan.begin(nodes);
		}
		this.matched += keys.size();
		if (!visitor.visit(scan, keys, nodes)) {
			this.cancelled = true;
		}
		return true;
	}

	/**
	 * Waits if the pass is too fast.
	 */
	private void keepPace() {
		long due = (this.pace.keysPerSecond() == Long.MAX_VALUE) ? 0
				: (long) (1e9 * this.matched / this.pace.keysPerSecond());
		while (!isOver() && System.nanoTime() - this.start < due) {
			if (!sleep(Math.min(50, 1 + (due - (System.nanoTime() - this.start)) / 1_000_000))) {
				throw new QueryTimeoutException("Thread was interrupted");
			}
		}
	}

	private boolean isOver() {
		return this.cancelled || visited() >= this.pace.maximumKeys() || (this.pace.maximumDuration() != null
				&& System.nanoTime() - this.start >= this.pace.maximumDuration().toNanos());
	}

	/**
	 * Sleeps.
	 * @return {@code false} if the thread was interrupted, which it stays
	 */
	private static boolean sleep(long millis) {
		try {
			Thread.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	Duration took() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	@Override
	public long visited() {
		return this.scans.values().stream().mapToLong(KeyScan::visited).sum();
	}

	@Override
	public long matched() {
		return this.matched;
	}

	@Override
	public double share() {
		if (!this.scans.isEmpty() && this.done.containsAll(this.scans.values())) {
			return 1;
		}
		// As long as one has not told its size, there is no whole.
		boolean sized = this.scans.values().stream().allMatch(KeyScan::isBegun);
		long size = this.scans.values().stream().mapToLong(KeyScan::size).sum();
		return (sized && size > 0) ? Math.min(1, (double) visited() / size) : 0;
	}

	@Override
	public @Nullable Duration remaining() {
		double share = share();
		return (share > 0.001) ? Duration.ofNanos((long) (took().toNanos() * (1 - share) / share)) : null;
	}

	@Override
	public void cancel() {
		this.cancelled = true;
	}

}
