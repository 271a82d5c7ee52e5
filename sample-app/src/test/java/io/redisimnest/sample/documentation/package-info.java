/**
 * Holds the README and the guide to what they say: their code is compiled and run, their
 * configuration is bound, their links lead somewhere.
 */
package io.redisimnest.sample.documentation;
