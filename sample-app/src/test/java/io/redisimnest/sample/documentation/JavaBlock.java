package io.redisimnest.sample.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of Java code. What begins at the margin, behind an empty line, with an
 * annotation, a modifier or {@code class}, {@code interface} and the like is a
 * declaration; all else are statements, which belong together.
 * <p>
 * A comment behind a statement can be a promise: of its value, as in
 * {@code age.get(); // 30}, or of the command that Redis gets, as in
 * {@code // GET root:user:1:age}.
 *
 * @param declarations the declarations
 * @param statements the statements, empty if there are none
 */
record JavaBlock(String declarations, String statements) {

	private static final Pattern DECLARATION = Pattern
		.compile("(@|(public|abstract|final|class|interface|record|enum) ).*", Pattern.DOTALL);

	private static final Pattern ROOT = Pattern.compile("(?m)^(?:public )?interface (\\w+) extends");

	private static final Pattern VALUE = Pattern
		.compile("(?m)^([^=\n]*\\));\\s+// (\"(?<text>.*)\"|(?<other>-?\\d+|true|false|[\\[{].*|Optional\\.empty))$");

	private static final Pattern COMMAND = Pattern.compile("// ([A-Z]{3,}( [^ ,.\n]+)* [a-z]+:[^ ,\n][^,\n]*)");

	static JavaBlock of(String text) {
		List<String> parts = Arrays.asList(text.split("\n\n(?=\\S)"));
		Predicate<String> isDeclaration = (part) -> DECLARATION.matcher(part).matches();
		return new JavaBlock(join(parts, isDeclaration), join(parts, isDeclaration.negate()));
	}

	private static String join(List<String> parts, Predicate<String> predicate) {
		return parts.stream().filter(predicate).collect(Collectors.joining("\n\n"));
	}

	/**
	 * The trees that are declared, by their interfaces.
	 */
	List<String> roots() {
		return ROOT.matcher(this.declarations).results().map((root) -> root.group(1)).toList();
	}

	/**
	 * The statements, with assertions in place of promised values.
	 */
	String checkedStatements() {
		return VALUE.matcher(this.statements).replaceAll((match) -> {
			String promised = (match.group(3) != null) ? match.group(3) : match.group(4);
			return Matcher.quoteReplacement("assertThat(String.valueOf(%s)).isEqualTo(\"%s\");"
				.formatted(match.group(1).strip(), promised.replace("\"", "\\\"")));
		});
	}

	/**
	 * The promised commands, each as it is or as it begins.
	 */
	List<String> commands() {
		return COMMAND.matcher(this.statements)
			.results()
			.map((match) -> match.group(1).strip())
			.filter((command) -> !command.contains("..."))
			.toList();
	}

}
