package io.redisimnest;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Thrown when Redis answers {@code WRONGTYPE}: the key holds another Redis type than its
 * declared kind works on.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class WrongKindException extends InvalidDataAccessResourceUsageException {

	/**
	 * Create an exception.
	 * @param key the name of the key
	 * @param template its template
	 * @param declared the declared kind, such as {@code ValueKey}
	 * @param found the Redis type that was found, such as {@code hash}
	 */
	public WrongKindException(String key, String template, String declared, String found) {
		super("Key '%s' (template '%s') is declared as %s, but Redis holds a %s there. Delete the key, or give one of the two another prefix."
			.formatted(key, template, declared, found));
	}

}
