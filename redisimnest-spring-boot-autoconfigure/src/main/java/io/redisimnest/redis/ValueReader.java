package io.redisimnest.redis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * Reads values for people to look at, in bounded memory, whatever they are. It leaves the
 * clocks of their keys.
 */
public final class ValueReader {

	private static final int MAXIMUM_BYTES = 8192;

	private static final int MAXIMUM_ENTRIES = 100;

	/**
	 * In larger collections, which elements are large could not be told in short time.
	 */
	private static final long MAXIMUM_SIZE = 10_000;

	private static final long MAXIMUM_MEMORY = 1 << 20;

	/** A character that is cut lacks up to three bytes. */
	private static final int MAXIMUM_CUT = 3;

	private static final Map<String, String> SIZES = Map.of("hash", "HLEN", "set", "SCARD", "list", "LLEN", "zset",
			"ZCARD", "stream", "XLEN");

	private final Dispatcher dispatcher;

	private final Subject subject;

	/**
	 * Create a reader.
	 * @param dispatcher the way to Redis
	 * @param subject the key
	 */
	public ValueReader(Dispatcher dispatcher, Subject subject) {
		this.dispatcher = dispatcher;
		this.subject = subject;
	}

	/**
	 * Reads the value: {@code TYPE}, then {@code GETRANGE} for a string; for others
	 * {@code HLEN}, {@code LLEN}, {@code SCARD}, {@code ZCARD} or {@code XLEN}, then
	 * {@code MEMORY USAGE}, then {@code HSCAN}, {@code LRANGE}, {@code SSCAN},
	 * {@code ZRANGE} or {@code XRANGE}.
	 * @return the value, {@code null} if the key does not exist
	 */
	public @Nullable ValuePreview read() {
		String type = run(Access.SERVER, ValueReader::text, "TYPE");
		if (type.equals("none")) {
			return null;
		}
		if (type.equals("string")) {
			return run(Access.EXCHANGE, ValueReader::string, "GETRANGE", 0, MAXIMUM_BYTES);
		}
		String sizeCommand = SIZES.get(type);
		if (sizeCommand == null || size(sizeCommand) > MAXIMUM_SIZE || memory() > MAXIMUM_MEMORY) {
			return new ValuePreview(type, null, null, true);
		}
		return switch (type) {
			case "hash" ->
				run(Access.EXCHANGE, (reply) -> scanned(type, reply, 2), "HSCAN", 0, "COUNT", MAXIMUM_ENTRIES);
			case "set" ->
				run(Access.EXCHANGE, (reply) -> scanned(type, reply, 1), "SSCAN", 0, "COUNT", MAXIMUM_ENTRIES);
			case "list" ->
				run(Access.EXCHANGE, (reply) -> entries(type, reply, 1, false), "LRANGE", 0, MAXIMUM_ENTRIES);
			case "zset" -> run(Access.EXCHANGE, (reply) -> entries(type, reply, 2, false), "ZRANGE", 0, MAXIMUM_ENTRIES,
					"WITHSCORES");
			default -> run(Access.EXCHANGE, (reply) -> entries(type, reply, 2, false), "XRANGE", "-", "+", "COUNT",
					MAXIMUM_ENTRIES + 1);
		};
	}

	private <R> R run(Access access, Decoder<R> decoder, String command, Object... options) {
		List<Argument> arguments = new ArrayList<>();
		arguments.add(key());
		Stream.of(options).forEach((option) -> arguments.add(Argument.option(option.toString())));
		return this.dispatcher
			.run(Operation.of(this.subject, access, decoder, command, arguments.toArray(Argument[]::new)));
	}

	private Argument key() {
		return Argument.key(this.subject.name().getBytes(StandardCharsets.UTF_8));
	}

	private long size(String command) {
		return run(Access.SERVER, Replies::toLong, command);
	}

	/**
	 * What the whole value takes, not what some elements let expect.
	 */
	private long memory() {
		return this.dispatcher
			.run(Operation.of(this.subject, Access.SERVER, (reply) -> (reply != null) ? Replies.toLong(reply) : 0,
					"MEMORY", Argument.option("USAGE"), key(), Argument.option("SAMPLES"), Argument.option(0)));
	}

	private static ValuePreview string(@Nullable Object reply) {
		byte[] bytes = Objects.requireNonNull(Replies.toBytes(reply));
		boolean truncated = bytes.length > MAXIMUM_BYTES;
		if (truncated) {
			for (int length = MAXIMUM_BYTES; length >= MAXIMUM_BYTES - MAXIMUM_CUT; length--) {
				String text = decode(Arrays.copyOf(bytes, length));
				if (text != null) {
					return new ValuePreview("string", text, null, true);
				}
			}
		}
		return new ValuePreview("string", text(bytes), null, truncated);
	}

	private static ValuePreview scanned(String type, @Nullable Object reply, int columns) {
		List<@Nullable Object> parts = Replies.toList(reply);
		return entries(type, parts.get(1), columns, !text(parts.get(0)).equals("0"));
	}

	private static ValuePreview entries(String type, @Nullable Object reply, int columns, boolean truncated) {
		List<List<String>> entries = (columns == 1) ? Replies.toList(reply, (element) -> List.of(text(element)))
				: Replies.toPairs(reply, (first, second) -> List.of(text(first), text(second)));
		return new ValuePreview(type, null, entries.subList(0, Math.min(MAXIMUM_ENTRIES, entries.size())),
				truncated || entries.size() > MAXIMUM_ENTRIES);
	}

	private static String text(@Nullable Object reply) {
		if (reply instanceof byte[] bytes) {
			String text = decode(bytes);
			return (text != null) ? text : "0x" + HexFormat.of().formatHex(bytes);
		}
		if (reply instanceof Double number) {
			return (number == number.longValue()) ? String.valueOf(number.longValue()) : number.toString();
		}
		return (reply instanceof List<?> elements)
				? elements.stream().map(ValueReader::text).collect(Collectors.joining(" ")) : String.valueOf(reply);
	}

	private static @Nullable String decode(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
