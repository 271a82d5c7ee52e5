package io.redisimnest.redis;

import org.springframework.data.redis.connection.DataType;

/**
 * A key that an operation uses, and what the operation does to its clock.
 *
 * @param subject the key
 * @param name its name
 * @param type what is stored there
 * @param clock what happens to its time-to-live
 * @param millis the declared time-to-live
 */
record KeyUse(Subject subject, Argument name, DataType type, Clock clock, long millis) {

	/**
	 * What happens to the time-to-live of a key.
	 */
	enum Clock {

		/** It stays as it is. */
		LEAVE,

		/** It starts again. */
		RESTART,

		/** It starts if there is none. */
		START,

		/** It is taken away. */
		PERSIST

	}

}
