package io.redisimnest.census;

/**
 * Tells what the keyspace holds, and what is not as it is declared. Inject it as a bean.
 * <p>
 * A census is one pass of {@code SCAN} over all keys, at all primaries of Redis Cluster
 * side by side, whatever the number of templates; then {@code TYPE}, {@code PTTL} and
 * {@code MEMORY USAGE} for a sample of the keys, in a pipeline. It changes no
 * time-to-live. In memory it holds some hundred kilobytes, whatever the number of keys.
 *
 * @since 0.1
 */
public interface ClusterInspector {

	/**
	 * The latest census, if it is younger than {@code redisimnest.census.max-age}; else a
	 * new one within the budget. Who asks while one is being taken gets that one.
	 * @return the census
	 */
	Census census();

	/**
	 * Takes a census.
	 * @param options how
	 * @return the census
	 */
	Census census(CensusOptions options);

}
