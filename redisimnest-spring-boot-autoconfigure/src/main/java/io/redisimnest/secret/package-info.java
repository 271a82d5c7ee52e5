/**
 * Encryption of secrets.
 */
@NullMarked
package io.redisimnest.secret;

import org.jspecify.annotations.NullMarked;
