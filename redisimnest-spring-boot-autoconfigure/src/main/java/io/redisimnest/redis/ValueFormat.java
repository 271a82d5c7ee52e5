package io.redisimnest.redis;

/**
 * How values are stored where no codec is declared.
 */
public enum ValueFormat {

	/**
	 * Text and bytes as they are, everything else as JSON.
	 */
	JSON,

	/**
	 * As the Python package stores them.
	 */
	PYTHON

}
