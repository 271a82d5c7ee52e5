package io.redisimnest.keyspace;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GlobPatternTests {

	private static final String CHARACTERS = "*?[]\\^-!a1:{}%,ä😀";

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@ParameterizedTest
	@CsvSource({ "a:b, a:b", "a*, a\\*", "a?b, a\\?b", "[a], \\[a\\]", "\\, \\\\", "a{b}^-, a{b}^-" })
	void whatMeansSomethingInAPatternIsEscaped(String text, String escaped) {
		assertThat(GlobPattern.escape(text)).isEqualTo(escaped);
	}

	@Test
	void anEscapedTextMatchesItselfAlone() {
		Random random = new Random(1);
		Set<String> texts = new LinkedHashSet<>();
		while (texts.size() < 1500) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(4); i >= 0; i--) {
				int index = CHARACTERS.offsetByCodePoints(0, random.nextInt(17));
				text.appendCodePoint(CHARACTERS.codePointAt(index));
			}
			texts.add(text.toString());
		}
		texts.forEach((text) -> TestRedis.commands().set(text, ""));
		for (String text : texts) {
			assertThat(TestRedis.commands().keys(GlobPattern.escape(text))).containsExactly(text);
		}
	}

}
