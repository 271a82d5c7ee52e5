package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;

/**
 * A command, which Lettuce may send again when it has connected again, unless that was
 * not allowed.
 */
final class LettuceCommand extends Command<byte[], byte[], Object> {

	private static final Map<String, ProtocolKeyword> REPLICA_KEYWORDS = Arrays.stream(CommandType.values())
		.collect(Collectors.toMap(CommandType::name, (type) -> type));

	private static final Map<String, ProtocolKeyword> PRIMARY_KEYWORDS = new ConcurrentHashMap<>();

	private static final Command<byte[], byte[], ?> PING = new Command<>(CommandType.PING, null);

	private final List<Argument> arguments;

	private final LettuceReply reply;

	private final boolean repeatable;

	private final BooleanSupplier disconnected;

	private boolean sent;

	private LettuceCommand(ProtocolKeyword keyword, LettuceReply reply, List<Argument> arguments, boolean repeatable,
			BooleanSupplier disconnected) {
		super(keyword, reply);
		this.arguments = arguments;
		this.reply = reply;
		this.repeatable = repeatable;
		this.disconnected = disconnected;
	}

	/**
	 * The command of a request.
	 * @param request the request
	 * @param disconnected whether the connection was lost on which it was begun
	 */
	static AsyncCommand<byte[], byte[], Object> of(Request request, BooleanSupplier disconnected) {
		return new AsyncCommand<>(new LettuceCommand(keyword(request), new LettuceReply(), request.arguments(),
				request.repeatable(), disconnected));
	}

	/**
	 * Lettuce sends the commands that it knows as reading ones to replicas, if it is
	 * configured so, {@code SCAN} among them. A keyword that it does not know goes to the
	 * primary.
	 */
	private static ProtocolKeyword keyword(Request request) {
		ProtocolKeyword known = request.replicaAllowed() ? REPLICA_KEYWORDS.get(request.command()) : null;
		return (known != null) ? known : PRIMARY_KEYWORDS.computeIfAbsent(request.command(), PrimaryKeyword::of);
	}

	@Override
	public void encode(ByteBuf buffer) {
		if (!this.repeatable && (this.sent || this.disconnected.getAsBoolean())) {
			// Something must be sent, or replies would be taken for those of others.
			this.reply.lose();
			PING.encode(buffer);
			return;
		}
		this.sent = true;
		this.reply.reset();
		LettuceArguments.write(buffer, getType().getBytes(), this.arguments);
	}

	/**
	 * The arguments, which Lettuce asks for where it has to find a node for them.
	 */
	@Override
	public CommandArgs<byte[], byte[]> getArgs() {
		return new LettuceArguments(this.arguments);
	}

	/**
	 * The name of a command that only the primary may answer.
	 */
	private record PrimaryKeyword(String word, byte[] bytes) implements ProtocolKeyword {

		/**
		 * Lettuce recognizes these by their names, and would take the replies apart by
		 * itself. The server does not mind the case.
		 */
		private static final Set<String> OWN = Set.of("MULTI", "EXEC", "DISCARD");

		static PrimaryKeyword of(String command) {
			String word = OWN.contains(command) ? command.toLowerCase(Locale.ROOT) : command;
			return new PrimaryKeyword(word, word.getBytes(StandardCharsets.US_ASCII));
		}

		@Override
		public byte[] getBytes() {
			return this.bytes;
		}

		@Override
		public String toString() {
			return this.word;
		}

	}

}
