package io.redisimnest.keyspace;

/**
 * The glob-style patterns of Redis.
 */
final class GlobPattern {

	private static final String SPECIAL = "*?[]\\";

	private GlobPattern() {
	}

	/**
	 * Escapes a text, so that it matches itself alone. Rendered prefixes have none of the
	 * special characters; this holds whatever comes.
	 */
	static String escape(String text) {
		StringBuilder result = new StringBuilder(text.length());
		for (char c : text.toCharArray()) {
			if (SPECIAL.indexOf(c) >= 0) {
				result.append('\\');
			}
			result.append(c);
		}
		return result.toString();
	}

}
