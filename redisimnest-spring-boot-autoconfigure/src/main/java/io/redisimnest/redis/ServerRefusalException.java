package io.redisimnest.redis;

import org.springframework.data.redis.RedisSystemException;

/**
 * Tells that the server refused an operation, and not only for now: it did nothing.
 */
@SuppressWarnings("serial")
class ServerRefusalException extends RedisSystemException {

	ServerRefusalException(String message) {
		super(message, null);
	}

}
