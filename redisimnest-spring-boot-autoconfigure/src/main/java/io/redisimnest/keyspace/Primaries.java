package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Finds the primaries that may hold keys, each as it sees itself. Others hear of slots
 * that move only later.
 */
final class Primaries {

	private final Nodes nodes;

	private final Operation<String> view;

	private final @Nullable Integer slot;

	private final Map<@Nullable String, Primary> found = new LinkedHashMap<>();

	private Primaries(Nodes nodes, Subject subject, @Nullable Integer slot) {
		this.nodes = nodes;
		this.view = Operation.of(subject, Access.SERVER,
				(reply) -> new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8), "CLUSTER",
				Argument.option("NODES"));
		this.slot = slot;
	}

	/**
	 * Finds them.
	 * @param nodes the servers
	 * @param subject what they are asked for
	 * @param slot the slot of the keys, {@code null} for any
	 * @return the primaries by node id; one without id if this is no Redis Cluster
	 * @throws DataAccessResourceFailureException if one of them, or a slot, is not there
	 */
	static Map<@Nullable String, Primary> of(Nodes nodes, Subject subject, @Nullable Integer slot) {
		return nodes.isCluster() ? new Primaries(nodes, subject, slot).find()
				: Collections.singletonMap(null, Primary.ONLY);
	}

	private Map<@Nullable String, Primary> find() {
		// Each knows some that another one has not heard of yet.
		Set<String> ids = new LinkedHashSet<>(Primary.ids(await(begin(null)), this.slot));
		while (!this.found.keySet().containsAll(ids)) {
			Map<String, Supplier<List<Outcome<?>>>> views = new LinkedHashMap<>();
			ids.stream().filter((id) -> !this.found.containsKey(id)).forEach((id) -> views.put(id, begin(id)));
			views.forEach((id, pending) -> {
				String reply = await(pending);
				ids.addAll(Primary.ids(reply, this.slot));
				Primary self = Primary.self(reply);
				this.found.put(id, self);
				if (self.isConcerned(this.slot)) {
					ids.addAll(self.targets());
				}
			});
		}
		letLatestHave();
		this.found.values().removeIf((primary) -> !primary.isConcerned(this.slot));
		requireServed();
		return this.found;
	}

	/**
	 * Of two nodes that claim a slot, one has not heard yet that it lost it.
	 */
	private void letLatestHave() {
		BitSet taken = new BitSet(Primary.SLOTS);
		List.copyOf(this.found.values())
			.stream()
			.sorted(Comparator.comparingLong(Primary::epoch).reversed())
			.forEach((primary) -> {
				this.found.put(primary.id(), primary.without(taken));
				taken.or(primary.slots());
			});
	}

	private Supplier<List<Outcome<?>>> begin(@Nullable String id) {
		return this.nodes.begin(id, List.of(this.view));
	}

	private static String await(Supplier<List<Outcome<?>>> pending) {
		return (String) Objects.requireNonNull(pending.get().get(0).get());
	}

	private void requireServed() {
		BitSet served = new BitSet(Primary.SLOTS);
		this.found.values().forEach((primary) -> served.or(primary.slots()));
		int missing = served.nextClearBit((this.slot != null) ? this.slot : 0);
		if (missing < Primary.SLOTS && (this.slot == null || missing == this.slot)) {
			throw new DataAccessResourceFailureException(
					"Slot %d of Redis Cluster is served by no node".formatted(missing));
		}
	}

}
