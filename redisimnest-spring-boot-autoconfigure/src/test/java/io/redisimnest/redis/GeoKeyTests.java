package io.redisimnest.redis;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.GeoKey;
import io.redisimnest.redis.KindOperation.Use;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metric;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchStoreCommandArgs;
import org.springframework.data.redis.domain.geo.BoundingBox;
import org.springframework.data.redis.domain.geo.GeoLocation;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.GeoShape;
import org.springframework.data.redis.domain.geo.Metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GeoKeyTests extends KindTests<GeoKey<String>> {

	private static final Point PALERMO = new Point(13.361389, 38.115556);

	private static final Point CATANIA = new Point(15.087269, 37.502669);

	/** What the server makes of the position. */
	private static final Point STORED = new Point(13.361389338970184, 38.1155563954963);

	private static final GeoReference<String> CENTRE = GeoReference.fromCoordinate(13.5, 38);

	private static final Distance NEAR = Distance.of(100, Metrics.KILOMETERS);

	private static final GeoShape SHAPE = GeoShape.byRadius(NEAR);

	@Override
	List<KindOperation<GeoKey<String>>> operations() {
		return List.of(
				writes("add", "GEOADD @ 15.087269 37.502669 b", (key, other) -> key.add(CATANIA, "b")).results(true,
						true),
				writes("addAll", "GEOADD @ 15.087269 37.502669 a", (key, other) -> key.addAll(Map.of("a", CATANIA)))
					.results(1L, 0L),
				reads("position", "GEOPOS @ a", (key, other) -> key.position("a")).results(null, STORED),
				reads("positions", "GEOPOS @ x a", (key, other) -> key.positions(List.of("x", "a")))
					.results(Arrays.asList(null, null), Arrays.asList(null, STORED)),
				reads("distance", "GEODIST @ a a m", (key, other) -> key.distance("a", "a")).results(null,
						Distance.of(0, Metrics.METERS)),
				reads("distance in miles", "GEODIST @ a a mi", (key, other) -> key.distance("a", "a", Metrics.MILES))
					.results(null, Distance.of(0, Metrics.MILES)),
				reads("hash", "GEOHASH @ a", (key, other) -> key.hash("a")).results(null, "sqc8b49rny0"),
				reads("hashes", "GEOHASH @ x a", (key, other) -> key.hashes(List.of("x", "a")))
					.results(Arrays.asList(null, null), Arrays.asList(null, "sqc8b49rny0")),
				reads("search by radius", "GEOSEARCH @ FROMLONLAT 13.5 38.0 BYRADIUS 100.0 km ASC WITHCOORD WITHDIST",
						(key, other) -> key.search(CENTRE, NEAR))
					.results(nothing(Metrics.KILOMETERS), found("a", 17.6794, Metrics.KILOMETERS, STORED)),
				reads("search by box", "GEOSEARCH @ FROMLONLAT 13.5 38.0 BYBOX 90.0 80.0 mi ASC WITHCOORD WITHDIST",
						(key, other) -> key.search(CENTRE, new BoundingBox(90, 80, Metrics.MILES)))
					.results(nothing(Metrics.MILES), found("a", 10.9855, Metrics.MILES, STORED)),
				reads("search by arguments", "GEOSEARCH @ FROMMEMBER a BYRADIUS 100.0 km DESC COUNT 5 ANY",
						(key, other) -> key.search(GeoReference.fromMember("a"), SHAPE,
								GeoSearchCommandArgs.newGeoSearchArgs().sortDescending().limit(5, true)))
					.results(nothing(Metrics.KILOMETERS), found("a", 0, Metrics.KILOMETERS, null)),
				reads("searchAndStore", "GEOSEARCHSTORE & @ FROMLONLAT 13.5 38.0 BYRADIUS 100.0 km ASC COUNT 5",
						(key, other) -> key.searchAndStore(other, CENTRE, SHAPE,
								GeoSearchStoreCommandArgs.newGeoSearchStoreArgs().sortAscending().limit(5)))
					.and(Use.REPLACE)
					.notCreating()
					.results(0L, 1L),
				reads("size", "ZCARD @", (key, other) -> key.size()).results(0L, 1L),
				writesIf("remove", "ZREM @ a", (key, other) -> key.remove("a")).removing().results(false, true),
				writesIf("remove of a missing member", "ZREM @ x", (key, other) -> key.remove("x")).idling()
					.results(false, false),
				writesIf("removeAll", "ZREM @ a x", (key, other) -> key.removeAll(List.of("a", "x"))).removing()
					.results(0L, 1L));
	}

	@Override
	List<String> conversations() {
		return List.of("scan");
	}

	@Override
	GeoKey<String> key(Kinds kinds) {
		return kinds.geo();
	}

	@Override
	GeoKey<String> other(Kinds kinds) {
		return kinds.otherGeo();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.geoadd(name, PALERMO.getX(), PALERMO.getY(), "a");
	}

	@Test
	void distancesAreInTheMetricThatIsAsked() {
		GeoKey<String> key = sicily();
		assertThat(key.distance("Palermo", "Catania")).isEqualTo(Distance.of(166274.1516, Metrics.METERS));
		assertThat(key.distance("Palermo", "Catania", Metrics.KILOMETERS))
			.isEqualTo(Distance.of(166.2742, Metrics.KILOMETERS));
		assertThat(key.distance("Palermo", "Catania", org.springframework.data.geo.Metrics.MILES))
			.isEqualTo(Distance.of(103.3182, org.springframework.data.geo.Metrics.MILES));
		assertThat(key.distance("Palermo", "Catania", Metrics.FEET)).isEqualTo(Distance.of(545518.8700, Metrics.FEET));
		assertThat(key.distance("Palermo", "Rome")).isNull();
	}

	@Test
	void aMetricThatRedisDoesNotKnowIsRefused() {
		GeoKey<String> key = sicily();
		String message = "Metric 'NEUTRAL' is unknown to Redis. Use one of "
				+ "org.springframework.data.redis.domain.geo.Metrics";
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.distance("a", "b", org.springframework.data.geo.Metrics.NEUTRAL))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.search(CENTRE, Distance.of(5))).withMessage(message);
	}

	@ParameterizedTest
	@EnumSource
	void whatIsFoundIsNearestFirst(Declared declared) {
		GeoKey<String> key = sicily(declared.in(tree()).geo());
		GeoResults<GeoLocation<String>> found = key.search(GeoReference.fromMember("Catania"),
				Distance.of(200, Metrics.KILOMETERS));
		assertThat(names(found)).containsExactly("Catania", "Palermo");
		GeoResult<GeoLocation<String>> last = found.getContent().get(1);
		assertThat(last.getDistance()).isEqualTo(Distance.of(166.2742, Metrics.KILOMETERS));
		assertThat(last.getContent().getPoint()).isEqualTo(STORED);
		assertThat(found.getAverageDistance()).isEqualTo(Distance.of(83.1371, Metrics.KILOMETERS));
	}

	@Test
	void aBoxIsAsWideAndHighAsItSays() {
		GeoKey<String> key = sicily();
		GeoReference<String> centre = GeoReference.fromMember("Palermo");
		assertThat(names(key.search(centre, new BoundingBox(310, 140, Metrics.KILOMETERS)))).containsExactly("Palermo",
				"Catania");
		assertThat(names(key.search(centre, new BoundingBox(140, 310, Metrics.KILOMETERS)))).containsExactly("Palermo");
	}

	@ParameterizedTest
	@EnumSource
	void aSearchIncludesWhatItIsAskedFor(Declared declared) {
		GeoKey<String> key = declared.in(tree()).geo();
		fill(key.name());
		GeoResults<GeoLocation<String>> points = key.search(CENTRE, SHAPE,
				GeoSearchCommandArgs.newGeoSearchArgs().includeCoordinates());
		assertThat(points).isEqualTo(found("a", 0, Metrics.KILOMETERS, STORED));
		GeoResults<GeoLocation<String>> distances = key.search(CENTRE, SHAPE,
				GeoSearchCommandArgs.newGeoSearchArgs().includeDistance());
		assertThat(distances).isEqualTo(found("a", 17.6794, Metrics.KILOMETERS, null));
	}

	@Test
	void aSearchIsSortedAndLimited() {
		GeoKey<String> key = sicily();
		assertThat(names(key.search(CENTRE, GeoShape.byRadius(Distance.of(1000, Metrics.KILOMETERS)),
				GeoSearchCommandArgs.newGeoSearchArgs().sortDescending().limit(1))))
			.containsExactly("Catania");
	}

	@Test
	void whatIsFoundIsStoredWithItsPosition() {
		GeoKey<String> key = sicily();
		GeoKey<String> destination = tree().onWrite().otherGeo();
		assertThat(key.searchAndStore(destination, CENTRE, SHAPE, GeoSearchStoreCommandArgs.newGeoSearchStoreArgs()))
			.isEqualTo(1);
		assertThat(destination.position("Palermo")).isEqualTo(STORED);
	}

	@Test
	void distancesAreNotStoredInPlaceOfPositions() {
		GeoKey<String> key = sicily();
		GeoKey<String> destination = tree().onWrite().otherGeo();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.searchAndStore(destination, CENTRE, SHAPE,
					GeoSearchStoreCommandArgs.newGeoSearchStoreArgs().storeDistance()))
			.withMessage("Key 'clocks:write:otherGeo' cannot hold distances in place of positions. Leave "
					+ "storeDistance() out");
	}

	@Test
	void aDestinationForOtherMembersIsRefused() {
		GeoKey<String> key = tree().onWrite().geo();
		@SuppressWarnings("unchecked")
		GeoKey<String> numbers = (GeoKey<String>) (GeoKey<?>) Trees.create(Places.class).numbers();
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> key.searchAndStore(numbers, CENTRE, SHAPE, GeoSearchStoreCommandArgs.newGeoSearchStoreArgs()))
			.withMessage("Keys 'clocks:write:geo' and 'places:numbers' cannot be used together. Use keys of the same "
					+ "kind, type of values, codec and Redis");
	}

	@ParameterizedTest
	@EnumSource
	void aMissingMemberAsTheCentreIsRefusedByTheServer(Declared declared) {
		GeoKey<String> key = sicily(declared.in(tree()).geo());
		assertThatExceptionOfType(RedisSystemException.class)
			.isThrownBy(() -> key.search(GeoReference.fromMember("secret"), NEAR))
			.withMessage(
					"GEOSEARCH of '%s' (%s) failed. The server replied: ERR could not decode requested zset member",
					key, key.describe().path())
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource({ "180.1, 0", "-180.1, 0", "0, 85.06", "0, -85.06", "NaN, 0", "0, NaN", "Infinity, 0" })
	void aPointOutOfRangeIsRefusedWithoutBeingShown(double longitude, double latitude) {
		GeoKey<String> key = tree().onWrite().geo();
		String message = "Point is out of range. Use a longitude of -180 to 180 as x and a latitude of -85.05112878 "
				+ "to 85.05112878 as y";
		Point point = new Point(longitude, latitude);
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(point, "a")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.addAll(Map.of("a", point))).withMessage(message);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.search(GeoReference.fromCoordinate(longitude, latitude), NEAR))
			.withMessage(message);
	}

	@ParameterizedTest
	@CsvSource({ "180, 85.05112878", "-180, -85.05112878" })
	void theOutermostPointsAreStored(double longitude, double latitude) {
		GeoKey<String> key = tree().onWrite().geo();
		key.add(new Point(longitude, latitude), "a");
		Point position = key.position("a");
		assertThat(position).isNotNull();
		assertThat(position.getX()).isCloseTo(longitude, Offset.offset(1e-5));
		assertThat(position.getY()).isCloseTo(latitude, Offset.offset(1e-5));
	}

	@Test
	void aReferenceOrShapeThatIsUnknownIsRefused() {
		GeoKey<String> key = tree().onWrite().geo();
		GeoReference<String> reference = new GeoReference<>() {
		};
		assertThatIllegalArgumentException().isThrownBy(() -> key.search(reference, NEAR))
			.withMessage("Reference must be a member or a coordinate. Use a factory method of "
					+ "org.springframework.data.redis.domain.geo.GeoReference");
		GeoShape shape = () -> Metrics.METERS;
		assertThatIllegalArgumentException()
			.isThrownBy(() -> key.search(CENTRE, shape, GeoSearchCommandArgs.newGeoSearchArgs()))
			.withMessage("Shape must be a radius or a box. Use a factory method of "
					+ "org.springframework.data.redis.domain.geo.GeoShape");
	}

	@ParameterizedTest
	@EnumSource
	void aBigKeyIsScannedLazilyPageByPage(Declared declared) {
		GeoKey<String> key = declared.in(tree()).geo();
		Map<String, Point> points = points(3000);
		key.addAll(points);
		assertThat(Monitor.sent(() -> assertThat(key.scan().limit(10)).hasSize(10))).hasSize(1);
		assertThat(key.scan().distinct()).containsExactlyInAnyOrderElementsOf(points.keySet());
		assertThat(Monitor.sent(() -> key.scan())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void moreMembersThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		GeoKey<String> key = declared.in(tree()).geo();
		Map<String, Point> points = points(20_000);
		assertThat(Monitor.sent(() -> assertThat(key.addAll(points)).isEqualTo(20_000))).hasSize(1);
		List<String> members = List.copyOf(points.keySet());
		assertThat(key.positions(members)).hasSize(20_000).doesNotContainNull();
		assertThat(key.hashes(members)).hasSize(20_000).doesNotContainNull();
		assertThat(key.removeAll(members.subList(0, 15_000))).isEqualTo(15_000);
		assertThat(key.size()).isEqualTo(5_000);
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void nothingIsSentForNothing() {
		GeoKey<String> key = tree().onWrite().geo();
		assertThat(Monitor.sent(() -> {
			assertThat(key.addAll(Map.of())).isZero();
			assertThat(key.positions(List.of())).isEmpty();
			assertThat(key.hashes(List.of())).isEmpty();
			assertThat(key.removeAll(List.of())).isZero();
		})).isEmpty();
	}

	@Test
	void nullIsRefused() {
		GeoKey<String> key = tree().onWrite().geo();
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(PALERMO, null))
			.withMessage(
					"Element of key 'clocks:write:geo' must not be null. Leave it out, or remove the one that is there");
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(null, "a")).withMessage("Point must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> key.addAll(Collections.singletonMap("a", null)))
			.withMessage("Point must not be null");
	}

	@Test
	void aForeignMemberIsUnreadable() {
		GeoKey<Integer> key = Trees.create(Places.class).numbers();
		TestRedis.commands().geoadd(key.name(), 13, 38, "secret");
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> key.search(GeoReference.fromCoordinate(13, 38), NEAR))
			.withMessageStartingWith("Value of key 'places:numbers' (template 'places:numbers') cannot be read as "
					+ "java.lang.Integer. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	private GeoKey<String> sicily() {
		return sicily(tree().onWrite().geo());
	}

	private static GeoKey<String> sicily(GeoKey<String> key) {
		key.addAll(Map.of("Palermo", PALERMO, "Catania", CATANIA));
		return key;
	}

	private static Map<String, Point> points(int count) {
		return IntStream.range(0, count)
			.boxed()
			.collect(Collectors.toMap(String::valueOf, (i) -> new Point(i % 180, i % 85)));
	}

	private static List<String> names(GeoResults<GeoLocation<String>> results) {
		return results.getContent().stream().map((result) -> result.getContent().getName()).toList();
	}

	private static GeoResults<GeoLocation<String>> nothing(Metric metric) {
		return new GeoResults<>(List.of(), metric);
	}

	private static GeoResults<GeoLocation<String>> found(String name, double distance, Metric metric,
			@Nullable Point point) {
		return new GeoResults<>(List.of(new GeoResult<>(new GeoLocation<>(name, point), Distance.of(distance, metric))),
				metric);
	}

	@Prefix("places")
	interface Places extends Cluster {

		GeoKey<Integer> numbers();

	}

}
