/**
 * Spring Boot wiring: properties, auto-configurations, failure analyzers.
 */
@NullMarked
package io.redisimnest.autoconfigure;

import org.jspecify.annotations.NullMarked;
