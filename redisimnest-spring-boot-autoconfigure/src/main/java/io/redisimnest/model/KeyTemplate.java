package io.redisimnest.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.redisimnest.annotation.HashTag;
import org.jspecify.annotations.Nullable;

/**
 * A template of key names: segments, separated by {@code :}, with parameters. It renders
 * distinct arguments to distinct names, and matches each of them back to its arguments.
 * As text, it shows parameters in braces, and a {@link HashTag hash tag} in those braces
 * that Redis Cluster looks for.
 */
public final class KeyTemplate {

	/** What separates two segments. */
	public static final char SEPARATOR = ':';

	/** An unpaired surrogate. */
	private static final String MALFORMED = "\uD800";

	/** What Java puts where there is no UTF-8, or itself. */
	static final char REPLACEMENT = '\uFFFD';

	private final List<SegmentTemplate> segments;

	private final List<Parameter> parameters;

	private final String text;

	/** What stands before the first parameter, behind another name. */
	private final String head;

	/** What stands behind the last parameter. */
	private final String tail;

	KeyTemplate(List<SegmentTemplate> segments) {
		this.segments = List.copyOf(segments);
		this.parameters = segments.stream().flatMap((segment) -> segment.parameters().stream()).toList();
		this.text = segments.stream().map(Object::toString).collect(Collectors.joining(":"));
		List<String> literals = literals();
		this.head = SEPARATOR + literals.get(0);
		this.tail = literals.get(literals.size() - 1);
	}

	KeyTemplate append(KeyTemplate child) {
		return new KeyTemplate(Stream.concat(this.segments.stream(), child.segments.stream()).toList());
	}

	/**
	 * The template, which has no parameter, with its last segment as the hash tag.
	 */
	KeyTemplate tagged() {
		List<SegmentTemplate> tagged = new ArrayList<>(this.segments);
		tagged.set(tagged.size() - 1, tagged.get(tagged.size() - 1).tagged());
		return new KeyTemplate(tagged);
	}

	List<SegmentTemplate> segments() {
		return this.segments;
	}

	/**
	 * How many segments each name has.
	 * @return the number of segments
	 */
	public int length() {
		return this.segments.size();
	}

	List<Parameter> parameters() {
		return this.parameters;
	}

	/**
	 * The parameters with their Java types.
	 * @return the names of the types by the names of the parameters, in order
	 */
	public Map<String, String> describeParameters() {
		Map<String, String> description = new LinkedHashMap<>();
		this.parameters
			.forEach((parameter) -> description.put(parameter.name(), parameter.declaredType().getTypeName()));
		return Collections.unmodifiableMap(description);
	}

	/**
	 * Whether the template has no parameter, so that its text is the one name it renders.
	 * @return whether there is no parameter
	 */
	public boolean isLiteral() {
		return this.parameters.isEmpty();
	}

	/**
	 * Whether the template has a hash tag, so that all names that begin with one name
	 * that it renders are in one slot of Redis Cluster.
	 * @return whether there is a hash tag
	 */
	public boolean isPinned() {
		return this.segments.stream().anyMatch(SegmentTemplate::isTagged);
	}

	/**
	 * The text around the parameters, separators and the braces of a hash tag included.
	 * @return the literals, one more than there are parameters
	 */
	public List<String> literals() {
		List<String> result = new ArrayList<>();
		StringBuilder literal = new StringBuilder();
		for (int i = 0; i < this.segments.size(); i++) {
			List<String> parts = this.segments.get(i).literals();
			literal.append((i > 0) ? String.valueOf(SEPARATOR) : "").append(parts.get(0));
			for (String part : parts.subList(1, parts.size())) {
				result.add(literal.toString());
				literal = new StringBuilder(part);
			}
		}
		result.add(literal.toString());
		return result;
	}

	/**
	 * Renders a name behind another one.
	 * @param prefix the other name
	 * @param arguments the arguments in the order of the parameters
	 * @return the prefix, a separator and the name
	 * @throws IllegalArgumentException if an argument cannot stand in a key
	 */
	public String render(String prefix, Object[] arguments) {
		if (this.parameters.size() != 1) {
			StringBuilder name = new StringBuilder(prefix.length() + 32).append(prefix).append(SEPARATOR);
			render(name, arguments);
			return name.toString();
		}
		// One concatenation copies each character once.
		Parameter parameter = this.parameters.get(0);
		Object argument = arguments[0];
		return (argument instanceof Number number && parameter.type().isLong())
				? prefix + this.head + number.longValue() + this.tail
				: prefix + this.head + parameter.render(argument, Encoding.PLAIN) + this.tail;
	}

	/**
	 * Renders a name of arguments that somebody has written down.
	 * @param texts the texts of the arguments in the order of the parameters, not encoded
	 * @return the name
	 * @throws IllegalArgumentException if there are too many or too few, or one is not
	 * the text of a value that can stand in a key
	 */
	public String renderTexts(List<String> texts) {
		if (this.parameters.isEmpty() && !texts.isEmpty()) {
			throw new IllegalArgumentException("There are arguments, but no parameters. Leave them out");
		}
		int needed = this.parameters.size();
		if (texts.size() != needed) {
			throw new IllegalArgumentException(
					"%d %s needed, but there %s %d. Give a value for each of %s, in this order".formatted(needed,
							(needed == 1) ? "argument is" : "arguments are", (texts.size() == 1) ? "is" : "are",
							texts.size(), describeParameters().keySet()));
		}
		Object[] arguments = new Object[texts.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.parameters.get(i).parseText(texts.get(i));
		}
		StringBuilder name = new StringBuilder();
		render(name, arguments);
		return name.toString();
	}

	void render(StringBuilder target, Object[] arguments) {
		int offset = 0;
		for (int i = 0; i < this.segments.size(); i++) {
			if (i > 0) {
				target.append(SEPARATOR);
			}
			SegmentTemplate segment = this.segments.get(i);
			segment.render(target, arguments, offset);
			offset += segment.parameters().size();
		}
	}

	/**
	 * The way back from a name to its arguments.
	 * @param name the name of a key
	 * @return the arguments by the names of the parameters, in order; empty if this
	 * template does not render that name
	 */
	public Optional<Map<String, Object>> match(String name) {
		String[] texts = split(name);
		List<Object> values = new ArrayList<>(this.parameters.size());
		if (texts.length != this.segments.size()) {
			return Optional.empty();
		}
		for (int i = 0; i < texts.length; i++) {
			if (!this.segments.get(i).match(texts[i], values)) {
				return Optional.empty();
			}
		}
		Map<String, Object> arguments = new LinkedHashMap<>();
		for (int i = 0; i < values.size(); i++) {
			arguments.put(this.parameters.get(i).name(), values.get(i));
		}
		return Optional.of(arguments);
	}

	/**
	 * The way back from a name that begins with one that this template renders, up to a
	 * separator, as the names in the subtree of a cluster do.
	 * @param name the name of a key
	 * @return what it begins with, {@code null} if it does not
	 */
	public @Nullable RenderedPrefix matchPrefix(String name) {
		List<Object> arguments = new ArrayList<>(this.parameters.size());
		int start = 0;
		for (SegmentTemplate segment : this.segments) {
			int end = name.indexOf(SEPARATOR, start);
			if (end < 0 || !segment.match(name.substring(start, end), arguments)) {
				return null;
			}
			start = end + 1;
		}
		return new RenderedPrefix(name.substring(0, start - 1), arguments.toArray());
	}

	/**
	 * What a template renders.
	 *
	 * @param text the text
	 * @param arguments the arguments in the order of the parameters, of their types
	 */
	public record RenderedPrefix(String text, Object[] arguments) {

	}

	/**
	 * The text of a name as Redis has it. Where that is not UTF-8, the text holds an
	 * unpaired surrogate, which stands in no literal and in no argument.
	 * @param name the name of a key
	 * @return the text
	 */
	public static String decode(byte[] name) {
		String text = new String(name, StandardCharsets.UTF_8);
		if (text.indexOf(REPLACEMENT) < 0) {
			return text;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPLACE)
				.replaceWith(MALFORMED)
				.decode(ByteBuffer.wrap(name))
				.toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The text of a name for people. Where that is not UTF-8, bytes are escaped, as
	 * {@code redis-cli} does it.
	 * @param name the name of a key
	 * @return the text
	 */
	public static String show(byte[] name) {
		String text = decode(name);
		if (!text.contains(MALFORMED)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder();
		for (byte character : name) {
			escaped.append((character > ' ' && character <= '~') ? String.valueOf((char) character)
					: "\\x%02x".formatted(character));
		}
		return escaped.toString();
	}

	static String[] split(String name) {
		return name.split(String.valueOf(SEPARATOR), -1);
	}

	/**
	 * Whether some name that this template renders begins with a whole name that the
	 * other renders, up to a separator or the end.
	 * @param prefix the other template
	 * @return whether the two overlap
	 */
	boolean canBeginWith(KeyTemplate prefix) {
		if (this.segments.size() < prefix.segments.size()) {
			return false;
		}
		for (int i = 0; i < prefix.segments.size(); i++) {
			if (!SegmentOverlap.isPossible(this.segments.get(i), prefix.segments.get(i))) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
