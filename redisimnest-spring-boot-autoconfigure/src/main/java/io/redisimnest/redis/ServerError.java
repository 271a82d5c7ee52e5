package io.redisimnest.redis;

/**
 * An error that the server replied.
 */
@SuppressWarnings("serial")
class ServerError extends RuntimeException {

	ServerError(String message) {
		super(withoutArguments(message), null, false, false);
	}

	/**
	 * For a command that it does not know, the server repeats the arguments, with values
	 * among them.
	 */
	private static String withoutArguments(String message) {
		int end = message.indexOf(", with args beginning with");
		return (end < 0) ? message : message.substring(0, end);
	}

	/**
	 * Whether the error has a code. Before Redis 7, errors in a script hide it in their
	 * text.
	 * @param code the code, such as {@code WRONGTYPE}
	 */
	boolean is(String code) {
		return getMessage().startsWith(code + " ") || getMessage().contains(": " + code + " ");
	}

	boolean isUnknownCommand() {
		return getMessage().contains("unknown command") || getMessage().contains("wrong number of arguments");
	}

}
