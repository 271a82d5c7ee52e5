package io.redisimnest.explorer;

/**
 * To whom the explorer shows the values of keys.
 *
 * @since 0.1
 */
public enum ShowValues {

	/**
	 * To nobody.
	 */
	NEVER,

	/**
	 * To those who are signed in.
	 */
	WHEN_AUTHORIZED,

	/**
	 * To all who may see the page.
	 */
	ALWAYS

}
