package io.redisimnest.testing;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.BitmapKey;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.GeoKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.HyperLogLogKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.key.ValueKey;
import org.jspecify.annotations.Nullable;

/**
 * The same keys under each declared way of keeping time: 100 seconds, or for ever.
 */
@Prefix("clocks")
public interface Clocks extends Cluster {

	@Prefix("write")
	@Ttl("100s")
	Kinds onWrite();

	@Prefix("create")
	@Ttl(value = "100s", renew = Renewal.ON_CREATE)
	Kinds onCreate();

	@Prefix("access")
	@Ttl(value = "100s", renew = Renewal.ON_ACCESS)
	Kinds onAccess();

	@Prefix("never")
	Kinds never();

	/**
	 * A key of each kind, and others to which they can be renamed or not.
	 */
	interface Kinds extends Cluster {

		ValueKey<String> text();

		ValueKey<String> otherText();

		ValueKey<Integer> number();

		ValueKey<byte[]> bytes();

		CounterKey count();

		CounterKey otherCount();

		HashKey<String, Integer> hash();

		HashKey<String, Integer> otherHash();

		RecordKey<Person> person();

		RecordKey<Person> otherPerson();

		ListKey<String> list();

		ListKey<String> otherList();

		SetKey<String> set();

		SetKey<String> otherSet();

		SortedSetKey<String> sortedSet();

		SortedSetKey<String> otherSortedSet();

		StreamKey<Person> stream();

		StreamKey<Person> otherStream();

		GeoKey<String> geo();

		GeoKey<String> otherGeo();

		BitmapKey bitmap();

		BitmapKey otherBitmap();

		HyperLogLogKey<String> hyperLogLog();

		HyperLogLogKey<String> otherHyperLogLog();

		@Prefix("texts:{id}")
		ValueKey<String> texts(int id);

		@Prefix("counts:{id}")
		CounterKey counts(int id);

	}

	/**
	 * An object with properties.
	 */
	record Person(String name, int age, @Nullable String city) {

	}

	/**
	 * What is declared.
	 */
	enum Declared {

		ON_WRITE, ON_CREATE, ON_ACCESS, NONE;

		public Kinds in(Clocks tree) {
			return switch (this) {
				case ON_WRITE -> tree.onWrite();
				case ON_CREATE -> tree.onCreate();
				case ON_ACCESS -> tree.onAccess();
				case NONE -> tree.never();
			};
		}

	}

	/**
	 * What the clock of a concrete key shows.
	 */
	enum Clock {

		/** There is no such key. */
		MISSING(-2),

		/** The key never expires. */
		NONE(-1),

		/** The time-to-live that an operation carries. */
		OWN(30_000),

		/** The time-to-live that the key had before. */
		KEPT(50_000),

		/** The declared time-to-live. */
		DECLARED(100_000);

		private final long millis;

		Clock(long millis) {
			this.millis = millis;
		}

		/**
		 * Reads the clock of a key.
		 * @param key its name
		 * @return what it shows, within ten seconds
		 */
		public static Clock of(String key) {
			return of(TestRedis.commands(), key);
		}

		/**
		 * Reads the clock of a key on another server.
		 * @param redis the server
		 * @param key its name
		 * @return what it shows, within ten seconds
		 */
		public static Clock of(RedisCommands<String, String> redis, String key) {
			long pttl = redis.pttl(key);
			for (Clock clock : values()) {
				if ((clock.millis < 0) ? pttl == clock.millis : pttl <= clock.millis && pttl > clock.millis - 10_000) {
					return clock;
				}
			}
			throw new AssertionError("PTTL of " + key + " is " + pttl);
		}

		/**
		 * Puts a key into this state.
		 * @param key its name
		 * @param value its value
		 */
		public void prepare(String key, String value) {
			TestRedis.commands().del(key);
			if (this != MISSING) {
				TestRedis.commands().set(key, value);
			}
			if (this.millis > 0) {
				TestRedis.commands().pexpire(key, this.millis);
			}
		}

	}

}
