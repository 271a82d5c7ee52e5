/**
 * Trees become beans; the catalogue of all trees.
 */
@NullMarked
package io.redisimnest.registry;

import org.jspecify.annotations.NullMarked;
