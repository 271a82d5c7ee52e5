/**
 * What users see: what the keyspace holds, and what is wrong with it.
 */
@NullMarked
package io.redisimnest.census;

import org.jspecify.annotations.NullMarked;
