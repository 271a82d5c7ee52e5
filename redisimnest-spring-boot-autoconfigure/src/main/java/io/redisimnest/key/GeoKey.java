package io.redisimnest.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metric;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchStoreCommandArgs;
import org.springframework.data.redis.domain.geo.BoundingBox;
import org.springframework.data.redis.domain.geo.GeoLocation;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.GeoShape;
import org.springframework.data.redis.domain.geo.Metrics;

/**
 * A key with members at positions on the earth, a Redis sorted set with scores that hold
 * positions. Members are stored as values in a {@link ValueKey}. A {@link Point} has the
 * longitude as x, -180 to 180, and the latitude as y, -85.05112878 to 85.05112878 degrees
 * (else an {@link IllegalArgumentException} is thrown); it is stored to within less than
 * a metre. Distances are in one of {@link Metrics}, else an
 * {@link IllegalArgumentException} is thrown.
 * <p>
 * Every write carries the declared time-to-live of the key, as in a {@link HashKey}. A
 * removal that finds nothing leaves it.
 * <p>
 * {@code null} is refused by every write with an {@link IllegalArgumentException}. A
 * stored member that cannot be read as the declared type is an
 * {@link io.redisimnest.UnreadableValueException UnreadableValueException}, a key of
 * another Redis type an {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @param <M> the type of the members
 * @since 0.1
 */
public interface GeoKey<M> extends MovableKey<GeoKey<M>> {

	/**
	 * {@code GEOADD key longitude latitude member}.
	 * @param point its position from now on
	 * @param member the member
	 * @return whether the member is new
	 */
	boolean add(Point point, M member);

	/**
	 * {@code GEOADD key longitude latitude member...}. Sends nothing for an empty map.
	 * @param points the positions by member
	 * @return how many members are new
	 */
	long addAll(Map<? extends M, Point> points);

	/**
	 * {@code GEOPOS key member}.
	 * @param member the member
	 * @return its position, {@code null} if there is no such member
	 */
	@Nullable Point position(M member);

	/**
	 * {@code GEOPOS key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return their positions in the order of the members, {@code null} for those that do
	 * not exist
	 */
	List<@Nullable Point> positions(Collection<? extends M> members);

	/**
	 * {@code GEODIST key from to m}.
	 * @param from a member
	 * @param to another member
	 * @return their distance in metres, {@code null} if one of them does not exist
	 */
	default @Nullable Distance distance(M from, M to) {
		return distance(from, to, Metrics.METERS);
	}

	/**
	 * {@code GEODIST key from to unit}.
	 * @param from a member
	 * @param to another member
	 * @param metric in what to measure
	 * @return their distance, {@code null} if one of them does not exist
	 */
	@Nullable Distance distance(M from, M to, Metric metric);

	/**
	 * {@code GEOHASH key member}.
	 * @param member the member
	 * @return its position as a geohash of 11 characters, {@code null} if there is no
	 * such member
	 */
	@Nullable String hash(M member);

	/**
	 * {@code GEOHASH key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return their geohashes in the order of the members, {@code null} for those that do
	 * not exist
	 */
	List<@Nullable String> hashes(Collection<? extends M> members);

	/**
	 * {@code GEOSEARCH key FROMMEMBER member BYRADIUS radius unit ASC WITHCOORD WITHDIST}.
	 * @param reference the centre: a member or a position
	 * @param radius how far to go from there
	 * @return the members with positions and distances, nearest first
	 */
	default GeoResults<GeoLocation<M>> search(GeoReference<M> reference, Distance radius) {
		return search(reference, GeoShape.byRadius(radius),
				GeoSearchCommandArgs.newGeoSearchArgs().sortAscending().includeCoordinates().includeDistance());
	}

	/**
	 * {@code GEOSEARCH key FROMMEMBER member BYBOX width height unit ASC WITHCOORD
	 * WITHDIST}.
	 * @param reference the centre: a member or a position
	 * @param box the box around it
	 * @return the members with positions and distances, nearest first
	 */
	default GeoResults<GeoLocation<M>> search(GeoReference<M> reference, BoundingBox box) {
		return search(reference, GeoShape.byBox(box),
				GeoSearchCommandArgs.newGeoSearchArgs().sortAscending().includeCoordinates().includeDistance());
	}

	/**
	 * {@code GEOSEARCH key FROMMEMBER member|FROMLONLAT longitude latitude BYRADIUS
	 * radius unit|BYBOX width height unit [ASC|DESC] [COUNT count [ANY]] [WITHCOORD]
	 * [WITHDIST]}. If there is the key, but no such member as the centre, the server
	 * refuses, which is thrown as
	 * {@link org.springframework.data.redis.RedisSystemException RedisSystemException}.
	 * @param reference the centre: a member or a position
	 * @param shape a radius or box around it
	 * @param arguments the order, how many, and what to include
	 * @return the members; where not included, their points are {@code null} and their
	 * distances 0
	 */
	GeoResults<GeoLocation<M>> search(GeoReference<M> reference, GeoShape shape, GeoSearchCommandArgs arguments);

	/**
	 * {@code GEOSEARCHSTORE destination key FROMMEMBER ...}, otherwise like
	 * {@link #search(GeoReference, GeoShape, GeoSearchCommandArgs)}. The destination is
	 * replaced, whatever it holds, and has its own declared time-to-live; it is gone if
	 * nothing is found. In Redis Cluster both keys must be in one slot, else an
	 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
	 * InvalidDataAccessApiUsageException} is thrown before anything is sent.
	 * @param destination where the members are stored, a key of the same kind, type of
	 * members and codec, on the same Redis, else an {@link IllegalArgumentException} is
	 * thrown
	 * @param reference the centre: a member or a position
	 * @param shape a radius or box around it
	 * @param arguments which of the members; distances in place of positions are refused
	 * with an {@link IllegalArgumentException}
	 * @return how many members were stored
	 */
	long searchAndStore(GeoKey<M> destination, GeoReference<M> reference, GeoShape shape,
			GeoSearchStoreCommandArgs arguments);

	/**
	 * {@code ZSCAN key cursor COUNT 1000}, page by page as the stream is consumed (a
	 * conversation). A member that exists all the while comes at least once, rarely
	 * twice; one that comes or goes meanwhile may come or not. The stream need not be
	 * closed.
	 * @return the members, in no order
	 */
	Stream<M> scan();

	/**
	 * {@code ZCARD key}.
	 * @return the number of members, 0 if the key does not exist
	 */
	long size();

	/**
	 * {@code ZREM key member}. The key goes with its last member.
	 * @param member the member
	 * @return whether it existed
	 */
	boolean remove(M member);

	/**
	 * {@code ZREM key member...}. Sends nothing if there are none.
	 * @param members the members
	 * @return how many of them existed
	 */
	long removeAll(Collection<? extends M> members);

}
