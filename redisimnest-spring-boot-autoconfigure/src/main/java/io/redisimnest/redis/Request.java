package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as it goes to the server.
 *
 * @param command the name of the command
 * @param arguments its arguments
 * @param replicaAllowed whether a replica may answer, if the application allows it
 */
record Request(String command, List<Argument> arguments, boolean replicaAllowed) {

	/**
	 * The request of an operation.
	 * @param operation the operation
	 * @param withSource whether a script goes with its source ({@code EVAL}) rather than
	 * with its digest
	 */
	static Request of(Operation<?> operation, boolean withSource) {
		Script script = operation.script();
		if (script == null) {
			return new Request(operation.command(), operation.arguments(), operation.access().isReplicaAllowed());
		}
		List<Argument> arguments = new ArrayList<>(operation.arguments().size() + 2);
		arguments.add(Argument.option(withSource ? script.source() : script.sha()));
		arguments.add(Argument.option(operation.keys().size()));
		arguments.addAll(operation.arguments());
		return new Request(withSource ? "EVAL" : "EVALSHA", arguments, false);
	}

}
