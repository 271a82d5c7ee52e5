/**
 * The explorer: a web page that shows what the keyspace holds.
 */
@NullMarked
package io.redisimnest.explorer;

import org.jspecify.annotations.NullMarked;
