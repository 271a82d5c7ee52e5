package io.redisimnest.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as they are, which Lettuce need not wrap one by one.
 */
final class LettuceArguments extends CommandArgs<byte[], byte[]> {

	private static final byte[] LINE_END = { '\r', '\n' };

	private final List<Argument> arguments;

	LettuceArguments(List<Argument> arguments) {
		super(ByteArrayCodec.INSTANCE);
		this.arguments = arguments;
	}

	@Override
	public int count() {
		return this.arguments.size();
	}

	/**
	 * What decides the slot in Redis Cluster.
	 */
	@Override
	public @Nullable ByteBuffer getFirstEncodedKey() {
		Argument key = Argument.firstKey(this.arguments);
		return (key != null) ? ByteBuffer.wrap(key.bytes()) : null;
	}

	@Override
	public void encode(ByteBuf buffer) {
		this.arguments.forEach((argument) -> write(buffer, argument.bytes()));
	}

	/**
	 * Writes a whole command.
	 * @param buffer where to write
	 * @param name the name of the command
	 * @param arguments its arguments
	 */
	static void write(ByteBuf buffer, byte[] name, List<Argument> arguments) {
		buffer.writeByte('*');
		writeLength(buffer, arguments.size() + 1);
		buffer.writeBytes(LINE_END);
		write(buffer, name);
		for (Argument argument : arguments) {
			write(buffer, argument.bytes());
		}
	}

	private static void write(ByteBuf buffer, byte[] bytes) {
		buffer.writeByte('$');
		writeLength(buffer, bytes.length);
		buffer.writeBytes(LINE_END);
		buffer.writeBytes(bytes);
		buffer.writeBytes(LINE_END);
	}

	private static void writeLength(ByteBuf buffer, int length) {
		if (length < 10) {
			buffer.writeByte('0' + length);
		}
		else if (length < 100) {
			buffer.writeByte('0' + length / 10);
			buffer.writeByte('0' + length % 10);
		}
		else {
			buffer.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
		}
	}

	@Override
	public String toCommandString() {
		return toString();
	}

	/**
	 * Without what must not be shown.
	 */
	@Override
	public String toString() {
		return this.arguments.toString();
	}

}
