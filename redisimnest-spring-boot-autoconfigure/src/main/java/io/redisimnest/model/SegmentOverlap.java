package io.redisimnest.model;

import java.util.ArrayList;
import java.util.List;

import io.redisimnest.model.ArgumentType.Texts;

/**
 * Decides whether two segments can render the same text. Where the texts of a parameter
 * are not known exactly, more are assumed, so that "no" is always right.
 */
final class SegmentOverlap {

	/** With more alternatives, constants are treated as any text. */
	private static final int MAXIMUM_ALTERNATIVES = 1024;

	private SegmentOverlap() {
	}

	static boolean isPossible(SegmentTemplate first, SegmentTemplate second) {
		if (first.isLiteral()) {
			return second.match(first.literals().get(0), null);
		}
		if (second.isLiteral()) {
			return first.match(second.literals().get(0), null);
		}
		List<List<Symbol>> others = alternatives(second);
		return alternatives(first).stream()
			.anyMatch((one) -> others.stream().anyMatch((other) -> new Intersection(one, other).exists(0, 0)));
	}

	/**
	 * The texts of a segment, each alternative a sequence of symbols.
	 */
	private static List<List<Symbol>> alternatives(SegmentTemplate segment) {
		List<List<Symbol>> result = List.of(literal(segment.literals().get(0)));
		for (int i = 0; i < segment.parameters().size(); i++) {
			List<List<Symbol>> texts = texts(segment.parameters().get(i).type().texts(), segment.encoding());
			if (result.size() * texts.size() > MAXIMUM_ALTERNATIVES) {
				texts = texts(Texts.ANY, segment.encoding());
			}
			List<Symbol> literal = literal(segment.literals().get(i + 1));
			List<List<Symbol>> longer = new ArrayList<>();
			for (List<Symbol> start : result) {
				for (List<Symbol> text : texts) {
					longer.add(concat(start, text, literal));
				}
			}
			result = longer;
		}
		return result;
	}

	private static List<List<Symbol>> texts(Texts texts, Encoding encoding) {
		return switch (texts.shape()) {
			case WORDS -> texts.words().stream().map((word) -> literal(encoding.encode(word))).toList();
			case INTEGER -> List.of(repeated(new Symbol(0, Symbol.DIGIT, encoding)),
					concat(literal(encoding.encode("-")), repeated(new Symbol(0, Symbol.DIGIT, encoding))));
			case UUID -> List.of(uuid(encoding));
			case ANY -> List.of(repeated(new Symbol(0, Symbol.ANY, encoding)));
		};
	}

	private static List<Symbol> uuid(Encoding encoding) {
		List<Symbol> result = new ArrayList<>();
		for (char c : "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".toCharArray()) {
			result.addAll((c == 'x') ? List.of(new Symbol(0, Symbol.HEX, encoding)) : literal(encoding.encode("-")));
		}
		return result;
	}

	private static List<Symbol> literal(String text) {
		return text.codePoints().mapToObj((c) -> new Symbol(c, Symbol.ONE, Encoding.PLAIN)).toList();
	}

	/** Once or more often. */
	private static List<Symbol> repeated(Symbol symbol) {
		return List.of(symbol, new Symbol(symbol.character(), symbol.set() | Symbol.REPEATED, symbol.encoding()));
	}

	@SafeVarargs
	private static List<Symbol> concat(List<Symbol>... parts) {
		List<Symbol> result = new ArrayList<>();
		for (List<Symbol> part : parts) {
			result.addAll(part);
		}
		return result;
	}

	/**
	 * One character of a text, or a set of characters.
	 *
	 * @param character the character, if it is one
	 * @param set else the set; with {@link #REPEATED} any number of its characters
	 * @param encoding the encoding of the segment, which tells what its arguments lack
	 */
	private record Symbol(int character, int set, Encoding encoding) {

		static final int ONE = 0;

		static final int DIGIT = 1;

		static final int HEX = 2;

		static final int ANY = 3;

		static final int REPEATED = 4;

		boolean isRepeated() {
			return (this.set & REPEATED) != 0;
		}

		boolean contains(int c) {
			return switch (this.set & ~REPEATED) {
				case ONE -> c == this.character;
				case DIGIT -> c >= '0' && c <= '9';
				case HEX -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
				default -> c == '%' || !this.encoding.encodes(c);
			};
		}

		boolean intersects(Symbol other) {
			if (this.set == ONE) {
				return other.contains(this.character);
			}
			if (other.set == ONE) {
				return contains(other.character);
			}
			// Every set of more than one character contains the digits.
			return true;
		}

	}

	/**
	 * Whether two sequences of symbols have a text in common.
	 */
	private static final class Intersection {

		private final List<Symbol> first;

		private final List<Symbol> second;

		private final boolean[][] failed;

		Intersection(List<Symbol> first, List<Symbol> second) {
			this.first = first;
			this.second = second;
			this.failed = new boolean[first.size() + 1][second.size() + 1];
		}

		boolean exists(int i, int j) {
			if (this.failed[i][j]) {
				return false;
			}
			this.failed[i][j] = true;
			if (i == this.first.size() && j == this.second.size()) {
				return true;
			}
			boolean firstRepeats = i < this.first.size() && this.first.get(i).isRepeated();
			boolean secondRepeats = j < this.second.size() && this.second.get(j).isRepeated();
			if ((firstRepeats && exists(i + 1, j)) || (secondRepeats && exists(i, j + 1))) {
				return true;
			}
			return i < this.first.size() && j < this.second.size() && this.first.get(i).intersects(this.second.get(j))
					&& exists(firstRepeats ? i : i + 1, secondRepeats ? j : j + 1);
		}

	}

}
