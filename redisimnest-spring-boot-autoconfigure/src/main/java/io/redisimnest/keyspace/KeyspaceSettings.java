package io.redisimnest.keyspace;

/**
 * How whole-subtree work is cut into pieces.
 *
 * @param scanCount the {@code COUNT} of {@code SCAN}
 * @param deleteChunkSize how many keys go into one {@code UNLINK}
 */
public record KeyspaceSettings(int scanCount, int deleteChunkSize) {

}
