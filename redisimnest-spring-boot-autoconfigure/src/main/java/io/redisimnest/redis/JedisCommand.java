package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import io.redisimnest.redis.Argument.Role;
import redis.clients.jedis.ClusterCommandArguments;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * A word of a command, as it is. Jedis would copy it, and would keep replies to the
 * commands that it knows, if it is configured so.
 */
final class JedisCommand implements ProtocolCommand {

	private final byte[] bytes;

	private JedisCommand(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public byte[] getRaw() {
		return this.bytes;
	}

	/**
	 * The words of a request to one server.
	 */
	static CommandArguments of(Request request) {
		CommandArguments arguments = new CommandArguments(name(request));
		for (Argument argument : request.arguments()) {
			arguments.add(new JedisCommand(argument.bytes()));
		}
		return arguments;
	}

	/**
	 * The words of a request to the node of Redis Cluster that has its keys.
	 */
	static CommandArguments routed(Request request) {
		CommandArguments arguments = new ClusterCommandArguments(name(request));
		for (Argument argument : request.arguments()) {
			JedisCommand word = new JedisCommand(argument.bytes());
			if (argument.role() == Role.KEY) {
				arguments.key(word);
			}
			else {
				arguments.add(word);
			}
		}
		return arguments;
	}

	private static JedisCommand name(Request request) {
		return new JedisCommand(request.command().getBytes(StandardCharsets.US_ASCII));
	}

}
