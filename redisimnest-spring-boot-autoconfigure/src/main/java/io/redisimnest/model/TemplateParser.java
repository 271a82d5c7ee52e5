package io.redisimnest.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.redisimnest.model.Problems.Site;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of one prefix.
 */
final class TemplateParser {

	private static final String PUNCTUATION = "-_.@+#/$~,;=!";

	private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)}");

	private final String text;

	private final Map<String, Parameter> available;

	private final Set<String> used = new LinkedHashSet<>();

	/** The names in braces that no parameter has. */
	private final Set<String> unknown = new LinkedHashSet<>();

	private final Site site;

	private boolean valid = true;

	private TemplateParser(String text, Map<String, Parameter> available, Site site) {
		this.text = text;
		this.available = available;
		this.site = site;
	}

	/**
	 * Parses a prefix.
	 * @param text the text, without placeholders
	 * @param available the parameters of the accessor by name
	 * @param what what the accessor opens: "cluster" or "key"
	 * @param site where to report problems
	 * @return the template, {@code null} if there are problems
	 */
	static @Nullable KeyTemplate parse(String text, Map<String, Parameter> available, String what, Site site) {
		return new TemplateParser(text, available, site).parse(what);
	}

	private @Nullable KeyTemplate parse(String what) {
		if (this.text.isEmpty()) {
			return fail("Prefix '' is empty. Give it at least one character");
		}
		List<SegmentTemplate> segments = new ArrayList<>();
		for (String segment : KeyTemplate.split(this.text)) {
			if (segment.isEmpty()) {
				fail("Prefix '%s' has an empty segment. Put a literal or a parameter before and after each ':'",
						this.text);
				continue;
			}
			SegmentTemplate parsed = parseSegment(segment);
			if (parsed != null) {
				segments.add(parsed);
			}
		}
		List<String> tags = this.used.stream().filter((name) -> this.available.get(name).isHashTag()).toList();
		if (tags.size() > 1) {
			fail("Parameters '%s' and '%s' of prefix '%s' are hash tags, and Redis uses the first. "
					+ "Remove one @HashTag", tags.get(0), tags.get(1), this.text);
		}
		Set<String> unused = new LinkedHashSet<>(this.available.keySet());
		unused.removeAll(this.used);
		reportMisspelt(unused);
		this.unknown.forEach((name) -> fail(
				"Prefix '%s' has no value for '{%s}'. Add a parameter named '%s' to the method that opens this %s",
				this.text, name, name, what));
		unused.forEach((name) -> fail(
				"Parameter '%s' is not used by prefix '%s'. Add '{%s}' to the prefix or remove the parameter", name,
				this.text, name));
		return this.valid ? new KeyTemplate(segments) : null;
	}

	/**
	 * Takes the most similar names together for as long as there are names on both sides:
	 * each pair is one problem, with one remedy.
	 */
	private void reportMisspelt(Set<String> unused) {
		while (!this.unknown.isEmpty() && !unused.isEmpty()) {
			String name = Collections.min(this.unknown,
					Comparator.comparingInt((candidate) -> Paths.distance(candidate, nearest(candidate, unused))));
			String meant = nearest(name, unused);
			fail("Prefix '%s' has no value for '{%s}'. Did you mean '{%s}'?", this.text, name, meant);
			this.unknown.remove(name);
			unused.remove(meant);
		}
	}

	private static String nearest(String name, Set<String> names) {
		return Objects.requireNonNull(Paths.nearest(name, names));
	}

	private @Nullable SegmentTemplate parseSegment(String segment) {
		List<String> literals = new ArrayList<>();
		List<Parameter> parameters = new ArrayList<>();
		List<String> names = new ArrayList<>();
		Matcher matcher = PARAMETER.matcher(segment);
		int position = 0;
		while (matcher.find()) {
			literals.add(segment.substring(position, matcher.start()));
			position = matcher.end();
			String name = matcher.group(1);
			names.add(name);
			Parameter parameter = this.available.get(name);
			if (parameter == null) {
				this.unknown.add(name);
				this.valid = false;
				continue;
			}
			if (!this.used.add(name)) {
				fail("Prefix '%s' uses '{%s}' twice. Use each parameter once", this.text, name);
			}
			parameters.add(parameter);
		}
		literals.add(segment.substring(position));
		literals.forEach(this::checkLiteral);
		for (int i = 1; i < names.size(); i++) {
			checkSeparator(literals.get(i), names.get(i - 1), names.get(i));
		}
		return this.valid ? new SegmentTemplate(literals, parameters) : null;
	}

	private void checkLiteral(String literal) {
		literal.codePoints().filter((c) -> !isLiteral(c)).findFirst().ifPresent((c) -> {
			if (c == '{' || c == '}') {
				fail("Prefix '%s' has a brace without its partner. Write parameters as '{name}'", this.text);
			}
			else {
				fail("Prefix '%s' holds '%s'. Use letters, digits and - _ . @ + # / $ ~ , ; = !", this.text,
						Character.isISOControl(c) ? "U+%04X".formatted(c) : Character.toString(c));
			}
		});
	}

	private void checkSeparator(String separator, String before, String after) {
		if (separator.isEmpty()) {
			fail("Prefix '%s' has nothing between '{%s}' and '{%s}'. Put a separator such as '-' between them",
					this.text, before, after);
		}
		else if (separator.codePoints().anyMatch(Character::isLetterOrDigit)) {
			fail("Prefix '%s' separates '{%s}' and '{%s}' by '%s'. "
					+ "Use a separator without letters and digits, such as '-'", this.text, before, after, separator);
		}
	}

	private static boolean isLiteral(int c) {
		return Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
	}

	private @Nullable KeyTemplate fail(String message, Object... arguments) {
		this.valid = false;
		this.site.report(message, arguments);
		return null;
	}

}
