package io.redisimnest.model;

import java.util.List;
import java.util.Locale;

import io.redisimnest.key.KeyArgument;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Templates.match;
import static io.redisimnest.model.Templates.render;
import static io.redisimnest.model.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Argument types that an application declares.
 */
class KeyArgumentTests {

	@Test
	void typesOfTheApplicationStandInKeys() {
		KeyTemplate template = template(new PointArgument(), "at:{p}", Point.class);
		assertThat(render(template, new Point(1, -2))).isEqualTo("at:1%3A-2");
		assertThat(match(template, "at:1%3A-2")).containsExactly(new Point(1, -2));
	}

	@Test
	void typesOfTheApplicationMayStandBesideOthersInASegment() {
		KeyTemplate template = template(new PointArgument(), "{p}-{q}", Point.class, Point.class);
		assertThat(render(template, new Point(1, -2), new Point(-3, 4))).isEqualTo("1%3A%2D2-%2D3%3A4");
		assertThat(match(template, "1%3A%2D2-%2D3%3A4")).containsExactly(new Point(1, -2), new Point(-3, 4));
	}

	@Test
	void textsThatFormatDoesNotProduceAreNotMatched() {
		KeyTemplate template = template(new PointArgument(), "at:{p}", Point.class);
		assertThat(List.of("at:01%3A-2", "at:1%3A+2", "at:1", "at:x%3Ay", "at:1:-2"))
			.allSatisfy((name) -> assertThat(match(template, name)).isNull());
	}

	@Test
	void parseMayReturnNullForTextsThatAreNotItsOwn() {
		KeyTemplate template = template(new Fixed("a", null), "k:{x}", Point.class);
		assertThat(match(template, "k:a")).isNull();
	}

	@Test
	void valuesThatParseDoesNotGiveBackAreRefused() {
		KeyTemplate template = template(new UpperCase(), "k:{x}", String.class);
		assertThat(render(template, "ABC")).isEqualTo("k:ABC");
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, "abc"))
			.withMessage("Argument 'x' has a text that does not lead back to its value");
		assertThat(match(template, "k:abc")).isNull();
	}

	@Test
	void valuesWithTheSameTextAreRefused() {
		KeyTemplate template = template(new Fixed("a", new Point(1, 1)), "k:{x}", Point.class);
		assertThat(render(template, new Point(1, 1))).isEqualTo("k:a");
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, new Point(2, 2)))
			.withMessage("Argument 'x' has a text that does not lead back to its value");
	}

	@Test
	void nullTextIsRefused() {
		KeyTemplate template = template(new Fixed(null, new Point(1, 1)), "k:{x}", Point.class);
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, new Point(1, 1)))
			.withMessage("Argument 'x' has a text that does not lead back to its value");
	}

	@Test
	void emptyTextIsRefused() {
		KeyTemplate template = template(new Fixed("", new Point(1, 1)), "k:{x}", Point.class);
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, new Point(1, 1)))
			.withMessage("Argument 'x' is empty");
	}

	@Test
	void exceptionsOfParseMeanThatTheValueIsRefused() {
		KeyTemplate template = template(new OneWay(), "k:{x}", Point.class);
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, new Point(1, 1)))
			.withMessage("Argument 'x' has a text that does not lead back to its value");
		assertThat(match(template, "k:1")).isNull();
	}

	@Test
	void exceptionsOfFormatComeThrough() {
		KeyTemplate template = template(new PointArgument(), "k:{x}", Point.class);
		assertThatIllegalStateException().isThrownBy(() -> render(template, new Point(13, 0)))
			.withMessage("no thirteen");
	}

	@Test
	void argumentsOfTheApplicationWinOverTheBuiltInOnes() {
		KeyTemplate template = template(new HexLong(), "k:{x}:{y}", long.class, Long.class);
		assertThat(render(template, 255L, 16L)).isEqualTo("k:ff:10");
		assertThat(match(template, "k:ff:10")).containsExactly(255L, 16L);
		assertThat(match(template, "k:FF:10")).isNull();
	}

	@Test
	void argumentsOfTheApplicationWinOverEnumNames() {
		KeyTemplate template = template(new LowerCaseColor(), "k:{x}", Color.class);
		assertThat(render(template, Color.RED)).isEqualTo("k:red");
		assertThat(match(template, "k:red")).containsExactly(Color.RED);
		assertThat(match(template, "k:RED")).isNull();
	}

	@Test
	void inheritedTypeIsFound() {
		KeyTemplate template = template(new SpecialPointArgument(), "at:{p}", Point.class);
		assertThat(match(template, "at:1%3A2")).containsExactly(new Point(1, 2));
	}

	@Test
	void twoForOneTypeAreRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new ArgumentTypes(List.of(new PointArgument(), new OneWay())))
			.withMessage("Two KeyArgument beans for type '%s': '%s' and '%s'. Keep one", Point.class.getName(),
					PointArgument.class.getName(), OneWay.class.getName());
	}

	@Test
	void objectThatDoesNotTellItsTypeIsRefused() {
		KeyArgument<?> argument = new Anything<Point>();
		assertThatIllegalStateException().isThrownBy(() -> new ArgumentTypes(List.of(argument)))
			.withMessage("KeyArgument '%s' does not tell its type. "
					+ "Declare it as a class that implements KeyArgument<YourType>", Anything.class.getName());
	}

	record Point(int x, int y) {

	}

	enum Color {

		RED, BLUE

	}

	static class PointArgument implements KeyArgument<Point> {

		@Override
		public String format(Point value) {
			if (value.x() == 13) {
				throw new IllegalStateException("no thirteen");
			}
			return value.x() + ":" + value.y();
		}

		@Override
		public Point parse(String text) {
			String[] parts = text.split(":");
			return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

	static class SpecialPointArgument extends PointArgument {

	}

	record Fixed(String text, Point value) implements KeyArgument<Point> {

		@Override
		public String format(Point value) {
			return this.text;
		}

		@Override
		public Point parse(String text) {
			return this.value;
		}

	}

	static class OneWay implements KeyArgument<Point> {

		@Override
		public String format(Point value) {
			return String.valueOf(value.x());
		}

		@Override
		public Point parse(String text) {
			throw new UnsupportedOperationException();
		}

	}

	static class UpperCase implements KeyArgument<String> {

		@Override
		public String format(String value) {
			return value.toUpperCase(Locale.ROOT);
		}

		@Override
		public String parse(String text) {
			return text;
		}

	}

	static class HexLong implements KeyArgument<Long> {

		@Override
		public String format(Long value) {
			return Long.toHexString(value);
		}

		@Override
		public Long parse(String text) {
			return Long.parseUnsignedLong(text, 16);
		}

	}

	static class LowerCaseColor implements KeyArgument<Color> {

		@Override
		public String format(Color value) {
			return value.name().toLowerCase(Locale.ROOT);
		}

		@Override
		public Color parse(String text) {
			return Color.valueOf(text.toUpperCase(Locale.ROOT));
		}

	}

	static class Anything<T> implements KeyArgument<T> {

		@Override
		public String format(T value) {
			return value.toString();
		}

		@Override
		public T parse(String text) {
			throw new UnsupportedOperationException();
		}

	}

}
