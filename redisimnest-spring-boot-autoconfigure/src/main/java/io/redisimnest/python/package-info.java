/**
 * What users see: the form in which the Python package {@code redisimnest} stores values.
 */
@NullMarked
package io.redisimnest.python;

import org.jspecify.annotations.NullMarked;
