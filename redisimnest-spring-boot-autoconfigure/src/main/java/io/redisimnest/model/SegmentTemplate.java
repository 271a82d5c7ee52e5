package io.redisimnest.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What stands between two {@code :} of a template: literals and parameters in turn,
 * beginning and ending with a literal, which may be empty there.
 * <p>
 * The literals between two parameters never occur in an encoded argument of the segment,
 * so there is one way to take a segment apart.
 */
final class SegmentTemplate {

	private final List<String> literals;

	private final List<Parameter> parameters;

	private final Encoding encoding;

	/** What stands around a hash tag, and in no other literal and no argument. */
	static final String TAG_START = "{";

	static final String TAG_END = "}";

	/**
	 * Create a segment.
	 * @param literals the literals, one more than there are parameters
	 * @param parameters the parameters
	 */
	SegmentTemplate(List<String> literals, List<Parameter> parameters) {
		this.literals = withHashTags(literals, parameters);
		this.parameters = List.copyOf(parameters);
		this.encoding = (parameters.size() < 2) ? Encoding.PLAIN
				: Encoding.separatedBy(String.join("", literals.subList(1, parameters.size())));
	}

	private static List<String> withHashTags(List<String> literals, List<Parameter> parameters) {
		List<String> result = new ArrayList<>(literals);
		for (int i = 0; i < parameters.size(); i++) {
			if (parameters.get(i).isHashTag()) {
				result.set(i, result.get(i) + TAG_START);
				result.set(i + 1, TAG_END + result.get(i + 1));
			}
		}
		return List.copyOf(result);
	}

	/**
	 * The segment, which has no parameter, as a hash tag.
	 */
	SegmentTemplate tagged() {
		return new SegmentTemplate(List.of(TAG_START + this.literals.get(0) + TAG_END), List.of());
	}

	boolean isTagged() {
		return this.literals.stream().anyMatch((literal) -> literal.contains(TAG_START));
	}

	boolean isLiteral() {
		return this.parameters.isEmpty();
	}

	List<String> literals() {
		return this.literals;
	}

	List<Parameter> parameters() {
		return this.parameters;
	}

	Encoding encoding() {
		return this.encoding;
	}

	/**
	 * Appends the segment.
	 * @param target where to append
	 * @param arguments the arguments of the whole template
	 * @param offset the index of this segment's first argument
	 */
	void render(StringBuilder target, Object[] arguments, int offset) {
		target.append(this.literals.get(0));
		for (int i = 0; i < this.parameters.size(); i++) {
			target.append(this.parameters.get(i).render(arguments[offset + i], this.encoding));
			target.append(this.literals.get(i + 1));
		}
	}

	/**
	 * Whether a text is one that this segment renders.
	 * @param text the text
	 * @param values where to append the values of the parameters
	 * @return whether it matches
	 */
	boolean match(String text, @Nullable List<Object> values) {
		if (isLiteral()) {
			return text.equals(this.literals.get(0));
		}
		int position = this.literals.get(0).length();
		int end = text.length() - last().length();
		if (end <= position || !text.startsWith(this.literals.get(0)) || !text.endsWith(last())) {
			return false;
		}
		for (int i = 0; i < this.parameters.size(); i++) {
			boolean isLast = (i == this.parameters.size() - 1);
			String separator = isLast ? "" : this.literals.get(i + 1);
			int next = isLast ? end : text.indexOf(separator, position);
			if (next < position || next > end) {
				return false;
			}
			Object value = this.parameters.get(i).parse(text.substring(position, next), this.encoding);
			if (value == null) {
				return false;
			}
			if (values != null) {
				values.add(value);
			}
			position = next + separator.length();
		}
		return true;
	}

	private String last() {
		return this.literals.get(this.literals.size() - 1);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.literals.get(0));
		for (int i = 0; i < this.parameters.size(); i++) {
			text.append('{').append(this.parameters.get(i).name()).append('}').append(this.literals.get(i + 1));
		}
		return text.toString();
	}

}
