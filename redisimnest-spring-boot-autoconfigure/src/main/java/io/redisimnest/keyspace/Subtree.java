package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.redisimnest.redis.Argument;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Operation.Access;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;

/**
 * All keys below one concrete prefix.
 */
public final class Subtree {

	private final Dispatcher dispatcher;

	private final KeyspaceSettings settings;

	private final Subject subject;

	private final byte[] boundary;

	/**
	 * Create a subtree.
	 * @param dispatcher the way to Redis
	 * @param settings how work is cut into pieces
	 * @param subject the cluster, with its concrete prefix
	 */
	public Subtree(Dispatcher dispatcher, KeyspaceSettings settings, Subject subject) {
		this.dispatcher = dispatcher;
		this.settings = settings;
		this.subject = subject;
		this.boundary = (subject.name() + ":").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Lists the keys, fetching a page when it is needed.
	 * @return the names of the keys
	 */
	public Stream<String> list() {
		Iterator<byte[]> keys = new KeyIterator(scan());
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(keys, Spliterator.NONNULL | Spliterator.IMMUTABLE), false)
			.map((key) -> new String(key, StandardCharsets.UTF_8));
	}

	/**
	 * Counts the keys.
	 * @return their number
	 */
	public long count() {
		KeyScan scan = scan();
		long count = 0;
		while (!scan.isComplete()) {
			List<byte[]> page = scan.next();
			count = scan.isRestarted() ? 0 : count + within(page).size();
		}
		return count;
	}

	/**
	 * Deletes the keys.
	 * @return the number of keys deleted
	 */
	public long clear() {
		KeyScan scan = scan();
		List<byte[]> page = scan.next();
		long deleted = 0;
		while (!scan.isComplete()) {
			List<Outcome<?>> outcomes = new ArrayList<>();
			page = scan.next(unlink(within(page)), outcomes);
			deleted += sum(outcomes);
		}
		return deleted + sum(this.dispatcher.runAll(unlink(within(page))));
	}

	private static long sum(List<Outcome<?>> outcomes) {
		return outcomes.stream().mapToLong((outcome) -> Objects.requireNonNull((Long) outcome.get())).sum();
	}

	private KeyScan scan() {
		return new KeyScan(this.dispatcher, this.subject, this.subject.name(), this.settings.scanCount());
	}

	/**
	 * What the server's pattern let through is compared again, byte by byte.
	 */
	private List<byte[]> within(List<byte[]> keys) {
		return keys.stream().filter(this::isWithin).toList();
	}

	private boolean isWithin(byte[] key) {
		return key.length >= this.boundary.length
				&& Arrays.equals(key, 0, this.boundary.length, this.boundary, 0, this.boundary.length);
	}

	private List<Operation<Long>> unlink(List<byte[]> keys) {
		List<Operation<Long>> operations = new ArrayList<>();
		for (int i = 0; i < keys.size(); i += this.settings.deleteChunkSize()) {
			List<byte[]> chunk = keys.subList(i, Math.min(keys.size(), i + this.settings.deleteChunkSize()));
			operations.add(Operation.of(this.subject, Access.SERVER, (reply) -> (Long) Objects.requireNonNull(reply),
					"UNLINK", chunk.stream().map(Argument::key).toArray(Argument[]::new)));
		}
		return operations;
	}

	/**
	 * The keys of the subtree, one page in memory at a time.
	 */
	private final class KeyIterator implements Iterator<byte[]> {

		private final KeyScan scan;

		private Iterator<byte[]> page = List.<byte[]>of().iterator();

		private KeyIterator(KeyScan scan) {
			this.scan = scan;
		}

		@Override
		public boolean hasNext() {
			while (!this.page.hasNext() && !this.scan.isComplete()) {
				this.page = within(this.scan.next()).iterator();
			}
			return this.page.hasNext();
		}

		@Override
		public byte[] next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			return this.page.next();
		}

	}

}
