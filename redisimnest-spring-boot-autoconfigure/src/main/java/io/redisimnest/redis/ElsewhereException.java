package io.redisimnest.redis;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Tells that a node of Redis Cluster does not have a key, or not all keys, of an
 * operation.
 */
@SuppressWarnings("serial")
class ElsewhereException extends DataAccessResourceFailureException {

	ElsewhereException(String message) {
		super(message);
	}

}
