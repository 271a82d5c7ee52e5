package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.springframework.data.redis.connection.ClusterSlotHashUtil;

/**
 * Keys that wait for others of their slot, as a command takes keys of one slot only, and
 * most servers give those of all slots mixed.
 */
final class SlotGroups {

	private final int groupSize;

	private final int maximumPages;

	/** The one that has waited longest first. */
	private final Map<Integer, Group> groups = new LinkedHashMap<>();

	private int page;

	private int size;

	/**
	 * Create the groups.
	 * @param groupSize how many keys are enough
	 * @param maximumPages for how many pages to wait
	 */
	SlotGroups(int groupSize, int maximumPages) {
		this.groupSize = groupSize;
		this.maximumPages = maximumPages;
	}

	/**
	 * Keys of one slot.
	 */
	private record Group(int page, List<byte[]> keys) {

	}

	/**
	 * How many keys wait.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Adds a page of keys.
	 * @param keys the keys
	 * @return the groups that are large enough by now or have waited for long, which wait
	 * no longer
	 */
	List<List<byte[]>> add(List<byte[]> keys) {
		List<List<byte[]>> ready = new ArrayList<>();
		for (byte[] key : keys) {
			Integer slot = ClusterSlotHashUtil.calculateSlot(key);
			List<byte[]> group = this.groups.computeIfAbsent(slot, (next) -> new Group(this.page, new ArrayList<>(1)))
				.keys();
			group.add(key);
			this.size++;
			if (group.size() == this.groupSize) {
				this.groups.remove(slot);
				this.size -= this.groupSize;
				ready.add(group);
			}
		}
		this.page++;
		ready.addAll(removeWhile((group) -> this.page - group.page() > this.maximumPages));
		return ready;
	}

	/**
	 * Removes groups, no matter how large.
	 * @param keys how many keys they have in all, at least
	 * @return those that have waited longest
	 */
	List<List<byte[]>> remove(int keys) {
		int rest = this.size - keys;
		return removeWhile((group) -> this.size > rest);
	}

	private List<List<byte[]>> removeWhile(Predicate<Group> condition) {
		List<List<byte[]>> oldest = new ArrayList<>();
		Iterator<Group> iterator = this.groups.values().iterator();
		while (iterator.hasNext()) {
			Group group = iterator.next();
			if (!condition.test(group)) {
				break;
			}
			iterator.remove();
			this.size -= group.keys().size();
			oldest.add(group.keys());
		}
		return oldest;
	}

}
