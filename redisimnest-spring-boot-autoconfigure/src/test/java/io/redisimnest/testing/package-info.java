/**
 * What tests share: a real Redis, and what it was sent.
 */
package io.redisimnest.testing;
