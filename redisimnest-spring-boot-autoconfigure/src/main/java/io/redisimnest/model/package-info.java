/**
 * The immutable description of a tree, the parser that validates it, and its templates.
 */
@NullMarked
package io.redisimnest.model;

import org.jspecify.annotations.NullMarked;
