package io.redisimnest.redis;

import org.springframework.data.redis.RedisSystemException;

/**
 * Tells that a node of Redis Cluster does not have a key, or not all keys, of an
 * operation.
 */
@SuppressWarnings("serial")
class ElsewhereException extends RedisSystemException {

	ElsewhereException(String message) {
		super(message, null);
	}

}
