package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.redisimnest.redis.AllTypes.Box;
import io.redisimnest.redis.AllTypes.Of;
import io.redisimnest.redis.CodecsRoundTripTests.Kind;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Range;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.Metrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read equals what was written, in every kind of key that holds values.
 */
class KindsRoundTripTests {

	private static final int VALUES = 20;

	private static final AllTypes TYPES = Trees.create(AllTypes.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	static Stream<Kind<?>> kinds() {
		return CodecsRoundTripTests.kinds();
	}

	private static <T> List<T> values(Kind<T> kind) {
		Random random = new Random(kind.name().hashCode());
		List<T> values = new ArrayList<>(Arrays.asList(kind.edges()));
		Stream.generate(() -> kind.generator().apply(random)).limit(VALUES).forEach(values::add);
		return values;
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inAHash(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		for (T value : values(kind)) {
			keys.hash().put("field", value);
			assertThat(keys.hash().get("field")).isEqualTo(value);
			assertThat(keys.hash().entries()).containsEntry("field", value);
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inARecord(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		for (T value : values(kind)) {
			keys.record().set(new Box<>(value));
			assertThat(keys.record().find()).contains(new Box<>(value));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inAList(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		keys.list().rightPushAll(values);
		assertThat(keys.list().range(0, -1)).isEqualTo(values);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inASet(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		keys.set().addAll(values);
		assertThat(keys.set().members()).hasSameElementsAs(values);
		assertThat(keys.set().scan()).hasSameElementsAs(values);
		assertThat(values).allMatch(keys.set()::isMember);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inASortedSet(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		for (int i = 0; i < values.size(); i++) {
			keys.sortedSet().add(values.get(i), i);
			assertThat(keys.sortedSet().score(values.get(i))).isEqualTo(i);
		}
		assertThat(keys.sortedSet().rangeWithScores(0, -1).stream().<Object>map(TypedTuple::getValue))
			.hasSameElementsAs(values);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void inAStream(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		values.forEach(keys.stream()::add);
		assertThat(keys.stream().range(Range.unbounded()).stream().<Object>map(ObjectRecord::getValue))
			.containsExactlyElementsOf(values);
		values.forEach((value) -> keys.records().add(new Box<>(value)));
		assertThat(keys.records().range(Range.unbounded()).stream().<Object>map((each) -> each.getValue().content()))
			.containsExactlyElementsOf(values);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void asAPlace(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		values.forEach((value) -> keys.geo().add(new Point(13.4, 52.5), value));
		assertThat(values).allMatch((value) -> keys.geo().position(value) != null);
		assertThat(keys.geo()
			.search(GeoReference.fromCoordinate(13.4, 52.5), new Distance(1, Metrics.KILOMETERS))
			.getContent()
			.stream()
			.map(GeoResult::getContent)
			.<Object>map((place) -> place.getName())).hasSameElementsAs(values);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T> void countedOnce(Kind<T> kind) {
		Of<T> keys = kind.keys().apply(TYPES);
		List<T> values = values(kind);
		keys.hyperLogLog().addAll(values);
		assertThat(keys.hyperLogLog().addAll(values)).isFalse();
	}

}
