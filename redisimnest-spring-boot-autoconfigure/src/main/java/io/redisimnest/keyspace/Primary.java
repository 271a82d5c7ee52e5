package io.redisimnest.keyspace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A server that holds keys, as it sees itself.
 *
 * @param id its node id, {@code null} if there is no Redis Cluster
 * @param epoch grows whenever it gets slots, by a fail-over or one by one
 * @param slots the slots that it serves
 * @param importing the slots that are on their way to it
 * @param targets the nodes to which slots are on their way from it
 */
record Primary(@Nullable String id, long epoch, BitSet slots, BitSet importing, List<String> targets) {

	static final int SLOTS = 16384;

	/** The only server, without slots. */
	static final Primary ONLY = new Primary(null, 0, new BitSet(), new BitSet(), List.of());

	/**
	 * Reads which nodes may hold keys from a reply of {@code CLUSTER NODES}.
	 * @param reply the reply, see
	 * <a href="https://redis.io/docs/latest/commands/cluster-nodes/">its format</a>
	 * @param slot the slot of the keys, {@code null} for any
	 * @return the ids of the primaries; a node that has failed is one of them until
	 * another one serves its slots
	 */
	static List<String> ids(String reply, @Nullable Integer slot) {
		return reply.lines()
			.map((line) -> line.split(" "))
			.filter((fields) -> fields[2].contains("master"))
			.map((fields) -> Map.entry(fields[2], of(fields)))
			.filter((entry) -> (slot != null) ? entry.getValue().slots.get(slot)
					: !entry.getValue().slots.isEmpty() || !entry.getKey().matches(".*(fail|handshake|noaddr).*"))
			.map((entry) -> Objects.requireNonNull(entry.getValue().id))
			.toList();
	}

	/**
	 * Reads what a node says of itself.
	 * @param reply its reply to {@code CLUSTER NODES}
	 * @return the node, with no slots if it is a replica
	 */
	static Primary self(String reply) {
		return reply.lines()
			.map((line) -> line.split(" "))
			.filter((fields) -> fields[2].contains("myself"))
			.map(Primary::of)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("CLUSTER NODES does not tell of the node itself"));
	}

	private static Primary of(String[] fields) {
		BitSet slots = new BitSet(SLOTS);
		BitSet importing = new BitSet(SLOTS);
		List<String> targets = new ArrayList<>();
		for (int i = 8; i < fields.length; i++) {
			String field = fields[i];
			if (field.startsWith("[")) {
				String[] move = field.substring(1, field.length() - 1).split("-[<>]-");
				if (field.contains("-<-")) {
					importing.set(Integer.parseInt(move[0]));
				}
				else {
					targets.add(move[1]);
				}
			}
			else {
				String[] range = field.split("-");
				slots.set(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]) + 1);
			}
		}
		return new Primary(fields[0], Long.parseLong(fields[6]), slots, importing, List.copyOf(targets));
	}

	/**
	 * Whether keys of a slot can be here.
	 * @param slot the slot, {@code null} for any
	 */
	boolean isConcerned(@Nullable Integer slot) {
		return isImporting(slot) || ((slot != null) ? this.slots.get(slot) : !this.slots.isEmpty());
	}

	/**
	 * Whether keys of a slot may be on their way here.
	 */
	boolean isImporting(@Nullable Integer slot) {
		return (slot != null) ? this.importing.get(slot) : !this.importing.isEmpty();
	}

	/**
	 * The same without the slots that another one has got.
	 */
	Primary without(BitSet taken) {
		BitSet left = (BitSet) this.slots.clone();
		left.andNot(taken);
		return new Primary(this.id, this.epoch, left, this.importing, this.targets);
	}

	/**
	 * Whether the same keys can be here as before. A slot that was given away and came
	 * back in between shows in the epoch alone.
	 */
	boolean holdsLike(Primary before, @Nullable Integer slot) {
		return this.epoch == before.epoch && ((slot != null)
				? this.slots.get(slot) == before.slots.get(slot)
						&& this.importing.get(slot) == before.importing.get(slot)
				: this.slots.equals(before.slots) && this.importing.equals(before.importing));
	}

	/**
	 * The slots that were on their way here and are no longer: their keys may have been
	 * brought back.
	 * @param now the node now, {@code null} if it is no primary any more
	 */
	BitSet returned(@Nullable Primary now) {
		BitSet returned = (BitSet) this.importing.clone();
		if (now != null) {
			returned.andNot(now.importing);
			returned.andNot(now.slots);
		}
		return returned;
	}

}
