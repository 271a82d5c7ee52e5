package io.redisimnest.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.redisimnest.model.Templates.match;
import static io.redisimnest.model.Templates.render;
import static io.redisimnest.model.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of every template and all arguments.
 */
class KeyTemplatePropertyTests {

	private static final int CASES = 3000;

	static Stream<KeyTemplate> templates() {
		return Stream.of(template("{a}", String.class), template("root:{a}", String.class),
				template("root:{a}:{b}", String.class, String.class), template("before{a}after", String.class),
				template("-{a}-:x", String.class), template("{a}-{b}", String.class, String.class),
				template("{a}-{b}-", String.class, String.class),
				template("root:user:{a}-{b}:{c}", String.class, String.class, String.class),
				template("x{a}--{b}-y", String.class, String.class),
				template("{a}.{b}@{c}:tail", String.class, String.class, String.class),
				template("{a}!=={b}=!{c}", String.class, String.class, String.class),
				template("{a}:{b}", long.class, String.class), template("{a}-{b}", long.class, String.class),
				template("{a}_{b}:{c}", Color.class, boolean.class, UUID.class),
				template("{a}-{b}-{c}", UUID.class, int.class, Color.class),
				template("{a},{b}", char.class, byte.class));
	}

	@ParameterizedTest
	@MethodSource("templates")
	void renderedKeysMatchBackToTheirArguments(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(1);
		for (int i = 0; i < CASES; i++) {
			List<Object> arguments = arguments(template, texts);
			assertThat(match(template, render(template, arguments.toArray()))).isEqualTo(arguments);
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void distinctArgumentsGiveDistinctKeys(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(2);
		Map<String, List<Object>> rendered = new HashMap<>();
		for (int i = 0; i < CASES; i++) {
			List<Object> arguments = arguments(template, texts);
			List<Object> others = rendered.put(render(template, arguments.toArray()), arguments);
			assertThat(others).satisfiesAnyOf((none) -> assertThat(none).isNull(),
					(same) -> assertThat(same).isEqualTo(arguments));
		}
		assertThat(rendered).hasSizeGreaterThan(CASES / 20);
	}

	@ParameterizedTest
	@MethodSource("templates")
	void renderedKeysHaveAsManySegmentsAsTheTemplate(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(3);
		for (int i = 0; i < CASES; i++) {
			String key = render(template, arguments(template, texts).toArray());
			assertThat(key.chars().filter((c) -> c == ':').count()).as(key).isEqualTo(template.segments().size() - 1);
			assertThat(key.split(":", -1)).doesNotContain("");
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void renderedKeysHaveNoCharacterThatMeansSomethingInAPattern(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(4);
		for (int i = 0; i < CASES; i++) {
			String key = render(template, arguments(template, texts).toArray());
			assertThat(key.codePoints().filter((c) -> "*?[]\\{}".indexOf(c) >= 0 || Character.isISOControl(c))).as(key)
				.isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void whatMatchesIsWhatWouldBeRendered(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(5);
		int refused = 0;
		for (int i = 0; i < CASES; i++) {
			String key = texts.mutate(render(template, arguments(template, texts).toArray()));
			List<Object> arguments = match(template, key);
			if (arguments == null) {
				refused++;
			}
			else {
				assertThat(render(template, arguments.toArray())).isEqualTo(key);
			}
		}
		assertThat(refused).isGreaterThan(CASES / 20);
	}

	@Test
	void allShortTextsGiveDistinctKeysThatMatchBack() {
		KeyTemplate template = template("k:{a}", String.class);
		List<String> texts = NastyTexts.all(4);
		Map<String, String> rendered = new HashMap<>();
		for (String text : texts) {
			String key = render(template, text);
			assertThat(rendered.put(key, text)).isNull();
			assertThat(match(template, key)).isEqualTo(List.of(text));
		}
		assertThat(rendered).hasSameSizeAs(texts);
	}

	@Test
	void allPairsOfShortTextsInOneSegmentGiveDistinctKeysThatMatchBack() {
		KeyTemplate template = template("{a}-{b}", String.class, String.class);
		Map<String, List<Object>> rendered = new HashMap<>();
		for (String first : NastyTexts.all(2)) {
			for (String second : NastyTexts.all(2)) {
				List<Object> arguments = List.of(first, second);
				String key = render(template, first, second);
				assertThat(rendered.put(key, arguments)).isNull();
				assertThat(match(template, key)).isEqualTo(arguments);
			}
		}
	}

	@Test
	void allShortTextsThatMatchAreRendered() {
		List<KeyTemplate> templates = List.of(template("{a}-{b}", String.class, String.class),
				template("{a}-{b}-", String.class, String.class), template("-{a}", long.class),
				template("{a}:{b}", String.class, int.class), template("{a}--{b}", int.class, byte.class));
		for (KeyTemplate template : templates) {
			for (String text : NastyTexts.all(5)) {
				List<Object> arguments = match(template, text);
				if (arguments != null && !text.equals(render(template, arguments.toArray()))) {
					assertThat(text).as(template.toString()).isEqualTo(render(template, arguments.toArray()));
				}
			}
		}
	}

	private static List<Object> arguments(KeyTemplate template, NastyTexts texts) {
		List<Object> arguments = new ArrayList<>();
		for (Parameter parameter : template.parameters()) {
			arguments.add(argument(parameter.declaredType(), texts));
		}
		return arguments;
	}

	private static Object argument(Class<?> type, NastyTexts texts) {
		if (type == String.class) {
			return texts.next();
		}
		if (type == Color.class) {
			return texts.oneOf(List.of(Color.values()));
		}
		if (type == boolean.class) {
			return texts.random().nextBoolean();
		}
		if (type == char.class) {
			return (char) texts.random().nextInt(Character.MIN_SURROGATE);
		}
		if (type == UUID.class) {
			return new UUID(texts.random().nextLong(), texts.random().nextLong());
		}
		long number = texts.random().nextBoolean() ? texts.random().nextInt(20) - 10 : texts.random().nextLong();
		return (type == long.class) ? (Object) number : (type == int.class) ? (Object) (int) number : (byte) number;
	}

	enum Color {

		RED, DARK_RED, $RED

	}

}
