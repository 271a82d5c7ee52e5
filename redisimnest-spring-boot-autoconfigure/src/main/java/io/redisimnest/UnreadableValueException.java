package io.redisimnest;

import org.springframework.dao.TypeMismatchDataAccessException;

/**
 * Thrown when what is stored at a key cannot be read as the declared type. The message
 * tells key, template, declared type and what was found, never the value itself; for the
 * same reason there is no cause.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class UnreadableValueException extends TypeMismatchDataAccessException {

	private final String key;

	private final String template;

	/**
	 * Create an exception.
	 * @param key the name of the key
	 * @param template its template
	 * @param type the declared type
	 * @param found what was found, without the value
	 */
	public UnreadableValueException(String key, String template, String type, String found) {
		super("Value of key '%s' (template '%s') cannot be read as %s. Found: %s.".formatted(key, template, type,
				found));
		this.key = key;
		this.template = template;
	}

	/**
	 * The name of the key.
	 * @return the name
	 */
	public String getKey() {
		return this.key;
	}

	/**
	 * The full template of the key.
	 * @return the template
	 */
	public String getTemplate() {
		return this.template;
	}

}
