package io.redisimnest.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EncodingTests {

	@Test
	void exactlyTheReservedAndTheControlCharactersAreEncoded() {
		for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
			if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
				continue;
			}
			String text = Character.toString(c);
			boolean expected = "%:{}*?[]\\".contains(text) || Character.isISOControl(c);
			if (expected != Encoding.PLAIN.encodes(c) || expected == text.equals(Encoding.PLAIN.encode(text))) {
				assertThat(Encoding.PLAIN.encode(text)).as("U+%04X", c).isEqualTo(expected ? percent(text) : text);
			}
		}
	}

	@Test
	void everyCharacterDecodesToItself() {
		Encoding encoding = Encoding.separatedBy("-_.@+#/$~,;=!");
		for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
			if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
				String text = Character.toString(c);
				assertThat(encoding.decode(encoding.encode(text))).isEqualTo(text);
			}
		}
	}

	@Test
	void encodedIsThePercentAndTwoUpperCaseDigitsOfEachByte() {
		assertThat(Encoding.PLAIN.encode("*")).isEqualTo("%2A");
		assertThat(Encoding.PLAIN.encode("\0")).isEqualTo("%00");
		assertThat(Encoding.PLAIN.encode("\n")).isEqualTo("%0A");
		assertThat(Encoding.PLAIN.encode("\u007F")).isEqualTo("%7F");
		assertThat(Encoding.PLAIN.encode("\u0085")).isEqualTo("%C2%85");
	}

	@Test
	void textWithNothingToEncodeIsTheSameObject() {
		String text = "jane@example.org \u00E9 \uD83D\uDE00";
		assertThat(Encoding.PLAIN.encode(text)).isSameAs(text);
		assertThat(Encoding.PLAIN.decode(text)).isSameAs(text);
	}

	@Test
	void whatStandsAroundAnEncodedCharacterStays() {
		assertThat(Encoding.PLAIN.encode("\uD83D\uDE00:\u00E9*\uD83D\uDE00"))
			.isEqualTo("\uD83D\uDE00%3A\u00E9%2A\uD83D\uDE00");
		assertThat(Encoding.PLAIN.decode("\uD83D\uDE00%3A\u00E9%2A\uD83D\uDE00"))
			.isEqualTo("\uD83D\uDE00:\u00E9*\uD83D\uDE00");
	}

	@Test
	void separatorsAreEncodedInTheirSegmentOnly() {
		assertThat(Encoding.separatedBy("-.").encode("a-b.c_d")).isEqualTo("a%2Db%2Ec_d");
		assertThat(Encoding.separatedBy("-.").decode("a%2Db%2Ec_d")).isEqualTo("a-b.c_d");
		assertThat(Encoding.separatedBy("-.").decode("a-b")).isNull();
		assertThat(Encoding.PLAIN.decode("a%2Db")).isNull();
		assertThat(Encoding.separatedBy("")).isSameAs(Encoding.PLAIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%3a", "%61", "%", "a%", "%3", "%G0", "%0G", "%%3A", "%C3%A9", "%FF", "%C0%BA", "%C2",
			"%C2%", "%ED%A0%80", "%F0%9F%98%80", "%+A", "%-1", "% A", ":", "*", "?", "[", "]", "{", "}", "\\", "\n",
			"\0", "\u0085", "\uD83D", "\uDE00", "%3A\uD83D", "%EF%BC%9A" })
	void whatIsNotEncodedLikeThisIsNotDecoded(String encoded) {
		assertThat(Encoding.PLAIN.decode(encoded)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83D", "\uD83Da", "\uDE00\uD83D", "\uD83D\uD83D", ":\uD83D",
			"\uD83D\uDE00\uDE00" })
	void unpairedSurrogatesHaveNoEncoding(String text) {
		assertThat(Encoding.PLAIN.encode(text)).isNull();
	}

	@Test
	void veryLongTextsAreEncoded() {
		String text = "a:\uD83D\uDE00".repeat(100_000);
		String encoded = Encoding.PLAIN.encode(text);
		assertThat(encoded).isEqualTo("a%3A\uD83D\uDE00".repeat(100_000));
		assertThat(Encoding.PLAIN.decode(encoded)).isEqualTo(text);
	}

	private static String percent(String text) {
		StringBuilder result = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			result.append('%').append("%02X".formatted(b).toUpperCase(Locale.ROOT));
		}
		return result.toString();
	}

}
