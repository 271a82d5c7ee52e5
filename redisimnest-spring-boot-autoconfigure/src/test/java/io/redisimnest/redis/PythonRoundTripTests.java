package io.redisimnest.redis;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.key.ValueKey;
import io.redisimnest.redis.CodecsRoundTripTests.Kind;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored as Python stores it is read as it was, and what Python could not hold is
 * refused.
 */
class PythonRoundTripTests {

	private static final int VALUES = 200;

	/** Only these types have values that Python cannot hold. */
	private static final Pattern PARTLY = Pattern
		.compile("BigDecimal|Instant|LocalDateTime|OffsetDateTime|ZonedDateTime|nested maps|record|list of records");

	private static final TextTypes TYPES = Trees.registry(ValueFormat.PYTHON)
		.factory(TestRedis::connectionFactory)
		.create(TextTypes.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	static Stream<Kind<?>> kinds() {
		return CodecsRoundTripTests.kinds();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void generatedValuesSurviveOrAreRefused(Kind<T> kind) {
		ValueKey<T> key = kind.keys().apply(TYPES).value();
		List<T> values = values(kind);
		int refused = 0;
		for (T value : values) {
			try {
				key.set(value);
			}
			catch (InvalidDataAccessApiUsageException ex) {
				assertThat(ex.getMessage()).matches(".* cannot be written as .*: a (time|decimal number) (has|is) .*");
				refused++;
				continue;
			}
			assertThat(key.find()).as(() -> "stored as " + TestRedis.commands().get(key.name()))
				.hasValueSatisfying((found) -> assertSame(found, value));
			assertThat(TestRedis.commands().get(key.name()))
				.matches("(?s)\\{\"__type__\": \"[a-z]+\", \"value\": [ -~]+}");
		}
		if (PARTLY.matcher(kind.name()).matches()) {
			assertThat(refused).isLessThanOrEqualTo(values.size());
		}
		else {
			assertThat(refused).isZero();
		}
	}

	/**
	 * A number of Python has no trailing zeros.
	 */
	private static void assertSame(Object found, Object value) {
		if (value instanceof BigDecimal number) {
			assertThat((BigDecimal) found).isEqualByComparingTo(number);
		}
		else {
			assertThat(found).isEqualTo(value);
		}
	}

	private static <T> List<T> values(Kind<T> kind) {
		Random random = new Random(kind.name().hashCode());
		return Stream
			.concat(Arrays.stream(kind.edges()), Stream.generate(() -> kind.generator().apply(random)).limit(VALUES))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void whatIsCutOrChangedIsAValueOrRefusedClearly(Kind<T> kind) {
		ValueKey<T> key = kind.keys().apply(TYPES).value();
		Random random = new Random(1);
		for (T value : values(kind).subList(0, 20)) {
			try {
				key.set(value);
			}
			catch (InvalidDataAccessApiUsageException ex) {
				continue;
			}
			byte[] stored = TestRedis.binaryCommands().get(bytes(key.name()));
			for (int i = 0; i < 20; i++) {
				byte[] cut = Arrays.copyOf(stored, random.nextInt(stored.length));
				assertThat(read(key, cut)).isInstanceOf(UnreadableValueException.class);
				byte[] changed = stored.clone();
				changed[random.nextInt(changed.length)] = (byte) random.nextInt();
				RuntimeException failure = read(key, changed);
				if (failure != null) {
					assertThat(failure).isInstanceOf(UnreadableValueException.class).hasNoCause();
				}
			}
		}
	}

	private static @Nullable RuntimeException read(ValueKey<?> key, byte[] stored) {
		TestRedis.binaryCommands().set(bytes(key.name()), stored);
		try {
			key.get();
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
