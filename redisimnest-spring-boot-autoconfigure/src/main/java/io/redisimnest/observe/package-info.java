/**
 * Observations of commands, and gauges of the last census, by Micrometer.
 */
@NullMarked
package io.redisimnest.observe;

import org.jspecify.annotations.NullMarked;
