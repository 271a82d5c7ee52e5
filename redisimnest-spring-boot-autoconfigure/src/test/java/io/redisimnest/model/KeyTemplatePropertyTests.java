package io.redisimnest.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.redisimnest.model.KeyTemplate.RenderedPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.ClusterSlotHashUtil;

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
				template("{a},{b}", char.class, byte.class), template("{{a}}", String.class),
				template("root:{{a}}:{b}", String.class, String.class),
				template("-{a}--{{b}}-{c}", String.class, String.class, String.class),
				template("x{{a}}-{b}:{c}", long.class, String.class, UUID.class),
				template("root:scores").tagged().append(template("{a}-{b}", String.class, Color.class)));
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
			assertThat(key.codePoints().filter((c) -> "*?[]\\".indexOf(c) >= 0 || Character.isISOControl(c))).as(key)
				.isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void renderedKeysHaveTheBracesOfTheHashTagAndNoOthers(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(6);
		long braces = template.isPinned() ? 1 : 0;
		for (int i = 0; i < CASES; i++) {
			String key = render(template, arguments(template, texts).toArray());
			assertThat(key.chars().filter((c) -> c == '{').count()).as(key).isEqualTo(braces);
			assertThat(key.chars().filter((c) -> c == '}').count()).as(key).isEqualTo(braces);
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void literalsAndArgumentsMakeTheKey(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(7);
		for (int i = 0; i < CASES; i++) {
			List<Object> arguments = arguments(template, texts);
			StringBuilder joined = new StringBuilder(template.literals().get(0));
			int next = 0;
			for (SegmentTemplate segment : template.segments()) {
				for (Parameter parameter : segment.parameters()) {
					joined.append(parameter.render(arguments.get(next++), segment.encoding()));
					joined.append(template.literals().get(next));
				}
			}
			assertThat(joined).hasToString(render(template, arguments.toArray()));
		}
		assertThat(template.literals()).hasSize(template.parameters().size() + 1);
	}

	@ParameterizedTest
	@MethodSource("templates")
	void whatBeginsWithARenderedKeyMatchesBackToItsArguments(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(8);
		for (int i = 0; i < CASES; i++) {
			List<Object> arguments = arguments(template, texts);
			String prefix = render(template, arguments.toArray());
			for (String rest : List.of(":", ":" + texts.next(), "::")) {
				RenderedPrefix match = template.matchPrefix(prefix + rest);
				assertThat(match).as(prefix + rest).isNotNull();
				assertThat(match.text()).isEqualTo(prefix);
				assertThat(match.arguments()).containsExactlyElementsOf(arguments);
			}
			assertThat(template.matchPrefix(prefix)).as(prefix).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void whatMatchesAPrefixBeginsWithWhatWouldBeRendered(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(9);
		int refused = 0;
		for (int i = 0; i < CASES; i++) {
			String key = texts.mutate(render(template, arguments(template, texts).toArray()) + ":" + texts.next());
			RenderedPrefix match = template.matchPrefix(key);
			if (match == null) {
				refused++;
			}
			else {
				assertThat(match.text()).isEqualTo(render(template, match.arguments()));
				assertThat(key).startsWith(match.text() + ":");
			}
		}
		assertThat(refused).isGreaterThan(CASES / 20);
	}

	static Stream<KeyTemplate> pinned() {
		return templates().filter(KeyTemplate::isPinned);
	}

	@ParameterizedTest
	@MethodSource("pinned")
	void allKeysOfABoundClusterWithAHashTagAreInOneSlot(KeyTemplate template) {
		NastyTexts texts = new NastyTexts(10);
		for (int i = 0; i < CASES / 10; i++) {
			List<Object> above = arguments(template, texts);
			Set<Integer> slots = new HashSet<>();
			for (KeyTemplate below : List.of(template("age"), template("{x}", String.class),
					template("a:{y}-{z}", long.class, String.class))) {
				List<Object> all = new ArrayList<>(above);
				all.addAll(arguments(below, texts));
				assertThat(template.append(below).isPinned()).isTrue();
				slots.add(slot(render(template.append(below), all.toArray())));
			}
			String prefix = render(template, above.toArray());
			slots.add(slot(prefix + ":" + texts.next()));
			slots.add(slot(prefix.substring(prefix.indexOf('{') + 1, prefix.indexOf('}'))));
			assertThat(slots).as(prefix).hasSize(1);
		}
	}

	@Test
	void differentHashTagsAreInDifferentSlots() {
		KeyTemplate template = template("user:{{id}}:age", long.class);
		assertThat(LongStream.range(0, 100).mapToObj((id) -> slot(render(template, id))).distinct())
			.hasSizeGreaterThan(90);
	}

	@Test
	void keysWithoutAHashTagAreInDifferentSlots() {
		KeyTemplate template = template("user:7:{key}", String.class);
		assertThat(template.isPinned()).isFalse();
		assertThat(Stream.of("a", "b", "{a}", "{b}").map((key) -> slot(render(template, key))).distinct()).hasSize(4);
	}

	private static int slot(String key) {
		return ClusterSlotHashUtil.calculateSlot(key.getBytes(StandardCharsets.UTF_8));
	}

	static Stream<List<KeyTemplate>> alikeButForTheHashTag() {
		return Stream.of(List.of(template("user:{a}", String.class), template("user:{{a}}", String.class)),
				List.of(template("user:{a}", long.class), template("user:{{a}}", long.class)),
				List.of(template("user:{a}", String.class), template("user").tagged().append(template("a"))),
				List.of(template("{a}", String.class), template("a").tagged()),
				List.of(template("{a}-{b}", String.class, String.class),
						template("{{a}}-{b}", String.class, String.class),
						template("{a}-{{b}}", String.class, String.class)));
	}

	@ParameterizedTest
	@MethodSource
	void alikeButForTheHashTag(List<KeyTemplate> templates) {
		NastyTexts texts = new NastyTexts(11);
		for (int i = 0; i < CASES; i++) {
			for (KeyTemplate template : templates) {
				String key = render(template, arguments(template, texts).toArray());
				assertThat(templates.stream().filter((other) -> other.match(key).isPresent())).as(key)
					.containsExactly(template);
			}
		}
		for (KeyTemplate one : templates) {
			for (KeyTemplate other : templates) {
				assertThat(one.canBeginWith(other)).isEqualTo(one == other);
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
