/**
 * Problem details (RFC 9457) for every request that fails, wherever it fails.
 */
@NullMarked
package io.redisimnest.sample.problem;

import org.jspecify.annotations.NullMarked;
