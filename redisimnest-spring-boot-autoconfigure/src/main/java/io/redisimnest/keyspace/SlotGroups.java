package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.data.redis.connection.ClusterSlotHashUtil;

/**
 * Keys that wait for others of their slot, as a command takes keys of one slot only, and
 * most servers give those of all slots mixed.
 */
final class SlotGroups {

	private final int groupSize;

	/** The one that has waited longest first. */
	private final Map<Integer, List<byte[]>> groups = new LinkedHashMap<>();

	private int size;

	/**
	 * Create the groups.
	 * @param groupSize how many keys are enough
	 */
	SlotGroups(int groupSize) {
		this.groupSize = groupSize;
	}

	/**
	 * How many keys wait.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Adds keys.
	 * @param keys the keys
	 * @return the groups that are large enough by now, which wait no longer
	 */
	List<List<byte[]>> add(List<byte[]> keys) {
		List<List<byte[]>> complete = new ArrayList<>();
		for (byte[] key : keys) {
			Integer slot = ClusterSlotHashUtil.calculateSlot(key);
			List<byte[]> group = this.groups.computeIfAbsent(slot, (next) -> new ArrayList<>(1));
			group.add(key);
			this.size++;
			if (group.size() == this.groupSize) {
				complete.add(remove(this.groups.remove(slot)));
			}
		}
		return complete;
	}

	/**
	 * Removes groups, no matter how large.
	 * @param keys how many keys they have in all, at least
	 * @return those that have waited longest
	 */
	List<List<byte[]>> remove(int keys) {
		List<List<byte[]>> oldest = new ArrayList<>();
		int rest = this.size - keys;
		Iterator<List<byte[]>> iterator = this.groups.values().iterator();
		while (this.size > rest && iterator.hasNext()) {
			oldest.add(remove(iterator.next()));
			iterator.remove();
		}
		return oldest;
	}

	private List<byte[]> remove(List<byte[]> group) {
		this.size -= group.size();
		return group;
	}

}
