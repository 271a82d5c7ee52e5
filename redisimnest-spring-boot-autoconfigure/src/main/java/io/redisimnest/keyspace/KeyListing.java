package io.redisimnest.keyspace;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.redisimnest.keyspace.KeyPage.ListedKey;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.model.KeyTemplate;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lists the keys of a scope for those who come for pages with nothing but a cursor. A
 * page is bounded in time, however few keys there are to be found, and primaries are
 * visited one after another.
 * <p>
 * A cursor tells for which servers it is. If others have taken over, or slots have moved,
 * or have begun to, it is refused, as keys might be missed. Where slots are on their way
 * in both directions all the while, a key that moves may be missed.
 */
final class KeyListing {

	private static final Pattern CURSOR = Pattern
		.compile("(\\d{1,5})-(\\w+)-(\\d{1,20})-(\\w+)-(\\d{1,18})-(\\d{1,18})");

	/** However rare keys are, a page holds no more than this beyond its size. */
	private static final int LONGEST_STEP = 1000;

	/** The beginning of the scan of a primary that has not answered yet. */
	private static final KeyScan.Position BEGINNING = new KeyScan.Position("0", "0", 0, 0);

	private static final String OTHER_SERVERS = "Cursor is of servers that are no longer the same. Begin without a cursor";

	private final Keyspace keyspace;

	private final Subject subject;

	private final KeyScope scope;

	private final Duration longest;

	/**
	 * Create a listing.
	 * @param keyspace where the keys are
	 * @param subject what is listed, for logs and messages
	 * @param scope which keys
	 * @param longest how long a page may take, but for its last step
	 */
	KeyListing(Keyspace keyspace, Subject subject, KeyScope scope, Duration longest) {
		this.keyspace = keyspace;
		this.subject = subject;
		this.scope = scope;
		this.longest = longest;
	}

	/**
	 * Lists keys.
	 * @param cursor where to begin, {@code null} for the first page
	 * @param size about how many keys
	 * @return the page
	 * @throws IllegalArgumentException if the cursor cannot be used, or not any more
	 */
	KeyPage page(@Nullable String cursor, int size) {
		Found found = this.keyspace.dispatcher().withNodes(this.subject, (nodes) -> {
			List<Primary> primaries = primaries(nodes);
			Place start = (cursor != null) ? place(cursor, primaries) : new Place(0, null);
			Found page = find(nodes, primaries, start, size);
			if (!constellation(primaries).equals(constellation(primaries(nodes)))) {
				throw changed();
			}
			return page;
		});
		return new KeyPage(inspect(found.keys()), found.cursor(), found.share());
	}

	/**
	 * Where a page begins.
	 *
	 * @param index which of the primaries
	 * @param position where in its scan, {@code null} at its beginning
	 */
	private record Place(int index, KeyScan.@Nullable Position position) {

	}

	private record Found(List<byte[]> keys, @Nullable String cursor, double share) {

	}

	private DataAccessResourceFailureException changed() {
		return new DataAccessResourceFailureException(
				"The servers of '%s' changed while it was listed. Begin again".formatted(this.subject.name()));
	}

	/**
	 * The primaries, those last to which slots are on their way, so that a key which
	 * moves is found there if it was not found before.
	 */
	private List<Primary> primaries(Nodes nodes) {
		Integer slot = this.scope.slot();
		return Primaries.of(nodes, this.subject, slot)
			.values()
			.stream()
			.sorted(Comparator.comparing((Primary primary) -> primary.isImporting(slot))
				.thenComparing((primary) -> Objects.requireNonNullElse(primary.id(), "")))
			.toList();
	}

	private Found find(Nodes nodes, List<Primary> primaries, Place start, int size) {
		long end = System.nanoTime() + this.longest.toNanos();
		List<byte[]> keys = new ArrayList<>();
		for (int i = start.index(); i < primaries.size(); i++) {
			KeyScan.Position position = (i == start.index()) ? start.position() : null;
			KeyScan scan = (position != null) ? new KeyScan(this.subject, this.scope, size, primaries.get(i), position)
					: new KeyScan(this.subject, this.scope, size, primaries.get(i));
			if (!find(nodes, scan, size, end, keys)) {
				throw (position != null) ? new IllegalArgumentException(OTHER_SERVERS) : changed();
			}
			if (!scan.isComplete()) {
				return new Found(keys, cursor(i, primaries, scan.position()), (i + scan.share()) / primaries.size());
			}
			if (i + 1 < primaries.size() && isEnough(keys, size, end)) {
				return new Found(keys, cursor(i + 1, primaries, BEGINNING), (i + 1.0) / primaries.size());
			}
		}
		return new Found(keys, null, 1);
	}

	/**
	 * Finds keys at one primary.
	 * @return whether it was the same server all the while
	 */
	private boolean find(Nodes nodes, KeyScan scan, int size, long end, List<byte[]> keys) {
		int count = size;
		do {
			scan.count(count);
			scan.begin(nodes);
			List<byte[]> page = scan.await();
			if (scan.isBroken()) {
				return false;
			}
			keys.addAll(page);
			// Where keys are rare, steps become longer.
			count = page.isEmpty() ? Math.max(size, Math.min(2 * count, LONGEST_STEP)) : size;
		}
		while (!scan.isComplete() && !isEnough(keys, size, end));
		return true;
	}

	private static boolean isEnough(List<byte[]> keys, int size, long end) {
		return keys.size() >= size || System.nanoTime() >= end;
	}

	/**
	 * Asks what Redis tells of the keys, in one pipeline.
	 */
	private List<ListedKey> inspect(List<byte[]> names) {
		List<Outcome<?>> outcomes = this.keyspace.dispatcher()
			.runAll(names.stream()
				.<Operation<?>>flatMap((name) -> KeyFacts.operations(this.subject, name).stream())
				.toList());
		List<ListedKey> keys = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			int from = i * KeyFacts.OPERATIONS;
			KeyFacts facts = KeyFacts.of(outcomes.subList(from, from + KeyFacts.OPERATIONS));
			if (facts != null) {
				Match match = this.keyspace.matcher().match(names.get(i));
				keys.add(new ListedKey(KeyTemplate.show(names.get(i)), (match != null) ? match.key() : null,
						facts.type(), (facts.ttl() >= 0) ? Duration.ofMillis(facts.ttl()) : null, facts.memory()));
			}
		}
		return keys;
	}

	private static String cursor(int index, List<Primary> primaries, KeyScan.Position position) {
		return "%d-%s-%s-%s-%d-%d".formatted(index, constellation(primaries), position.cursor(), position.server(),
				position.size(), position.visited());
	}

	private static Place place(String cursor, List<Primary> primaries) {
		Matcher matcher = CURSOR.matcher(cursor);
		if (!matcher.matches()) {
			throw noCursor(cursor);
		}
		if (!matcher.group(2).equals(constellation(primaries))) {
			throw new IllegalArgumentException(OTHER_SERVERS);
		}
		int index = Integer.parseInt(matcher.group(1));
		KeyScan.Position position = new KeyScan.Position(matcher.group(3), matcher.group(4),
				Long.parseLong(matcher.group(5)), Long.parseLong(matcher.group(6)));
		if (index >= primaries.size() || new BigInteger(position.cursor()).bitLength() > Long.SIZE) {
			throw noCursor(cursor);
		}
		return new Place(index, position.equals(BEGINNING) ? null : position);
	}

	private static IllegalArgumentException noCursor(String cursor) {
		return new IllegalArgumentException("Cursor '%s' is none. Begin without a cursor".formatted(cursor));
	}

	/**
	 * Tells apart which primary has what.
	 */
	private static String constellation(List<Primary> primaries) {
		return Integer.toHexString(primaries.stream()
			.map((primary) -> Objects.hash(primary.id(), primary.epoch(), primary.slots(), primary.importing(),
					primary.targets()))
			.toList()
			.hashCode());
	}

}
