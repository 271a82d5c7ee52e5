package io.redisimnest.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates texts that are likely to be mistaken for something else when they stand in a
 * key. The same seed gives the same texts.
 */
final class NastyTexts {

	private static final List<String> FRAGMENTS = List.of(":", "::", "*", "?", "[", "]", "[^a]", "\\", "\\*", "{", "}",
			"{a}", "%", "%%", "%3A", "%3a", "%25", "%253A", "%2D", "%zz", "%C3%A9", "%s", "'", "\"", "`", "\n", "\r\n",
			"\t", "\0", "\u001B", "\u007F", "\u0085", "\u009F", "\u00A0", "-", "--", "_", ".", "@", "!", "=", "/", "#",
			"\uD83D\uDE00", "\uD83D\uDC68\u200D\uD83D\uDC69", "\u05E9\u05DC\u05D5\u05DD", "\u0645\u0631", "\u202E",
			"e\u0301", "\u00E9", "\u0301", "\uFFFD", "\uFEFF", "\u2028", "\uFFFF", "a", "B", "0", "7", "007", "-1", " ",
			"null", "true", "user", "\u4E2D\u6587");

	private static final char[] SMALL_ALPHABET = "%:-23AD*a".toCharArray();

	private final Random random;

	NastyTexts(long seed) {
		this.random = new Random(seed);
	}

	Random random() {
		return this.random;
	}

	/**
	 * A text, not empty.
	 * @return fragments one after another, seldom 10,000 characters long
	 */
	String next() {
		StringBuilder text = new StringBuilder();
		int fragments = 1 + this.random.nextInt(5);
		for (int i = 0; i < fragments; i++) {
			text.append(oneOf(FRAGMENTS));
		}
		return (this.random.nextInt(500) == 0) ? text.toString().repeat(10_000 / text.length() + 1) : text.toString();
	}

	<T> T oneOf(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/**
	 * A text that differs a little from another one.
	 * @param text the text
	 * @return the text with characters changed, removed, added or repeated
	 */
	String mutate(String text) {
		StringBuilder result = new StringBuilder(text);
		int changes = 1 + this.random.nextInt(3);
		for (int i = 0; i < changes; i++) {
			int position = this.random.nextInt(result.length() + 1);
			int end = Math.min(result.length(), position + this.random.nextInt(3));
			result.replace(position, end, this.random.nextBoolean() ? "" : oneOf(FRAGMENTS));
		}
		return result.toString();
	}

	/**
	 * All texts over a small alphabet.
	 * @param length the greatest length
	 * @return the texts, not empty
	 */
	static List<String> all(int length) {
		List<String> result = new ArrayList<>();
		List<String> last = List.of("");
		for (int i = 0; i < length; i++) {
			List<String> longer = new ArrayList<>();
			for (String text : last) {
				for (char c : SMALL_ALPHABET) {
					longer.add(text + c);
				}
			}
			result.addAll(longer);
			last = longer;
		}
		return result;
	}

}
