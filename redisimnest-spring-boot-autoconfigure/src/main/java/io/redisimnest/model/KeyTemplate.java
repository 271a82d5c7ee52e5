package io.redisimnest.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template of key names: segments, separated by {@code :}, with parameters. It renders
 * distinct arguments to distinct names, and matches each of them back to its arguments.
 */
public final class KeyTemplate {

	/** What separates two segments. */
	public static final char SEPARATOR = ':';

	private final List<SegmentTemplate> segments;

	private final List<Parameter> parameters;

	private final String text;

	KeyTemplate(List<SegmentTemplate> segments) {
		this.segments = List.copyOf(segments);
		this.parameters = segments.stream().flatMap((segment) -> segment.parameters().stream()).toList();
		this.text = segments.stream().map(Object::toString).collect(Collectors.joining(":"));
	}

	KeyTemplate append(KeyTemplate child) {
		return new KeyTemplate(Stream.concat(this.segments.stream(), child.segments.stream()).toList());
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
	 * Renders a name.
	 * @param target where to append it
	 * @param arguments the arguments in the order of the parameters
	 * @throws IllegalArgumentException if an argument cannot stand in a key
	 */
	public void render(StringBuilder target, Object[] arguments) {
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
