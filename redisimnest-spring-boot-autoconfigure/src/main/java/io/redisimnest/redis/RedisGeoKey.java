package io.redisimnest.redis;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.key.GeoKey;
import org.jspecify.annotations.Nullable;

import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metric;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoCommandArgs.GeoCommandFlag;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchStoreCommandArgs;
import org.springframework.data.redis.domain.geo.GeoLocation;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.GeoShape;
import org.springframework.util.Assert;

/**
 * {@link GeoKey} on a Redis sorted set.
 *
 * @param <M> the type of the members
 */
final class RedisGeoKey<M> extends ScoredKey<M, GeoKey<M>> implements GeoKey<M> {

	RedisGeoKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public boolean add(Point point, M member) {
		return write(GeoArguments.position(command("GEOADD"), point).value(encode(member)), Replies.IS_ONE);
	}

	@Override
	public long addAll(Map<? extends M, Point> points) {
		if (points.isEmpty()) {
			return nothing(Replies.ZERO);
		}
		Command command = command("GEOADD").each(Replies::sum);
		points.forEach((member, point) -> GeoArguments.position(command, point).value(encode(member)));
		return write(command, Replies.COUNT);
	}

	@Override
	public @Nullable Point position(M member) {
		return read(command("GEOPOS").value(encode(member)), (reply) -> toPoint(Replies.toList(reply).get(0)));
	}

	@Override
	public List<@Nullable Point> positions(Collection<? extends M> members) {
		return readEach("GEOPOS", members, RedisGeoKey::toPoint);
	}

	@Override
	public @Nullable Distance distance(M from, M to, Metric metric) {
		return read(command("GEODIST").value(encode(from)).value(encode(to)).option(GeoArguments.unit(metric)),
				(reply) -> (reply != null) ? Distance.of(Replies.toDouble(reply), metric) : null);
	}

	@Override
	public @Nullable String hash(M member) {
		return read(command("GEOHASH").value(encode(member)), (reply) -> toHash(Replies.toList(reply).get(0)));
	}

	@Override
	public List<@Nullable String> hashes(Collection<? extends M> members) {
		return readEach("GEOHASH", members, RedisGeoKey::toHash);
	}

	@Override
	public GeoResults<GeoLocation<M>> search(GeoReference<M> reference, GeoShape shape,
			GeoSearchCommandArgs arguments) {
		boolean withPoint = arguments.getFlags().contains(GeoCommandFlag.withCord());
		boolean withDistance = arguments.getFlags().contains(GeoCommandFlag.withDist());
		Metric metric = shape.getMetric();
		Command command = GeoArguments.search(command("GEOSEARCH"), reference, this::encode, shape, arguments);
		if (withPoint) {
			command.option("WITHCOORD");
		}
		if (withDistance) {
			command.option("WITHDIST");
		}
		return read(command, (reply) -> new GeoResults<>(
				Replies.toList(reply, (found) -> toResult(found, withDistance, withPoint, metric)), metric));
	}

	/**
	 * A member that was found: itself, or a list with what is included, of which the
	 * distance comes first.
	 */
	private GeoResult<GeoLocation<M>> toResult(@Nullable Object found, boolean withDistance, boolean withPoint,
			Metric metric) {
		Iterator<@Nullable Object> parts = ((found instanceof List) ? Replies.toList(found) : List.of(found))
			.iterator();
		M member = decode(parts.next());
		Distance distance = Distance.of(withDistance ? Replies.toDouble(parts.next()) : 0, metric);
		return new GeoResult<>(new GeoLocation<>(member, withPoint ? toPoint(parts.next()) : null), distance);
	}

	@Override
	public long searchAndStore(GeoKey<M> destination, GeoReference<M> reference, GeoShape shape,
			GeoSearchStoreCommandArgs arguments) {
		if (arguments.isStoreDistance()) {
			throw new IllegalArgumentException(
					"Key '%s' cannot hold distances in place of positions. Leave storeDistance() out"
						.formatted(destination));
		}
		RedisKey other = peer(destination);
		return store(List.of(this), other, GeoArguments.search(Command.of("GEOSEARCHSTORE").key(other).key(this),
				reference, this::encode, shape, arguments));
	}

	@Override
	public Stream<M> scan() {
		return scan("ZSCAN", (reply) -> Replies.toPairs(reply, (member, score) -> decode(member)));
	}

	private static @Nullable Point toPoint(@Nullable Object reply) {
		List<@Nullable Object> position = Replies.toList(reply);
		return !position.isEmpty() ? new Point(Replies.toDouble(position.get(0)), Replies.toDouble(position.get(1)))
				: null;
	}

	private static @Nullable String toHash(@Nullable Object reply) {
		return (reply != null) ? Replies.toText(reply) : null;
	}

}
