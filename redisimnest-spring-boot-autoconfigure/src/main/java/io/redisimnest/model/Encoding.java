package io.redisimnest.model;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The percent-encoding of arguments in one segment: characters that mean something in a
 * key or in a pattern, control characters, and the literals that separate two parameters
 * of the segment are written as {@code %} and the two hexadecimal digits of each of their
 * UTF-8 bytes.
 */
final class Encoding {

	static final Encoding PLAIN = new Encoding("");

	private static final String RESERVED = "%:{}*?[]\\";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	/** Which of the characters below 0xA0 are encoded. */
	private final boolean[] encoded = new boolean[0xA0];

	private Encoding(String separators) {
		for (char c = 0; c < this.encoded.length; c++) {
			this.encoded[c] = Character.isISOControl(c) || RESERVED.indexOf(c) >= 0 || separators.indexOf(c) >= 0;
		}
	}

	static Encoding separatedBy(String separators) {
		return separators.isEmpty() ? PLAIN : new Encoding(separators);
	}

	boolean encodes(int codePoint) {
		return codePoint < this.encoded.length && this.encoded[codePoint];
	}

	/**
	 * Encodes a text.
	 * @param text the text
	 * @return the encoded text, {@code null} if the text has an unpaired surrogate, for
	 * which there is no UTF-8
	 */
	@Nullable String encode(String text) {
		StringBuilder result = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean encode = encodes(c);
			if (Character.isSurrogate(c)) {
				if (!Character.isHighSurrogate(c) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					return null;
				}
				if (result != null) {
					result.append(c);
				}
				c = text.charAt(++i);
			}
			if (encode && result == null) {
				result = new StringBuilder(text.length() + 16).append(text, 0, i);
			}
			if (result != null) {
				append(result, c, encode);
			}
		}
		return (result != null) ? result.toString() : text;
	}

	private static void append(StringBuilder result, char c, boolean encode) {
		if (!encode) {
			result.append(c);
			return;
		}
		for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
			result.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
		}
	}

	/**
	 * Decodes a text.
	 * @param encoded the encoded text
	 * @return the text, {@code null} if no text is encoded like this
	 */
	@Nullable String decode(String encoded) {
		try {
			String text = (encoded.indexOf('%') < 0) ? encoded : StringUtils.uriDecode(encoded, StandardCharsets.UTF_8);
			return encoded.equals(encode(text)) ? text : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
