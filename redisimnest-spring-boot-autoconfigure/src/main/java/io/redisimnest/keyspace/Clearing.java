package io.redisimnest.keyspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Decoder;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;

/**
 * Deletes the keys of a pass while it goes on: those of one page are on their way while
 * the next one is fetched.
 */
final class Clearing implements Pass.Visitor {

	private static final Decoder<Long> DELETED = (reply) -> (Long) Objects.requireNonNull(reply);

	private final Dispatcher dispatcher;

	private final Subject subject;

	private final int chunkSize;

	private final Map<KeyScan, Deque<Chunks>> underWay = new HashMap<>();

	private long left;

	private long deleted;

	private boolean begun;

	/**
	 * Create a clearing.
	 * @param dispatcher the way to Redis
	 * @param subject what is cleared, for logs and messages
	 * @param chunkSize how many keys go into one {@code UNLINK}
	 * @param limit how many keys to delete at most
	 */
	Clearing(Dispatcher dispatcher, Subject subject, int chunkSize, long limit) {
		this.dispatcher = dispatcher;
		this.subject = subject;
		this.chunkSize = chunkSize;
		this.left = limit;
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
		Deque<Chunks> chunks = this.underWay.computeIfAbsent(scan, (key) -> new ArrayDeque<>());
		if (!chunks.isEmpty()) {
			settle(chunks.remove());
		}
		if (!doomed.isEmpty()) {
			this.begun = true;
			List<List<byte[]>> split = split(doomed, nodes.isCluster());
			chunks.add(new Chunks(split, nodes.begin(scan.primary().id(),
					split.stream().map((chunk) -> unlink(chunk, Access.SERVER)).toList())));
		}
		return this.left > 0;
	}

	/**
	 * A command takes keys of one slot only.
	 */
	private List<List<byte[]>> split(List<byte[]> keys, boolean bySlot) {
		if (!bySlot) {
			return chunks(keys);
		}
		byte[][] sorted = keys.toArray(byte[][]::new);
		int[] slots = keys.stream().mapToInt(ClusterSlotHashUtil::calculateSlot).toArray();
		long[] order = new long[sorted.length];
		for (int i = 0; i < order.length; i++) {
			order[i] = (long) slots[i] << 32 | i;
		}
		Arrays.sort(order);
		List<List<byte[]>> chunks = new ArrayList<>();
		List<byte[]> chunk = List.of();
		long slot = -1;
		for (long next : order) {
			if (next >>> 32 != slot || chunk.size() == this.chunkSize) {
				chunk = new ArrayList<>(1);
				chunks.add(chunk);
				slot = next >>> 32;
			}
			chunk.add(sorted[(int) next]);
		}
		return chunks;
	}

	private List<List<byte[]>> chunks(List<byte[]> keys) {
		List<List<byte[]>> chunks = new ArrayList<>();
		for (int i = 0; i < keys.size(); i += this.chunkSize) {
			chunks.add(keys.subList(i, Math.min(keys.size(), i + this.chunkSize)));
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
	public void finish(KeyScan scan) {
		Deque<Chunks> chunks = this.underWay.remove(scan);
		if (chunks != null) {
			chunks.forEach(this::settle);
		}
	}

	@Override
	public void forget(KeyScan scan) {
		Deque<Chunks> chunks = this.underWay.remove(scan);
		if (chunks != null) {
			chunks.forEach(this::countReplies);
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
		this.underWay.values().stream().flatMap(Deque::stream).forEach(this::countReplies);
		this.underWay.clear();
	}

}
