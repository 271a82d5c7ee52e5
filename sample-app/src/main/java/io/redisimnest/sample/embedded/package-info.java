/**
 * A Redis server for those who have configured none. An application of your own does not
 * need this package.
 */
@NullMarked
package io.redisimnest.sample.embedded;

import org.jspecify.annotations.NullMarked;
