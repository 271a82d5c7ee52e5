package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

import io.redisimnest.redis.Operation.Access;

/**
 * A command as it goes to the server.
 *
 * @param command the name of the command
 * @param arguments its arguments
 * @param replicaAllowed whether a replica may answer, if the application allows it
 * @param repeatable whether the client may send it again when it has connected again
 */
record Request(String command, List<Argument> arguments, boolean replicaAllowed, boolean repeatable) {

	private static final Argument SOURCE = Argument.option(Script.RUN.source());

	private static final Argument DIGEST = Argument.option(Script.RUN.sha());

	private static final Argument ALWAYS = Argument.option("ALWAYS");

	private static final Argument EFFECT = Argument.option("EFFECT");

	private static final Request LOAD = of("SCRIPT", Argument.option("LOAD"), SOURCE);

	static Request of(String command, Argument... arguments) {
		return new Request(command, List.of(arguments), false, true);
	}

	/**
	 * The same request, which is never sent again: it would run after what follows it, or
	 * outside of its transaction.
	 */
	Request once() {
		return new Request(this.command, this.arguments, this.replicaAllowed, false);
	}

	/**
	 * The requests of operations that go to one server in one flush. What goes with it
	 * runs once, but for what is about the whole keyspace.
	 * @param operations the operations
	 */
	static List<Request> all(List<? extends Operation<?>> operations) {
		List<Request> requests = new ArrayList<>(operations.size());
		for (Operation<?> operation : operations) {
			Request request = of(operation, false);
			requests.add((operation.access() == Access.SERVER) ? request : request.once());
		}
		return requests;
	}

	/**
	 * What must go before operations in their flush: the script, if there is one among
	 * them. A digest that the server does not know would have to be sent again, out of
	 * order.
	 */
	static List<Request> before(List<? extends Operation<?>> operations) {
		return operations.stream().anyMatch(Operation::isScript) ? List.of(LOAD) : List.of();
	}

	/**
	 * The request of an operation.
	 * @param operation the operation
	 * @param withSource whether a script goes with its source ({@code EVAL}) rather than
	 * with its digest
	 */
	static Request of(Operation<?> operation, boolean withSource) {
		if (!operation.isScript()) {
			Command command = operation.command();
			return new Request(command.name(), command.arguments(), operation.access().isReplicaAllowed(), true);
		}
		List<KeyUse> uses = operation.uses();
		List<Argument> arguments = new ArrayList<>();
		arguments.add(withSource ? SOURCE : DIGEST);
		arguments.add(Argument.option(uses.size()));
		uses.forEach((use) -> arguments.add(use.name()));
		arguments.add(operation.always() ? ALWAYS : EFFECT);
		for (KeyUse use : uses) {
			arguments.add(Argument.option(use.clock().name()));
			arguments.add(Argument.option(use.millis()));
		}
		for (Command command : operation.commands()) {
			arguments.add(Argument.option(command.arguments().size() + 1));
			arguments.add(Argument.option(command.name()));
			arguments.addAll(command.arguments());
		}
		return new Request(withSource ? "EVAL" : "EVALSHA", arguments, false, true);
	}

}
