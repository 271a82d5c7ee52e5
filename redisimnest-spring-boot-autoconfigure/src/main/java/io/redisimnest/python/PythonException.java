package io.redisimnest.python;

import org.springframework.data.redis.serializer.SerializationException;

/**
 * Thrown for what cannot be written or read as Python does. The message tells everything
 * but the value.
 */
@SuppressWarnings("serial")
class PythonException extends SerializationException {

	PythonException(String message) {
		super(message);
	}

}
