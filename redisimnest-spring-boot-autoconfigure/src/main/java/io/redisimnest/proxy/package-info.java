/**
 * Turns a model into live clusters and keys.
 */
@NullMarked
package io.redisimnest.proxy;

import org.jspecify.annotations.NullMarked;
