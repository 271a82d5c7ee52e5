package io.redisimnest.registry;

import java.time.Duration;

/**
 * How much a census may cost.
 *
 * @param maxKeys how many keys to visit at most, of each Redis
 * @param maxDuration how long to take at most
 * @param maxAge how old the latest census may be to be given again
 * @param keysPerSecond how many keys to visit in a second at most
 */
public record CensusSettings(long maxKeys, Duration maxDuration, Duration maxAge, long keysPerSecond) {

}
