package io.redisimnest.model;

import java.math.BigInteger;
import java.time.Year;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Templates.segment;
import static org.assertj.core.api.Assertions.assertThat;

class SegmentOverlapTests {

	private static final List<String> LITERALS = List.of("", "", "", "", "", "A", "AB", "-", "1", "true", "e");

	private static final List<String> SEPARATORS = List.of("-", "_", "--", "-_", "$");

	private final Map<SegmentTemplate, Set<String>> texts = new HashMap<>();

	@Test
	void noIsNeverWrongAndYesIsExactForWords() {
		Random random = new Random(11);
		int overlaps = 0;
		for (int i = 0; i < 6_000; i++) {
			SegmentTemplate first = random(random, List.of(Word.class, boolean.class));
			SegmentTemplate second = random(random, List.of(Word.class, boolean.class));
			boolean possible = !Collections.disjoint(texts(first), texts(second));
			overlaps += possible ? 1 : 0;
			if (SegmentOverlap.isPossible(first, second) != possible) {
				assertThat(SegmentOverlap.isPossible(first, second)).as("%s and %s", first, second).isEqualTo(possible);
			}
		}
		assertThat(overlaps).isBetween(100, 5_900);
	}

	@Test
	void noIsNeverWrongForNumbers() {
		Random random = new Random(12);
		int overlaps = 0;
		for (int i = 0; i < 6_000; i++) {
			SegmentTemplate first = random(random, List.of(byte.class, Word.class));
			SegmentTemplate second = random(random, List.of(byte.class, boolean.class));
			if (!Collections.disjoint(texts(first), texts(second))) {
				overlaps++;
				assertThat(SegmentOverlap.isPossible(first, second)).as("%s and %s", first, second).isTrue();
			}
		}
		assertThat(overlaps).isBetween(100, 5_900);
	}

	@Test
	void noIsNeverWrongForText() {
		Random random = new Random(13);
		int overlaps = 0;
		for (int i = 0; i < 6_000; i++) {
			SegmentTemplate first = random(random, List.of(String.class, Word.class));
			SegmentTemplate second = random(random, List.of(String.class, byte.class, boolean.class));
			if (!Collections.disjoint(texts(first), texts(second))) {
				overlaps++;
				assertThat(SegmentOverlap.isPossible(first, second)).as("%s and %s", first, second).isTrue();
			}
		}
		assertThat(overlaps).isBetween(100, 5_900);
	}

	@Test
	void theOrderDoesNotMatter() {
		Random random = new Random(14);
		List<Class<?>> types = List.of(byte.class, Word.class, boolean.class, String.class, UUID.class, Year.class);
		for (int i = 0; i < 6_000; i++) {
			SegmentTemplate first = random(random, types);
			SegmentTemplate second = random(random, types);
			assertThat(SegmentOverlap.isPossible(first, second)).as("%s and %s", first, second)
				.isEqualTo(SegmentOverlap.isPossible(second, first));
		}
	}

	@Test
	void everySegmentOverlapsItself() {
		Random random = new Random(15);
		List<Class<?>> types = List.of(byte.class, Word.class, boolean.class, String.class, UUID.class, Year.class);
		for (int i = 0; i < 2_000; i++) {
			SegmentTemplate segment = random(random, types);
			assertThat(SegmentOverlap.isPossible(segment, segment)).as(segment.toString()).isTrue();
		}
	}

	@Test
	void literalsOverlapIfTheyAreEqual() {
		assertOverlap(segment("user"), segment("user"));
		assertNoOverlap(segment("user"), segment("users"));
	}

	@Test
	void numbersLeaveWordsToOthers() {
		assertNoOverlap(segment("{id}", long.class), segment("count"));
		assertNoOverlap(segment("{id}", BigInteger.class), segment("007"));
		assertNoOverlap(segment("{id}", byte.class), segment("128"));
		assertNoOverlap(segment("{id}", int.class), segment("-"));
		assertOverlap(segment("{id}", byte.class), segment("-128"));
		assertOverlap(segment("{id}", Year.class), segment("2024"));
	}

	@Test
	void textTakesEverything() {
		assertOverlap(segment("{name}", String.class), segment("admin"));
		assertOverlap(segment("{name}", String.class), segment("{id}", long.class));
		assertOverlap(segment("{name}", String.class), segment("{id}", UUID.class));
		assertOverlap(segment("{name}", String.class), segment("{other}", String.class));
		assertOverlap(segment("{name}", String.class), segment("{a}-{b}", long.class, String.class));
	}

	@Test
	void literalsKeepTextsApart() {
		assertNoOverlap(segment("a{x}", String.class), segment("b{x}", String.class));
		assertNoOverlap(segment("{x}a", String.class), segment("{x}b", String.class));
		assertOverlap(segment("a{x}", String.class), segment("{x}b", String.class));
		assertNoOverlap(segment("a{x}", String.class), segment("a"));
		assertOverlap(segment("a{x}", String.class), segment("aa{x}", String.class));
	}

	@Test
	void separatorsStandInNoArgument() {
		assertNoOverlap(segment("{x}-{y}", String.class, String.class), segment("a-b-c"));
		assertOverlap(segment("{x}-{y}", String.class, String.class), segment("a-b"));
		assertNoOverlap(segment("{x}-{y}", String.class, String.class),
				segment("{x}-{y}-{z}", String.class, String.class, String.class));
		assertNoOverlap(segment("{x}-{y}", String.class, String.class), segment("a{x}-{y}-b", int.class, int.class));
		assertOverlap(segment("{x}-{y}", String.class, String.class), segment("{x}.{y}", String.class, String.class));
	}

	@Test
	void encodedCharactersCanBeTheSame() {
		assertOverlap(segment("{a}_{b}", Joined.class, Joined.class), segment("{x}_{y}", String.class, String.class));
		assertOverlap(segment("{id}-{n}", UUID.class, int.class), segment("{x}-{y}", String.class, String.class));
		assertNoOverlap(segment("{a}_{b}", Joined.class, Joined.class),
				segment("{x}_{y}", boolean.class, String.class));
	}

	@Test
	void hashTagsKeepTextsApart() {
		assertNoOverlap(segment("{id}", long.class), segment("{{id}}", long.class));
		assertNoOverlap(segment("{x}", String.class), segment("{{x}}", String.class));
		assertNoOverlap(segment("{x}", String.class), segment("scores").tagged());
		assertNoOverlap(segment("scores"), segment("scores").tagged());
		assertOverlap(segment("{{id}}", long.class), segment("{{x}}", String.class));
		assertOverlap(segment("{{x}}", String.class), segment("scores").tagged());
		assertNoOverlap(segment("{{id}}", long.class), segment("scores").tagged());
		assertNoOverlap(segment("{x}-{{y}}", String.class, String.class),
				segment("{{x}}-{y}", String.class, String.class));
	}

	@Test
	void enumsAreKnownByTheirNames() {
		assertNoOverlap(segment("{c}", Word.class), segment("C"));
		assertOverlap(segment("{c}", Word.class), segment("A_B"));
		assertNoOverlap(segment("{c}", Word.class), segment("{b}", boolean.class));
		assertNoOverlap(segment("{c}", Word.class), segment("{id}", long.class));
		assertNoOverlap(segment("{c}", Word.class), segment("{id}", UUID.class));
		assertNoOverlap(segment("{c}", Nothing.class), segment("{name}", String.class));
	}

	@Test
	void uuidsAreKnownByTheirShape() {
		assertNoOverlap(segment("{id}", UUID.class), segment("me"));
		assertNoOverlap(segment("{id}", UUID.class), segment("{id}", long.class));
		assertOverlap(segment("{id}", UUID.class), segment("00000000-0000-0000-0000-000000000000"));
		assertNoOverlap(segment("{id}", UUID.class), segment("ABCDEF00-0000-0000-0000-000000000000"));
		assertOverlap(segment("{id}", UUID.class),
				segment("{x}-{y}-0000-0000-000000000000", String.class, String.class));
		assertNoOverlap(segment("{id}", UUID.class), segment("{x}-{y}", String.class, String.class));
	}

	@Test
	void verySameNumbersOfDifferentTypesOverlap() {
		assertOverlap(segment("{id}", long.class), segment("{id}", BigInteger.class));
		assertOverlap(segment("v{id}", int.class), segment("{name}", String.class));
		assertNoOverlap(segment("v{id}", int.class), segment("{id}", int.class));
		assertOverlap(segment("1{id}", int.class), segment("{id}", int.class));
	}

	@Test
	void moreAlternativesThanCanBeComparedAreTakenForText() {
		SegmentTemplate many = segment("{s}-{f}", Character.UnicodeScript.class, ChronoField.class);
		assertOverlap(many, segment("LATIN-{x}", String.class));
		assertOverlap(many, segment("{x}-YEAR", Character.UnicodeScript.class));
		assertNoOverlap(many, segment("{x}.YEAR", Character.UnicodeScript.class));
		assertNoOverlap(many, segment("LATIN-NEVER"));
	}

	private static void assertOverlap(SegmentTemplate first, SegmentTemplate second) {
		assertThat(SegmentOverlap.isPossible(first, second)).isTrue();
		assertThat(SegmentOverlap.isPossible(second, first)).isTrue();
	}

	private static void assertNoOverlap(SegmentTemplate first, SegmentTemplate second) {
		assertThat(SegmentOverlap.isPossible(first, second)).isFalse();
		assertThat(SegmentOverlap.isPossible(second, first)).isFalse();
	}

	/**
	 * A segment with up to two parameters.
	 */
	private static SegmentTemplate random(Random random, List<Class<?>> types) {
		int parameters = random.nextInt(3);
		StringBuilder text = new StringBuilder(oneOf(random, LITERALS));
		Class<?>[] chosen = new Class<?>[parameters];
		for (int i = 0; i < parameters; i++) {
			chosen[i] = oneOf(random, types);
			String parameter = "{p" + i + "}";
			text.append((i > 0) ? oneOf(random, SEPARATORS) : "")
				.append((i == 0 && random.nextInt(3) == 0) ? "{" + parameter + "}" : parameter);
		}
		text.append(oneOf(random, LITERALS));
		return text.isEmpty() ? segment("A") : segment(text.toString(), chosen);
	}

	private static <T> T oneOf(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	/**
	 * All that a segment renders; of text, all of a small alphabet.
	 */
	private Set<String> texts(SegmentTemplate segment) {
		return this.texts.computeIfAbsent(segment, (key) -> {
			Set<String> result = new HashSet<>();
			addTexts(segment, new ArrayList<>(), result);
			return result;
		});
	}

	private static void addTexts(SegmentTemplate segment, List<Object> arguments, Set<String> result) {
		if (arguments.size() == segment.parameters().size()) {
			StringBuilder text = new StringBuilder();
			segment.render(text, arguments.toArray(), 0);
			result.add(text.toString());
			return;
		}
		for (Object value : values(segment.parameters().get(arguments.size()).declaredType())) {
			arguments.add(value);
			addTexts(segment, arguments, result);
			arguments.remove(arguments.size() - 1);
		}
	}

	private static List<?> values(Class<?> type) {
		if (type == boolean.class) {
			return List.of(true, false);
		}
		if (type == Word.class) {
			return List.of(Word.values());
		}
		if (type == byte.class) {
			return List.of((byte) -128, (byte) -12, (byte) -2, (byte) -1, (byte) 0, (byte) 1, (byte) 2, (byte) 11,
					(byte) 12, (byte) 21, (byte) 112, (byte) 121, (byte) 127);
		}
		return List.of("A", "B", "-", "_", "1", "AB", "A-", "-A", "-1", "A_B", "true", "AA", "A-B", "--");
	}

	enum Joined {

		A_B

	}

	enum Nothing {

	}

	enum Word {

		A, B, AB, ABA, A_B, $A

	}

}
