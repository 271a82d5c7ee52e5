package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.redisimnest.ClearOptions;
import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Decoder;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;

import org.springframework.dao.DataAccessException;

/**
 * Deletes the keys of a pass while it goes on: those of one page are on their way while
 * the next one is fetched. In Redis Cluster, keys wait for others of their slot, for what
 * a key costs there is mostly its command.
 */
final class Clearing implements Pass.Visitor {

	/**
	 * How many keys wait on average, so that there are 49,152 at most. In the long run a
	 * command takes twice as many.
	 */
	private static final int WAITING_PER_SLOT = 3;

	private static final int WAITING_PAGES = 32;

	private static final Decoder<Long> DELETED = (reply) -> (Long) Objects.requireNonNull(reply);

	private final Dispatcher dispatcher;

	private final Subject subject;

	private final KeyspaceSettings settings;

	/**
	 * Whether keys may wait for others; they would be too many at once for a throttle.
	 */
	private final boolean patient;

	private final Map<KeyScan, SlotGroups> waiting = new HashMap<>();

	private final Map<KeyScan, Chunks> underWay = new HashMap<>();

	private long left;

	private long deleted;

	private boolean begun;

	/**
	 * Create a clearing.
	 * @param dispatcher the way to Redis
	 * @param subject what is cleared, for logs and messages
	 * @param settings how many keys go into one {@code UNLINK}
	 * @param options how many keys to delete, and how fast
	 */
	Clearing(Dispatcher dispatcher, Subject subject, KeyspaceSettings settings, ClearOptions options) {
		this.dispatcher = dispatcher;
		this.subject = subject;
		this.settings = settings;
		this.patient = options.getKeysPerSecond() == Long.MAX_VALUE;
		this.left = options.getLimit();
	}

	/**
	 * Keys that are being deleted.
	 */
	private record Chunks(List<List<byte[]>> keys, Supplier<List<Outcome<?>>> outcomes) {

	}

	/**
	 * Whether any keys may have been deleted.
	 */
	boolean isBegun() {
		return this.begun;
	}

	/**
	 * How many keys were deleted.
	 */
	long deleted() {
		return this.deleted;
	}

	@Override
	public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
		List<byte[]> doomed = (keys.size() > this.left) ? keys.subList(0, (int) this.left) : keys;
		this.left -= doomed.size();
		if (!nodes.isCluster()) {
			send(scan, chunks(doomed), nodes);
			return this.left > 0;
		}
		SlotGroups groups = this.waiting.computeIfAbsent(scan,
				(key) -> new SlotGroups(this.settings.deleteChunkSize(), this.patient ? WAITING_PAGES : 0));
		List<List<byte[]>> chunks = groups.add(doomed);
		chunks.addAll(groups.remove(groups.size() - WAITING_PER_SLOT * scan.primary().slots().cardinality()));
		send(scan, chunks, nodes);
		return this.left > 0;
	}

	/**
	 * Sends keys when the last ones are gone.
	 */
	private void send(KeyScan scan, List<List<byte[]>> keys, Nodes nodes) {
		Chunks last = this.underWay.remove(scan);
		if (last != null) {
			settle(last);
		}
		if (!keys.isEmpty()) {
			this.begun = true;
			this.underWay.put(scan, new Chunks(keys, nodes.begin(scan.primary().id(),
					keys.stream().map((chunk) -> unlink(chunk, Access.SERVER)).toList())));
		}
	}

	private List<List<byte[]>> chunks(List<byte[]> keys) {
		List<List<byte[]>> chunks = new ArrayList<>();
		int size = this.settings.deleteChunkSize();
		for (int i = 0; i < keys.size(); i += size) {
			chunks.add(keys.subList(i, Math.min(keys.size(), i + size)));
		}
		return chunks;
	}

	private Operation<Long> unlink(List<byte[]> keys, Access access) {
		Argument[] arguments = new Argument[keys.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = Argument.key(keys.get(i));
		}
		return Operation.of(this.subject, access, DELETED, "UNLINK", arguments);
	}

	private void settle(Chunks chunks) {
		List<Outcome<?>> outcomes = chunks.outcomes().get();
		count(outcomes);
		List<Operation<Long>> elsewhere = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i).isElsewhere()) {
				chunks.keys().get(i).forEach((key) -> elsewhere.add(unlink(List.of(key), Access.WRITE)));
			}
			else {
				outcomes.get(i).get();
			}
		}
		// One by one, for some may have moved and others not yet.
		List<Outcome<?>> found = this.dispatcher.runAll(elsewhere);
		count(found);
		found.forEach(Outcome::get);
	}

	/**
	 * Counts what was deleted before anything that failed is thrown.
	 */
	private void count(List<Outcome<?>> outcomes) {
		outcomes.stream()
			.filter((outcome) -> outcome.failure() == null)
			.forEach((outcome) -> this.deleted += (Long) Objects.requireNonNull(outcome.result()));
	}

	@Override
	public boolean finish(KeyScan scan, Nodes nodes) {
		SlotGroups groups = this.waiting.get(scan);
		List<List<byte[]>> chunks = (groups != null) ? groups.remove(this.settings.scanCount()) : List.of();
		send(scan, chunks, nodes);
		return chunks.isEmpty();
	}

	@Override
	public void forget(KeyScan scan) {
		SlotGroups groups = this.waiting.remove(scan);
		if (groups != null) {
			this.left += groups.size();
		}
		Chunks chunks = this.underWay.remove(scan);
		if (chunks != null) {
			countReplies(chunks);
		}
	}

	/**
	 * Counts what was deleted, and leaves what was not.
	 */
	private void countReplies(Chunks chunks) {
		try {
			count(chunks.outcomes().get());
		}
		catch (DataAccessException ex) {
			// It is not known how many.
		}
	}

	/**
	 * Counts what is still under way when nothing more will be deleted.
	 */
	void end() {
		this.underWay.values().forEach(this::countReplies);
		this.underWay.clear();
	}

}
