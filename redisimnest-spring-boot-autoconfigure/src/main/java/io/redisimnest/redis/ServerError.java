package io.redisimnest.redis;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An error that the server replied.
 */
@SuppressWarnings("serial")
class ServerError extends RuntimeException {

	/**
	 * What must not or need not be told: for a command that it does not know, the server
	 * repeats the arguments, with values among them; for a script it tells its digest.
	 */
	private static final Pattern DETAILS = Pattern.compile(
			", with args beginning with.*| script: [0-9a-f]{40}.*|ERR Error running script \\(call to [^)]*\\): @user_script: ?\\d+: ",
			Pattern.DOTALL);

	private static final Pattern UNKNOWN = Pattern.compile("unknown (redis )?command|wrong number of arg|syntax error",
			Pattern.CASE_INSENSITIVE);

	ServerError(String message) {
		super(DETAILS.matcher(message).replaceAll(""), null, false, false);
	}

	/**
	 * Whether the error has a code.
	 * @param code the code, such as {@code WRONGTYPE}
	 */
	boolean is(String code) {
		return code().equals(code);
	}

	/**
	 * The word that it begins with, such as {@code WRONGTYPE}.
	 */
	String code() {
		return getMessage().split(" ", 2)[0];
	}

	/**
	 * Where a key is, as {@code MOVED slot host:port} and {@code ASK} tell.
	 * @param failure what may be such an error
	 * @param code its code
	 * @return the host and port, {@code null} if it is another failure or tells no host
	 */
	static @Nullable String address(@Nullable Object failure, String code) {
		if (!(failure instanceof ServerError error) || !error.is(code)) {
			return null;
		}
		String address = error.getMessage().split(" ")[2];
		return address.startsWith(":") ? null : address;
	}

	/**
	 * Whether another node of Redis Cluster has the key, or will have it.
	 */
	boolean isElsewhere() {
		return is("MOVED") || is("ASK") || is("TRYAGAIN");
	}

	/**
	 * Whether the server cannot serve now, as it starts, or as another one is or will be
	 * the primary.
	 */
	boolean isTemporary() {
		return is("LOADING") || is("READONLY") || is("MASTERDOWN") || is("CLUSTERDOWN");
	}

	/**
	 * Whether a server that is too old for a command answers so.
	 */
	boolean isUnknownCommand() {
		return UNKNOWN.matcher(getMessage()).find();
	}

}
