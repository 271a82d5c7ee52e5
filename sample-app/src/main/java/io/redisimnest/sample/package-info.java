/**
 * A small REST application that keeps its data in a tree of Redis keys. Start reading at
 * {@link io.redisimnest.sample.Root}.
 */
@NullMarked
package io.redisimnest.sample;

import org.jspecify.annotations.NullMarked;
