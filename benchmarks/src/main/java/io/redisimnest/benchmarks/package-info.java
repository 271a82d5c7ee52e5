/**
 * Whole-run comparisons with other ways to do the same.
 */
@NullMarked
package io.redisimnest.benchmarks;

import org.jspecify.annotations.NullMarked;
