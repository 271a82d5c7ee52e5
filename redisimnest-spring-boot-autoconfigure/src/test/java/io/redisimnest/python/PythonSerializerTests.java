package io.redisimnest.python;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.POJONode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Reads and writes files that Python has written, byte for byte: see
 * {@code src/test/resources/python}.
 */
class PythonSerializerTests {

	private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

	private static final LocalDateTime TIME = LocalDateTime.of(2024, 1, 2, 3, 4, 5);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.build();

	enum Colour {

		RED

	}

	record User(String name, int age, UUID id, OffsetDateTime since, @Nullable String note, List<String> tags,
			double score) {

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record Mixed(String text, int number, @Nullable String none) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat"))
	interface Animal {

	}

	record Cat(String name) implements Animal {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
	@JsonTypeName("pair")
	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record Pair(int left, int right) {

	}

	private static PythonSerializer serializer(Type type) {
		return PythonSerializer.factory(MAPPER).apply(MAPPER.constructType(type));
	}

	private static <T> Type type(ParameterizedTypeReference<T> reference) {
		return reference.getType();
	}

	private static byte[] file(String name) throws IOException {
		return new ClassPathResource("python/" + name + ".json").getContentAsByteArray();
	}

	static Stream<Arguments> files() {
		Map<String, Object> mixed = new LinkedHashMap<>();
		mixed.put("name", "Ada");
		mixed.put("age", 36);
		mixed.put("id", ID);
		mixed.put("since", OffsetDateTime.parse("2024-01-02T03:04:05Z"));
		mixed.put("note", null);
		mixed.put("tags", List.of("a", "b"));
		mixed.put("score", 1.0);
		Type texts = type(new ParameterizedTypeReference<List<String>>() {
		});
		Type numbers = type(new ParameterizedTypeReference<List<Integer>>() {
		});
		Type numberMap = type(new ParameterizedTypeReference<Map<String, Integer>>() {
		});
		Map<String, Integer> two = new LinkedHashMap<>();
		two.put("a", 1);
		two.put("b", 2);
		return Stream.of(Arguments.of("int", Integer.class, 30), Arguments.of("int-negative", Long.class, -7L),
				Arguments.of("int-zero", Short.class, (short) 0), Arguments.of("int-large", Long.class, Long.MAX_VALUE),
				Arguments.of("int-huge", BigInteger.class, BigInteger.TEN.pow(30)),
				Arguments.of("float", Double.class, 1.5), Arguments.of("float", Float.class, 1.5f),
				Arguments.of("float", BigDecimal.class, new BigDecimal("1.5")),
				Arguments.of("float-whole", Double.class, 30.0), Arguments.of("float-large", Double.class, 1e16),
				Arguments.of("float-below-large", Double.class, 9999999999999998.0),
				Arguments.of("float-small", Double.class, 0.0001), Arguments.of("float-smaller", Double.class, 0.00001),
				Arguments.of("float-long", Double.class, 123456789012345680.0),
				Arguments.of("float-third", Double.class, 1.0 / 3), Arguments.of("float-2e23", Double.class, 2e23),
				Arguments.of("float-least", Double.class, Double.MIN_VALUE),
				Arguments.of("float-most", Double.class, Double.MAX_VALUE),
				Arguments.of("float-negative-zero", Double.class, -0.0),
				Arguments.of("float-nan", Double.class, Double.NaN),
				Arguments.of("float-infinity", Double.class, Double.NEGATIVE_INFINITY),
				Arguments.of("str", String.class, "Ada"), Arguments.of("str-empty", String.class, ""),
				Arguments.of("str-escapes", String.class, "\"\\/\b\f\n\r\t\0\u001f\u007f"),
				Arguments.of("str-unicode", String.class, "é€😀"), Arguments.of("bool-true", Boolean.class, true),
				Arguments.of("bool-false", Boolean.class, false), Arguments.of("datetime", LocalDateTime.class, TIME),
				Arguments.of("datetime-microseconds", LocalDateTime.class, TIME.withNano(120_000)),
				Arguments.of("datetime-first", LocalDateTime.class, LocalDateTime.of(1, 1, 1, 0, 0)),
				Arguments.of("datetime-last", LocalDateTime.class,
						LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)),
				Arguments.of("datetime-utc", OffsetDateTime.class, OffsetDateTime.parse("2024-01-02T03:04:05Z")),
				Arguments.of("datetime-utc", Instant.class, Instant.parse("2024-01-02T03:04:05Z")),
				Arguments.of("datetime-utc", ZonedDateTime.class, ZonedDateTime.parse("2024-01-02T03:04:05Z")),
				Arguments.of("datetime-offset", OffsetDateTime.class,
						OffsetDateTime.parse("2024-01-02T03:04:05.000006+05:30")),
				Arguments.of("datetime-negative-offset", OffsetDateTime.class,
						OffsetDateTime.parse("2024-01-02T03:04:05-03:00")),
				Arguments.of("datetime-seconds-offset", OffsetDateTime.class,
						OffsetDateTime.parse("2024-01-02T03:04:05+01:00:15")),
				Arguments.of("uuid", UUID.class, ID), Arguments.of("list", numbers, List.of(1, 2, 3)),
				Arguments.of("list", type(new ParameterizedTypeReference<Set<Integer>>() {
				}), Set.of(1, 2, 3)
					.stream()
					.sorted()
					.collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new))),
				Arguments.of("list-empty", texts, List.of()), Arguments.of("list-texts", texts, List.of("a", "b")),
				Arguments.of("list-nested", type(new ParameterizedTypeReference<List<List<Integer>>>() {
				}), List.of(List.of(1), List.of())), Arguments.of("list-none", texts, Arrays.asList("a", null)),
				Arguments.of("list-times", type(new ParameterizedTypeReference<List<LocalDateTime>>() {
				}), List.of(TIME)), Arguments.of("list-uuids", type(new ParameterizedTypeReference<List<UUID>>() {
				}), List.of(ID)), Arguments.of("tuple", int[].class, new int[] { 1, 2 }),
				Arguments.of("tuple-mixed", Mixed.class, new Mixed("x", 1, null)), Arguments.of("dict", numberMap, two),
				Arguments.of("dict-empty", numberMap, Map.of()),
				Arguments.of("dict-mixed", User.class,
						new User("Ada", 36, ID, OffsetDateTime.parse("2024-01-02T03:04:05Z"), null, List.of("a", "b"),
								1.0)),
				Arguments.of("dict-mixed", type(new ParameterizedTypeReference<Map<String, Object>>() {
				}), mixed), Arguments.of("dict-mixed", Object.class, mixed));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("files")
	void aFileOfPythonIsRead(String name, Type type, Object value) throws IOException {
		assertThat(serializer(type).deserialize(file(name))).isEqualTo(value);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("files")
	void aFileOfPythonIsWrittenByteForByte(String name, Type type, Object value) throws IOException {
		assertThat(new String(Objects.requireNonNull(serializer(type).serialize(value)), StandardCharsets.US_ASCII))
			.isEqualTo(new String(file(name), StandardCharsets.US_ASCII));
	}

	@Test
	void everyFileIsTested() throws IOException {
		assertThat(Stream.concat(files().map((arguments) -> arguments.get()[0] + ".json"), Stream.of("none.json"))
			.distinct())
			.containsExactlyInAnyOrder(Objects.requireNonNull(
					new ClassPathResource("python").getFile().list((folder, name) -> name.endsWith(".json"))));
	}

	@Test
	void noneIsAbsent() throws IOException {
		assertThat(serializer(String.class).deserialize(file("none"))).isNull();
		assertThat(serializer(type(new ParameterizedTypeReference<Optional<String>>() {
		})).serialize(Optional.empty())).isNull();
	}

	@Test
	void tuplesAndListsAreReadAsEachOther() throws IOException {
		assertThat(serializer(type(new ParameterizedTypeReference<List<Integer>>() {
		})).deserialize(file("tuple"))).isEqualTo(List.of(1, 2));
		assertThat(serializer(int[].class).deserialize(file("list"))).isEqualTo(new int[] { 1, 2, 3 });
	}

	@Test
	void whatIsATextInJsonIsOneInPython() {
		assertThat(serializer(Colour.class).serialize(Colour.RED)).asString()
			.isEqualTo("{\"__type__\": \"str\", \"value\": \"RED\"}");
		assertThat(serializer(LocalDate.class).serialize(LocalDate.of(2024, 1, 2))).asString()
			.isEqualTo("{\"__type__\": \"str\", \"value\": \"2024-01-02\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			java.lang.Integer | str        | an envelope of type 'str'
			java.lang.Integer | float      | an envelope of type 'float'
			java.lang.Integer | bool-true  | an envelope of type 'bool'
			java.lang.Double  | int        | an envelope of type 'int'
			java.lang.String  | int        | an envelope of type 'int'
			java.lang.String  | uuid       | an envelope of type 'uuid'
			java.lang.String  | datetime   | an envelope of type 'datetime'
			java.util.UUID    | str        | an envelope of type 'str'
			java.lang.Boolean | int        | an envelope of type 'int'
			java.util.List    | dict       | an envelope of type 'dict'
			java.util.Map     | list       | an envelope of type 'list'
			""")
	void whatTheEnvelopeSaysMustAgreeWithTheDeclaredType(Class<?> type, String name, String reason) {
		assertThatThrownBy(() -> serializer(type).deserialize(file(name)))
			.satisfies((ex) -> assertThat(PythonSerializer.reason(ex)).isEqualTo(reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "30", "null", "\"x\"", "[]", "{}", "{", "{\"__type__\": \"str\"}",
			"{\"value\": \"x\"}", "{\"__type__\": \"str\", \"value\": \"x\"",
			"{\"__type__\": \"str\", \"value\": \"x\"}}", "{\"__type__\": \"str\", \"value\": \"x\"} x",
			"{\"__type__\": \"str\", \"value\": \"x\", \"more\": 1}",
			"{\"__type__\": \"str\", \"__type__\": \"str\", \"value\": \"x\"}", "{\"__type__\": \"str\", \"value\": 1}",
			"{\"__type__\": \"str\", \"value\": null}", "{\"__type__\": \"str\", \"value\": [\"x\"]}",
			"{\"__type__\": \"str\", \"value\": {\"__type__\": \"uuid\", \"value\": \"x\"}}",
			"{\"__type__\": \"any\", \"value\": \"x\"}", "{\"__type__\": \"STR\", \"value\": \"x\"}",
			"{\"__type__\": \"java.lang.Runtime\", \"value\": \"x\"}", "{\"__type__\": 1, \"value\": \"x\"}",
			"{\"__type__\": {\"__type__\": \"str\"}, \"value\": \"x\"}", "{'__type__': 'str', 'value': 'x'}" })
	void whatIsNoEnvelopeOfATextIsRefused(String envelope) {
		assertThatThrownBy(() -> serializer(String.class).deserialize(envelope.getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(RuntimeException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"__type__\": \"uuid\", \"value\": \"123e4567-e89b-12d3-a456-426614174000\"}]",
			"[{\"__type__\": \"str\", \"value\": \"x\"}]", "[{\"__type__\": \"datetime\", \"value\": 1}]",
			"[{\"__type__\": \"tuple\", \"value\": []}]", "[{\"value\": \"x\"}]", "[1]", "[[\"x\"]]" })
	void whatIsNoTextInAListOfTextsIsRefused(String list) {
		Type texts = type(new ParameterizedTypeReference<List<String>>() {
		});
		assertThatThrownBy(() -> serializer(texts)
			.deserialize("{\"__type__\": \"list\", \"value\": %s}".formatted(list).getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(RuntimeException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2024-01-02", "2024-01-02 03:04:05", "2024-01-02T03:04:05.1", "2024-13-02T03:04:05",
			"2024-02-30T03:04:05", "2024-01-02T24:00:00", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05+00:00", "",
			"x" })
	void whatIsNoTimeWithoutOffsetIsRefused(String text) {
		assertThatThrownBy(() -> serializer(LocalDateTime.class).deserialize(
				"{\"__type__\": \"datetime\", \"value\": \"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(RuntimeException.class);
	}

	@Test
	void aTimeWithoutOffsetIsNoInstant() {
		assertThatThrownBy(() -> serializer(Instant.class).deserialize(file("datetime")))
			.isInstanceOf(RuntimeException.class);
	}

	@Test
	void whatPythonCannotHoldIsRefused() {
		assertReason(LocalDateTime.class, TIME.withNano(1),
				"a time has nanoseconds, and Python's has not. Truncate it to ChronoUnit.MICROS");
		assertReason(LocalDateTime.class, TIME.withYear(10_000),
				"a time is not within the years 1 to 9999, which Python has");
		assertReason(LocalDateTime.class, TIME.withYear(0),
				"a time is not within the years 1 to 9999, which Python has");
		assertReason(ZonedDateTime.class, TIME.atZone(ZoneId.of("Europe/Berlin")),
				"a time has a zone id, of which Python keeps the offset only. Use OffsetDateTime");
		assertReason(BigDecimal.class, new BigDecimal("0.1234567890123456789"),
				"a decimal number has more digits than a float of Python holds");
		assertReason(BigDecimal.class, new BigDecimal("1e400"),
				"a decimal number has more digits than a float of Python holds");
		assertReason(type(new ParameterizedTypeReference<Map<String, String>>() {
		}), Map.of("__type__", "uuid", "value", "x"), "a map has the key '__type__', by which Python tells types");
		assertReason(type(new ParameterizedTypeReference<List<byte[]>>() {
		}), List.of(new byte[1]), "byte[] has no type in Python");
		assertReason(type(new ParameterizedTypeReference<List<LocalDateTime>>() {
		}), List.of(TIME.withNano(1)),
				"a time has nanoseconds, and Python's has not. Truncate it to ChronoUnit.MICROS");
	}

	private static void assertReason(Type type, Object value, String reason) {
		assertThatThrownBy(() -> serializer(type).serialize(value))
			.satisfies((ex) -> assertThat(PythonSerializer.reason(ex)).isEqualTo(reason));
	}

	@Test
	void nestingHasAnEnd() {
		String deep = "[".repeat(100_000) + "]".repeat(100_000);
		assertThatThrownBy(() -> serializer(Object.class)
			.deserialize("{\"__type__\": \"list\", \"value\": %s}".formatted(deep).getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(RuntimeException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG", "fa-IR", "mr-IN", "th-TH-u-nu-thai" })
	void digitsAreThoseOfPythonInEveryLocale(String language) throws IOException {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag(language));
		try {
			aFileOfPythonIsWrittenByteForByte("float-large", Double.class, 1e16);
			aFileOfPythonIsWrittenByteForByte("float-smaller", Double.class, 0.00001);
			aFileOfPythonIsWrittenByteForByte("float-2e23", Double.class, 2e23);
			aFileOfPythonIsWrittenByteForByte("int", Integer.class, 30);
			aFileOfPythonIsWrittenByteForByte("str-unicode", String.class, "é€😀");
			aFileOfPythonIsWrittenByteForByte("datetime-microseconds", LocalDateTime.class, TIME.withNano(120_000));
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	static Stream<Arguments> uncertain() {
		return Stream.of(Arguments.of(Object.class, 5, "int", "5"), Arguments.of(Object.class, 0.5, "float", "0.5"),
				Arguments.of(Object.class, "x", "str", "\"x\""), Arguments.of(Object.class, true, "bool", "true"),
				Arguments.of(Object.class, List.of(1), "list", "[1]"),
				Arguments.of(Object.class, ID, "uuid", "\"%s\"".formatted(ID)),
				Arguments.of(Object.class, TIME, "datetime", "\"2024-01-02T03:04:05\""),
				Arguments.of(Number.class, 5, "int", "5"), Arguments.of(Number.class, 0.5, "float", "0.5"),
				Arguments.of(Shape.class, new Circle(1), "list", "[\"circle\", {\"radius\": 1}]"),
				Arguments.of(Circle.class, new Circle(1), "list", "[\"circle\", {\"radius\": 1}]"),
				Arguments.of(Pair.class, new Pair(1, 2), "dict", "{\"pair\": [1, 2]}"),
				Arguments.of(Animal.class, new Cat("x"), "dict", "{\"kind\": \"cat\", \"name\": \"x\"}"));
	}

	@ParameterizedTest
	@MethodSource("uncertain")
	void aTypeOfManyShapesIsStoredInThatOfTheValue(Type type, Object value, String name, String text) {
		byte[] bytes = serializer(type).serialize(value);
		assertThat(bytes).asString().isEqualTo("{\"__type__\": \"%s\", \"value\": %s}".formatted(name, text));
		assertThat(serializer(type).deserialize(bytes)).isEqualTo(value);
	}

	@Test
	void anArrayOfCharactersIsAText() {
		byte[] bytes = serializer(char[].class).serialize(new char[] { 'a', 'b' });
		assertThat(bytes).asString().isEqualTo("{\"__type__\": \"str\", \"value\": \"ab\"}");
		assertThat(serializer(char[].class).deserialize(bytes)).isEqualTo(new char[] { 'a', 'b' });
	}

	@Test
	void aTreeIsWrittenAsItWasRead() throws IOException {
		JsonNode tree = (JsonNode) serializer(JsonNode.class).deserialize(file("dict-mixed"));
		assertThat(serializer(JsonNode.class).serialize(tree)).isEqualTo(file("dict-mixed"));
		assertThat(((POJONode) tree.path("id")).getPojo()).isEqualTo(ID);
		assertThat(MAPPER.writeValueAsString(tree)).contains("\"id\":\"%s\"".formatted(ID))
			.contains("\"since\":\"2024-01-02T03:04:05Z\"");
		for (String name : List.of("uuid", "datetime", "datetime-offset")) {
			assertThat(serializer(JsonNode.class).serialize(serializer(JsonNode.class).deserialize(file(name))))
				.isEqualTo(file(name));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1-1-1-1-1", "123e4567-e89b-12d3-a456-42661417400", "123e4567e-89b-12d3-a456-426614174000",
			"123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "", "x" })
	void whatIsNoUuidIsRefused(String text) {
		byte[] stored = "{\"__type__\": \"uuid\", \"value\": \"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8);
		assertThatThrownBy(() -> serializer(UUID.class).deserialize(stored)).isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> serializer(Object.class).deserialize(stored)).isInstanceOf(RuntimeException.class);
	}

	@Test
	void aMapKeepsItsOrder() throws IOException {
		assertThat(serializer(Map.class).deserialize(file("dict")))
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsExactly(Map.entry("a", 1), Map.entry("b", 2));
	}

}
