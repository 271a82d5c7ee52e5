package io.redisimnest.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.redisimnest.key.KeyArgument;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates without a tree.
 */
final class Templates {

	private Templates() {
	}

	/**
	 * A template.
	 * @param text its text, in which double braces stand around a hash tag
	 * @param types the types of its parameters, in their order
	 * @return the template
	 */
	static KeyTemplate template(String text, Class<?>... types) {
		return template(new ArgumentTypes(List.of()), text, types);
	}

	static KeyTemplate template(KeyArgument<?> argument, String text, Class<?>... types) {
		return template(new ArgumentTypes(List.of(argument)), text, types);
	}

	private static KeyTemplate template(ArgumentTypes argumentTypes, String text, Class<?>... types) {
		List<String> names = Pattern.compile("\\{(\\w+)}")
			.matcher(text)
			.results()
			.map((MatchResult result) -> result.group(1))
			.toList();
		assertThat(names).hasSameSizeAs(types);
		Map<String, Parameter> parameters = new LinkedHashMap<>();
		for (int i = 0; i < types.length; i++) {
			ArgumentType type = argumentTypes.get(types[i]);
			assertThat(type).as(types[i].getName()).isNotNull();
			parameters.put(names.get(i),
					new Parameter(names.get(i), types[i], type, text.contains("{{" + names.get(i) + "}}")));
		}
		KeyTemplate template = TemplateParser.parse(text.replace("{{", "{").replace("}}", "}"), parameters, "key",
				(message, arguments) -> {
					throw new AssertionError(message.formatted(arguments));
				});
		assertThat(template).isNotNull();
		return template;
	}

	static SegmentTemplate segment(String text, Class<?>... types) {
		KeyTemplate template = template(text, types);
		assertThat(template.segments()).hasSize(1);
		return template.segments().get(0);
	}

	static String render(KeyTemplate template, Object... arguments) {
		StringBuilder name = new StringBuilder();
		template.render(name, arguments);
		return name.toString();
	}

	/**
	 * The arguments of a name.
	 * @param template a template
	 * @param name a name
	 * @return the arguments, {@code null} if the template does not render that name
	 */
	static List<Object> match(KeyTemplate template, String name) {
		return template.match(name).map((arguments) -> List.copyOf(arguments.values())).orElse(null);
	}

}
