package io.redisimnest.observe;

import io.micrometer.observation.Observation;

/**
 * What an observation of a command knows. Nothing of it names a concrete key or a value,
 * so that it has as many values as an application has declared.
 *
 * @since 0.1
 */
public final class CommandContext extends Observation.Context {

	private final String path;

	private final String kind;

	private final String command;

	private String outcome = "unknown";

	CommandContext(String path, String kind, String command) {
		this.path = path;
		this.kind = kind;
		this.command = command;
	}

	/**
	 * The path of the key or cluster.
	 * @return the path, such as {@code root.user.age}
	 */
	public String getPath() {
		return this.path;
	}

	/**
	 * The kind of the key.
	 * @return the simple name of its interface, such as {@code ValueKey}; {@code Cluster}
	 * for what concerns a whole subtree
	 */
	public String getKind() {
		return this.kind;
	}

	/**
	 * The command of Redis, the main one where several go as a script.
	 * @return the command, such as {@code GET}
	 */
	public String getCommand() {
		return this.command;
	}

	/**
	 * How the command ended.
	 * @return {@code hit} if a value was asked for and there is one, {@code miss} if
	 * there is none, {@code ok} for all else; the code of an error that the server
	 * replied, such as {@code WRONGTYPE}, or the simple name of another exception;
	 * {@code unknown} as long as it has not ended
	 */
	public String getOutcome() {
		return this.outcome;
	}

	void setOutcome(String outcome) {
		this.outcome = outcome;
	}

}
