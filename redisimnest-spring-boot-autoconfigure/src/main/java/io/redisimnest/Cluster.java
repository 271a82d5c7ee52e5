package io.redisimnest;

import java.util.stream.Stream;

/**
 * A group of Redis keys that share a prefix. An application extends this interface to
 * declare its keys and nested clusters as methods; see {@link io.redisimnest the package}
 * for an example.
 * <p>
 * A cluster is immutable and may be shared by threads and kept for any time; making one
 * sends nothing to Redis. Two are equal if they have the same prefix on the same Redis.
 * <p>
 * The names of the methods here are reserved and cannot be accessors of keys and
 * clusters. Failures of Redis are thrown as Spring's
 * {@link org.springframework.dao.DataAccessException}s.
 *
 * @since 0.1
 */
public interface Cluster {

	/**
	 * The concrete prefix of the cluster, without a final {@code :}. Sends nothing.
	 * @return the prefix, such as {@code root:user:1}
	 */
	String prefix();

	/**
	 * The names of all keys below the {@link #prefix() prefix}, whether declared or not:
	 * {@code SCAN cursor MATCH prefix:* COUNT redisimnest.scan-count}, page by page as
	 * the stream is consumed, with {@code INFO server} in the same round trip to notice
	 * that another server answers; that part of the scan then starts again. In Redis
	 * Cluster {@code CLUSTER NODES} tells which primaries to scan, and below a
	 * {@link io.redisimnest.annotation.HashTag hash tag} {@code CLUSTER GETKEYSINSLOT}
	 * gives the keys, if they are not many.
	 * <p>
	 * As with {@code SCAN} itself, a key that exists all the while is listed at least
	 * once, rarely twice (when the server shrinks its table, or another one takes over);
	 * a key that comes or goes meanwhile may be listed or not. No connection is held
	 * between pages, so the stream need not be closed. The server walks its whole
	 * database, whatever the size of the subtree, but for one below a hash tag.
	 * @return the names
	 */
	Stream<String> subkeys();

	/**
	 * Counts the keys below the {@link #prefix() prefix}, with the commands and the
	 * guarantees of {@link #subkeys()}, in constant memory, at all primaries of Redis
	 * Cluster side by side.
	 * @return the number of keys
	 */
	long countKeys();

	/**
	 * Deletes all keys below the {@link #prefix() prefix} while scanning as
	 * {@link #countKeys()} does: {@code UNLINK} of {@code redisimnest.delete-chunk-size}
	 * keys at a time, in Redis Cluster of one slot each, while the next page is fetched.
	 * @return the number of keys deleted
	 * @throws ProtectedClusterException if the cluster, or one below it, is
	 * {@link io.redisimnest.annotation.Protected @Protected}; nothing is sent then
	 * @throws IncompleteClearException if Redis failed when some keys were deleted; to
	 * clear again is safe
	 */
	long clear();

	/**
	 * Deletes keys below the {@link #prefix() prefix}, like {@link #clear()}. For a
	 * report of it see {@link Subtree#clear(ClearOptions)}.
	 * @param options how to clear
	 * @return the number of keys deleted
	 */
	long clear(ClearOptions options);

	/**
	 * All keys below the {@link #prefix() prefix}, for what goes beyond the methods here:
	 * clearing with a dry run, throttle, progress and report. Sends nothing.
	 * @return the subtree
	 */
	Subtree subtree();

	/**
	 * A new batch, for operations of any key on the same Redis. Sends nothing.
	 * @return the batch
	 */
	Batch batch();

	/**
	 * A new transaction, for operations of any key on the same Redis. Sends nothing.
	 * @return the transaction, to be closed
	 */
	Transaction transaction();

	/**
	 * What is declared of this cluster and all below it. Sends nothing.
	 * @return the description
	 */
	ClusterDescription describe();

}
