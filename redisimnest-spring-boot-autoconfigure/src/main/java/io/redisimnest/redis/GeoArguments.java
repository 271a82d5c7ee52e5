package io.redisimnest.redis;

import java.util.Set;
import java.util.function.Function;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metric;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoCommandArgs.GeoCommandFlag;
import org.springframework.data.redis.domain.geo.BoundingBox;
import org.springframework.data.redis.domain.geo.BoxShape;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.GeoReference.GeoCoordinateReference;
import org.springframework.data.redis.domain.geo.GeoReference.GeoMemberReference;
import org.springframework.data.redis.domain.geo.GeoShape;
import org.springframework.data.redis.domain.geo.Metrics;
import org.springframework.data.redis.domain.geo.RadiusShape;
import org.springframework.util.Assert;

/**
 * Where and how far, as commands take it.
 */
final class GeoArguments {

	private static final double MAXIMUM_LONGITUDE = 180;

	private static final double MAXIMUM_LATITUDE = 85.05112878;

	private static final Set<String> UNITS = Set.of("m", "km", "mi", "ft");

	private GeoArguments() {
	}

	/**
	 * A position. One that is none is refused here, for the server would repeat it in its
	 * message.
	 */
	static Command position(Command command, Point point) {
		Assert.notNull(point, "Point must not be null");
		if (!(Math.abs(point.getX()) <= MAXIMUM_LONGITUDE && Math.abs(point.getY()) <= MAXIMUM_LATITUDE)) {
			throw new IllegalArgumentException(
					"Point is out of range. Use a longitude of -180 to 180 as x and a latitude of -85.05112878 to 85.05112878 as y");
		}
		return command.number(point.getX()).number(point.getY());
	}

	/**
	 * The unit of a metric.
	 */
	static String unit(Metric metric) {
		if (!UNITS.contains(metric.getAbbreviation())) {
			throw new IllegalArgumentException(
					"Metric '%s' is unknown to Redis. Use one of %s".formatted(metric, Metrics.class.getName()));
		}
		return metric.getAbbreviation();
	}

	/**
	 * What to search for.
	 * @param encode encodes the member that is the centre
	 */
	static <M> Command search(Command command, GeoReference<M> reference, Function<M, byte[]> encode, GeoShape shape,
			GeoCommandArgs arguments) {
		from(command, reference, encode);
		by(command, shape);
		Direction direction = arguments.getSortDirection();
		if (direction != null) {
			command.option(direction.name());
		}
		Long limit = arguments.getLimit();
		if (limit != null) {
			command.option("COUNT").option(limit);
		}
		if (arguments.getFlags().contains(GeoCommandFlag.any())) {
			command.option("ANY");
		}
		return command;
	}

	private static <M> void from(Command command, GeoReference<M> reference, Function<M, byte[]> encode) {
		if (reference instanceof GeoMemberReference<M> member) {
			command.option("FROMMEMBER").value(encode.apply(member.getMember()));
		}
		else if (reference instanceof GeoCoordinateReference<M> coordinate) {
			position(command.option("FROMLONLAT"), new Point(coordinate.getLongitude(), coordinate.getLatitude()));
		}
		else {
			throw new IllegalArgumentException("Reference must be a member or a coordinate. Use a factory method of "
					+ GeoReference.class.getName());
		}
	}

	private static void by(Command command, GeoShape shape) {
		if (shape instanceof RadiusShape radius) {
			command.option("BYRADIUS").option(length(radius.getRadius()));
		}
		else if (shape instanceof BoxShape box) {
			command.option("BYBOX")
				.option(length(box.getBoundingBox().getWidth()))
				.option(length(box.getBoundingBox().getHeight()));
		}
		else {
			throw new IllegalArgumentException(
					"Shape must be a radius or a box. Use a factory method of " + GeoShape.class.getName());
		}
		command.option(unit(shape.getMetric()));
	}

	private static String length(Distance distance) {
		return Command.text(distance.getValue());
	}

}
