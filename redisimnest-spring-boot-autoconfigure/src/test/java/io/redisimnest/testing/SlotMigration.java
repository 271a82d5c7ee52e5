package io.redisimnest.testing;

import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.MigrateArgs;

/**
 * A slot of Redis Cluster on its way to another server, key by key.
 */
public final class SlotMigration {

	private final int slot;

	private final TestServer source;

	private final TestServer target;

	private final List<TestServer> primaries;

	SlotMigration(int slot, TestServer source, TestServer target, List<TestServer> primaries) {
		this.slot = slot;
		this.source = source;
		this.target = target;
		this.primaries = primaries;
		target.commands().clusterSetSlotImporting(slot, source.commands().clusterMyId());
		source.commands().clusterSetSlotMigrating(slot, target.commands().clusterMyId());
	}

	/**
	 * Moves some of the keys.
	 * @param count how many
	 */
	public void moveKeys(int count) {
		moveKeys(this.source, this.target, count);
	}

	private void moveKeys(TestServer from, TestServer to, int count) {
		List<String> keys = from.commands().clusterGetKeysInSlot(this.slot, count);
		if (!keys.isEmpty()) {
			from.commands().migrate("127.0.0.1", to.port(), 0, 5000, MigrateArgs.Builder.keys(keys));
		}
	}

	/**
	 * Moves all other keys, tells all primaries, and waits until they know.
	 */
	public void finish() {
		moveKeys(Integer.MAX_VALUE);
		// The target first, or each would send clients to the other one.
		List<TestServer> told = new ArrayList<>(List.of(this.target, this.source));
		told.addAll(this.primaries);
		told.forEach((server) -> server.commands().clusterSetSlotNode(this.slot, this.target.commands().clusterMyId()));
		long epoch = this.target.self().getConfigEpoch();
		told.forEach((server) -> TestServer.await()
			.until(() -> server.partitions().getPartitionBySlot(this.slot).getConfigEpoch() == epoch));
	}

	/**
	 * Moves the keys back to where they came from. The slot stays there.
	 */
	public void undo() {
		this.source.commands().clusterSetSlotStable(this.slot);
		moveKeys(this.target, this.source, Integer.MAX_VALUE);
		this.target.commands().clusterSetSlotStable(this.slot);
	}

}
