/**
 * The kinds of key on Redis: operations, their dispatcher, drivers, codecs.
 */
@NullMarked
package io.redisimnest.redis;

import org.jspecify.annotations.NullMarked;
