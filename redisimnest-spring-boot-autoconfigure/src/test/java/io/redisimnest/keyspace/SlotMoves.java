package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.lettuce.core.cluster.SlotHash;
import io.redisimnest.testing.ClusterServers;
import io.redisimnest.testing.SlotMigration;
import io.redisimnest.testing.TestServer;

/**
 * Moves the slots of hash tags at random times to random nodes. Some are on their way
 * from the start; only these may be brought back, for what begins and is undone between
 * two looks leaves no trace.
 */
final class SlotMoves {

	private static final int MAXIMUM_KEYS = 150;

	private final ClusterServers servers;

	private final List<String> tags;

	private final Random random;

	private final Map<String, SlotMigration> open = new HashMap<>();

	private final Set<String> early = new HashSet<>();

	private int left;

	/**
	 * Create moves.
	 * @param servers the servers
	 * @param tags the hash tags
	 * @param seed decides what moves when
	 */
	SlotMoves(ClusterServers servers, List<String> tags, int seed) {
		this.servers = servers;
		this.tags = tags;
		this.random = new Random(seed);
		this.left = 1 + this.random.nextInt(4);
		for (String tag : tags) {
			if (this.random.nextInt(4) == 0) {
				begin(tag);
			}
		}
		this.early.addAll(this.open.keySet());
	}

	/**
	 * Does the next thing, perhaps nothing.
	 */
	void next() {
		if (this.random.nextInt(6) > 0) {
			return;
		}
		String tag = this.tags.get(this.random.nextInt(this.tags.size()));
		SlotMigration migration = this.open.get(tag);
		if (migration == null) {
			if (--this.left >= 0) {
				begin(tag);
			}
		}
		else if (this.random.nextBoolean()) {
			migration.moveKeys(1 + this.random.nextInt(MAXIMUM_KEYS));
		}
		else {
			this.open.remove(tag);
			if (this.early.remove(tag) && this.random.nextBoolean()) {
				migration.undo();
			}
			else {
				migration.finish();
			}
		}
	}

	private void begin(String tag) {
		int slot = SlotHash.getSlot(tag);
		List<TestServer> others = new ArrayList<>(this.servers.primaries());
		others.remove(this.servers.primary(slot));
		SlotMigration migration = this.servers.migrate(slot, others.get(this.random.nextInt(others.size())));
		if (this.random.nextBoolean()) {
			migration.finish();
		}
		else {
			migration.moveKeys(this.random.nextInt(MAXIMUM_KEYS));
			this.open.put(tag, migration);
		}
	}

	/**
	 * Whether no slot is on its way.
	 */
	boolean areAtRest() {
		return this.open.isEmpty();
	}

	/**
	 * Lets all slots arrive.
	 */
	void finish() {
		this.open.values().forEach(SlotMigration::finish);
		this.open.clear();
	}

}
