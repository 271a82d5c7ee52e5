package io.redisimnest.registry;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.KeyArgument;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;

import org.springframework.core.annotation.AliasFor;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A tree in which all is declared that is done by reflection.
 */
@Prefix("${warehouse.name}")
@Ttl("${warehouse.ttl}")
public interface Warehouse extends Counted<Warehouse.Shelf> {

	Hall hall(Zone zone, ShelfId shelfId);

	Instances<Hall> halls();

	Office office();

	/**
	 * A cluster with arguments.
	 */
	@Prefix("hall:{zone}:{shelfId}")
	@Shortly("1h")
	interface Hall extends Cluster {

		Zone zone();

		ShelfId shelfId();

		HashKey<Zone, Box<Goods>> boxes();

		RecordKey<Climate> climate();

		RecordKey<Keeper> keeper();

		StreamKey<Arrival> arrivals();

		StreamKey<List<Departure>> departures();

		@Codec(WeightSerializer.class)
		ListKey<Weight> weights();

		@Default("\"NORTH\"")
		ValueKey<Zone> door();

		ValueKey<Integer> height();

		Values<Doorway> doorway();

	}

	/**
	 * A cluster without arguments.
	 */
	interface Office extends Cluster {

		ValueKey<Map<String, Note>> notes();

	}

	/**
	 * A composed annotation.
	 */
	@Ttl("1m")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Shortly {

		@AliasFor(annotation = Ttl.class, attribute = "value")
		String value();

	}

	enum Zone {

		NORTH, SOUTH

	}

	record ShelfId(int row, int column) {

	}

	record Shelf(ShelfId id) {

	}

	record Box<T>(T content, @JsonProperty("size") long volume) {

	}

	record Goods(String name, List<Label> labels) {

	}

	record Label(String text) {

	}

	record Climate(double degrees, Optional<Sensor> sensor) implements Measured {

	}

	/**
	 * Where annotations of Jackson's could be.
	 */
	interface Measured {

		Optional<Sensor> sensor();

	}

	record Sensor(Instant since) {

	}

	/**
	 * A bean.
	 */
	class Keeper extends Person {

		private Badge badge = new Badge(0);

		public Badge getBadge() {
			return this.badge;
		}

		public void setBadge(Badge badge) {
			this.badge = badge;
		}

	}

	/**
	 * What a bean inherits.
	 */
	class Person {

		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	record Badge(int number) {

	}

	record Arrival(Goods goods, int count) {

	}

	record Departure(Goods goods) {

	}

	record Weight(int grams) {

	}

	record Note(String text) {

	}

	record Doorway(Zone door, Integer height) {

	}

	/**
	 * Makes the text of shelves.
	 */
	class ShelfIdArgument implements KeyArgument<ShelfId> {

		@Override
		public String format(ShelfId value) {
			return value.row() + "-" + value.column();
		}

		@Override
		public ShelfId parse(String text) {
			String[] parts = text.split("-");
			return new ShelfId(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

	/**
	 * A serializer of which there is no bean.
	 */
	class WeightSerializer extends IntegerSerializer<Weight> {

		@Override
		int toInteger(Weight value) {
			return value.grams();
		}

		@Override
		Weight ofInteger(int value) {
			return new Weight(value);
		}

	}

	/**
	 * Serializes what an integer tells.
	 *
	 * @param <T> what is serialized
	 */
	abstract class IntegerSerializer<T> implements RedisSerializer<T> {

		abstract int toInteger(T value);

		abstract T ofInteger(int value);

		@Override
		public byte[] serialize(T value) {
			return Integer.toString(toInteger(value)).getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public T deserialize(byte[] bytes) {
			return (bytes != null) ? ofInteger(Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII))) : null;
		}

	}

}
