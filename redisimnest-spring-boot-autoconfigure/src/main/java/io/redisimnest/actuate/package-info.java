/**
 * The Actuator endpoint {@code redisimnest}.
 */
@NullMarked
package io.redisimnest.actuate;

import org.jspecify.annotations.NullMarked;
