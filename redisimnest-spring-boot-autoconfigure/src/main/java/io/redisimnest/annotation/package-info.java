/**
 * Annotations with which a tree of key clusters is declared.
 */
@NullMarked
package io.redisimnest.annotation;

import org.jspecify.annotations.NullMarked;
