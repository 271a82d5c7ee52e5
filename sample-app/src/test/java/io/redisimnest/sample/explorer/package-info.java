/**
 * The explorer as a browser shows it.
 */
package io.redisimnest.sample.explorer;
