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
	NEVER("to nobody"),

	/**
	 * To those who are signed in.
	 */
	WHEN_AUTHORIZED("to those who are signed in"),

	/**
	 * To all who may see the page.
	 */
	ALWAYS("to all");

	private final String description;

	ShowValues(String description) {
		this.description = description;
	}

	/**
	 * The same in words.
	 */
	String description() {
		return this.description;
	}

}
