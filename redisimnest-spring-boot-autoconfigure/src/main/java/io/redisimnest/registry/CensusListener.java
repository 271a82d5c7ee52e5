package io.redisimnest.registry;

import io.redisimnest.census.Census;

/**
 * Is given each census that was taken, in the thread that took it.
 */
@FunctionalInterface
public interface CensusListener {

	/**
	 * A census was taken.
	 * @param census the census
	 */
	void taken(Census census);

}
