/**
 * Work on whole subtrees and on all trees of one Redis: scan, clear, count.
 */
@NullMarked
package io.redisimnest.keyspace;

import org.jspecify.annotations.NullMarked;
