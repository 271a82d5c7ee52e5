package io.redisimnest.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.redisimnest.model.KeyTemplate.RenderedPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.redisimnest.model.Templates.match;
import static io.redisimnest.model.Templates.render;
import static io.redisimnest.model.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rendering and matching, by example.
 */
class KeyTemplateTests {

	private static final String ID = "550e8400-e29b-41d4-a716-446655440000";

	@Test
	void literalRendersItself() {
		KeyTemplate template = template("root:app:tokens");
		assertThat(template.isLiteral()).isTrue();
		assertThat(render(template)).isEqualTo("root:app:tokens");
		assertThat(template.match("root:app:tokens")).contains(Map.of());
		assertThat(template.match("root:app:token")).isEmpty();
	}

	@Test
	void argumentsStandWhereTheirParametersStand() {
		KeyTemplate template = template("root:user:{userId}:message:{messageId}", long.class, String.class);
		assertThat(template.isLiteral()).isFalse();
		assertThat(render(template, 1L, "a")).isEqualTo("root:user:1:message:a");
		assertThat(template.match("root:user:1:message:a")).hasValueSatisfying((arguments) -> assertThat(arguments)
			.containsExactly(Map.entry("userId", 1L), Map.entry("messageId", "a")));
	}

	@Test
	void textsAreCounted() {
		KeyTemplate template = template("root:user:{userId}:message:{messageId}", long.class, String.class);
		assertThat(template.renderTexts(List.of("1", "a"))).isEqualTo("root:user:1:message:a");
		assertThatIllegalArgumentException().isThrownBy(() -> template.renderTexts(List.of("1")))
			.withMessage("2 arguments are needed, but there is 1. "
					+ "Give a value for each of [userId, messageId], in this order");
	}

	@Test
	void literalsMayStandAroundAnArgument() {
		KeyTemplate template = template("user-{id}.json", int.class);
		assertThat(render(template, 5)).isEqualTo("user-5.json");
		assertThat(match(template, "user-5.json")).containsExactly(5);
		assertThat(match(template, "user-5.jso")).isNull();
		assertThat(match(template, "user-.json")).isNull();
		assertThat(match(template, "user5.json")).isNull();
	}

	@Test
	void literalsMayOverlapInATextThatIsTooShort() {
		KeyTemplate template = template("aba{x}aba", String.class);
		assertThat(match(template, "aba")).isNull();
		assertThat(match(template, "ababa")).isNull();
		assertThat(match(template, "abaaba")).isNull();
		assertThat(match(template, "aba-aba")).containsExactly("-");
	}

	@Test
	void severalArgumentsInASegmentEncodeWhatSeparatesThem() {
		KeyTemplate template = template("instance:{model}-{id}", String.class, String.class);
		assertThat(render(template, "a-b", "c")).isEqualTo("instance:a%2Db-c");
		assertThat(render(template, "a", "b-c")).isEqualTo("instance:a-b%2Dc");
		assertThat(match(template, "instance:a%2Db-c")).containsExactly("a-b", "c");
		assertThat(match(template, "instance:a-b%2Dc")).containsExactly("a", "b-c");
		assertThat(match(template, "instance:a-b-c")).isNull();
	}

	@Test
	void negativeNumbersEncodeTheirSignNextToAHyphen() {
		KeyTemplate template = template("{x}-{y}", int.class, int.class);
		assertThat(render(template, -1, -2)).isEqualTo("%2D1-%2D2");
		assertThat(match(template, "%2D1-%2D2")).containsExactly(-1, -2);
		assertThat(match(template, "-1-2")).isNull();
	}

	@Test
	void uuidsNextToAHyphenCanBeReadBack() {
		KeyTemplate template = template("{x}-{y}", UUID.class, String.class);
		UUID id = UUID.fromString(ID);
		assertThat(render(template, id, "a")).isEqualTo("550e8400%2De29b%2D41d4%2Da716%2D446655440000-a");
		assertThat(match(template, render(template, id, "a"))).containsExactly(id, "a");
	}

	@Test
	void oneSeparatorMayBeginLikeAnother() {
		KeyTemplate template = template("{a}-{b}--{c}", String.class, String.class, String.class);
		assertThat(render(template, "x", "y", "z")).isEqualTo("x-y--z");
		assertThat(match(template, "x-y--z")).containsExactly("x", "y", "z");
		assertThat(match(template, "x--y-z")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-", "--", "x-", "-y-", "x--", "x-y", "" })
	void theLastLiteralIsNotTakenForASeparator(String name) {
		assertThat(match(template("{a}-{b}-", String.class, String.class), name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x=-", "x=-.", "x=-y", "x=y.", "=-y-." })
	void theLastLiteralMayShareCharactersWithALongSeparator(String name) {
		assertThat(match(template("{a}=-{b}-.", String.class, String.class), name)).isNull();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			a:b,      a%3Ab
			50%,      50%25
			'{id}',   %7Bid%7D
			*,        %2A
			a?,       a%3F
			[ab],     %5Bab%5D
			\\,       %5C
			%3A,      %253A
			""")
	void charactersWithAMeaningAreEncoded(String argument, String text) {
		KeyTemplate template = template("k:{x}", String.class);
		assertThat(render(template, argument)).isEqualTo("k:" + text);
		assertThat(match(template, "k:" + text)).containsExactly(argument);
	}

	@ParameterizedTest
	@ValueSource(strings = { "550e8400-e29b-41d4-a716-446655440000", "jane.doe+news@example.org", "J\u00FCrgen",
			"\u4E2D\u6587", "\uD83D\uDE00", "\u05E9\u05DC\u05D5\u05DD", "a b", "~/file#1,2;3", "'quoted'", "\"" })
	void everythingElseStaysReadable(String argument) {
		assertThat(render(template("k:{x}", String.class), argument)).isEqualTo("k:" + argument);
	}

	@ParameterizedTest
	@ValueSource(strings = { "k:%3a", "k:%61", "k:%", "k:%3", "k:%G0", "k:a:b", "k:", "k", "", "k:a:", ":k:a", "K:a",
			"k:*", "k:{x}", "k:[", "k:\\", "k:\n", "k:\0", "k:%C3%A9", "k:%FF", "k:%C0%80", "k:%ED%A0%80", "k:%+1",
			"k:%-1", "k:\uD800", "k:\uDC00a", "k:%E2%82", " k:a" })
	void whatNoTextRendersIsNotMatched(String name) {
		assertThat(match(template("k:{x}", String.class), name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "007", "+7", "-0", "7 ", "7L", "0x7", "7.0", "1e3", "\u0667", "9223372036854775808", "" })
	void whatNoNumberRendersIsNotMatched(String text) {
		assertThat(match(template("k:{x}", long.class), "k:" + text)).isNull();
	}

	@Test
	void upperCaseUuidsAreNotMatched() {
		KeyTemplate template = template("k:{x}", UUID.class);
		assertThat(match(template, "k:" + ID)).containsExactly(UUID.fromString(ID));
		assertThat(match(template, "k:" + ID.toUpperCase(Locale.ROOT))).isNull();
		assertThat(match(template, "k:1-1-1-1-1")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRUE", "True", "yes", "1", "" })
	void whatNoBooleanRendersIsNotMatched(String text) {
		assertThat(match(template("k:{x}", boolean.class), "k:" + text)).isNull();
	}

	@Test
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> render(template("k:{x}", String.class), (Object) null))
			.withMessage("Argument 'x' is null");
	}

	@Test
	void emptyTextIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> render(template("k:{x}", String.class), ""))
			.withMessage("Argument 'x' is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "*\uD83D" })
	void unpairedSurrogatesAreRefused(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> render(template("k:{x}", String.class), argument))
			.withMessage("Argument 'x' has an unpaired surrogate");
	}

	@Test
	void parametersAreDescribedByTheirDeclaredTypes() {
		KeyTemplate template = template("a:{x}-{y}:{z}", long.class, String.class, UUID.class);
		assertThat(template).hasToString("a:{x}-{y}:{z}");
		assertThat(template.describeParameters()).containsExactly(Map.entry("x", "long"),
				Map.entry("y", "java.lang.String"), Map.entry("z", "java.util.UUID"));
	}

	@Test
	void appendedTemplateHasTheArgumentsOfBoth() {
		KeyTemplate template = template("a:{x}", long.class).append(template("b-{y}", String.class));
		assertThat(template).hasToString("a:{x}:b-{y}");
		assertThat(render(template, 1L, "c")).isEqualTo("a:1:b-c");
		assertThat(match(template, "a:1:b-c")).isEqualTo(List.of(1L, "c"));
	}

	@Test
	void hashTagHasBracesOfItsOwn() {
		KeyTemplate template = template("user:{{id}}-x:{y}", long.class, String.class);
		assertThat(template).hasToString("user:{{id}}-x:{y}");
		assertThat(template.isPinned()).isTrue();
		assertThat(render(template, 42L, "c")).isEqualTo("user:{42}-x:c");
		assertThat(match(template, "user:{42}-x:c")).isEqualTo(List.of(42L, "c"));
		assertThat(match(template, "user:42-x:c")).isNull();
	}

	@Test
	void lastSegmentCanBeTheHashTag() {
		KeyTemplate template = template("a:b").tagged();
		assertThat(template).hasToString("a:{b}");
		assertThat(template.isPinned()).isTrue();
		assertThat(template.isLiteral()).isTrue();
		assertThat(render(template)).isEqualTo("a:{b}");
	}

	@Test
	void literalsStandAroundTheParameters() {
		assertThat(template("a:b").literals()).containsExactly("a:b");
		assertThat(template("a:{x}-{y}:{z}", long.class, String.class, UUID.class).literals()).containsExactly("a:",
				"-", ":", "");
		assertThat(template("{x}:a:b{{y}}:c", long.class, String.class).literals()).containsExactly("", ":a:b{", "}:c");
	}

	@Test
	void whatStandsBehindAPrefixDoesNotMatter() {
		KeyTemplate template = template("a:{x}-{y}", long.class, UUID.class);
		UUID id = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
		String prefix = render(template, 7L, id);
		for (String rest : List.of("", "b", "b:c", ":", "\uD800")) {
			RenderedPrefix match = template.matchPrefix(prefix + ":" + rest);
			assertThat(match).isNotNull();
			assertThat(match.text()).isEqualTo(prefix);
			assertThat(match.arguments()).containsExactly(7L, id);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a:7", "a:7-8", "a:07:b", "a::b", "b:7:c", ":a:7:b", "a:x:b" })
	void whatDoesNotBeginWithAPrefixIsNotMatched(String name) {
		assertThat(template("a:{x}", int.class).matchPrefix(name)).isNull();
	}

	@Test
	void literalPrefixHasNoArguments() {
		RenderedPrefix match = template("a:b").matchPrefix("a:b:c");
		assertThat(match).isNotNull();
		assertThat(match.text()).isEqualTo("a:b");
		assertThat(match.arguments()).isEmpty();
	}

	@Test
	void nameThatIsNotUtf8IsMatchedAsFarAsItIs() {
		KeyTemplate template = template("a:{x}", String.class);
		byte[] name = "a:\u00E9:?".getBytes(StandardCharsets.UTF_8);
		name[name.length - 1] = (byte) 0xFF;
		assertThat(template.matchPrefix(KeyTemplate.decode(name))).isNotNull();
		name[2] = (byte) 0xFF;
		assertThat(template.matchPrefix(KeyTemplate.decode(name))).isNull();
	}

}
