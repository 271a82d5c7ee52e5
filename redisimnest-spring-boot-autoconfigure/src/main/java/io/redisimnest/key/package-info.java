/**
 * The kinds of key that a key cluster can hold, as users see them.
 */
@NullMarked
package io.redisimnest.key;

import org.jspecify.annotations.NullMarked;
