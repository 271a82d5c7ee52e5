package io.redisimnest.benchmarks;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.SetKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;

/**
 * The tree of the benchmarks.
 */
@Ttl("1h")
interface Shop extends Cluster {

	@Prefix("item:{id}")
	ValueKey<Item> item(long id);

	@Prefix("stock:{id}")
	HashKey<String, Integer> stock(long id);

	@Prefix("unlimited:{id}")
	@Ttl(Ttl.NONE)
	HashKey<String, Integer> unlimited(long id);

	@Prefix("tags:{id}")
	SetKey<String> tags(long id);

	@Prefix("ranking:{id}")
	SortedSetKey<String> ranking(long id);

	User user(long id);

	/**
	 * An item.
	 */
	record Item(String name, int price, List<String> tags) {

	}

	/**
	 * Values to be read together.
	 */
	@Prefix("user:{id}")
	interface User extends Cluster {

		@Default("0")
		ValueKey<Integer> age();

		ValueKey<String> name();

		ValueKey<String> city();

		ValueKey<Item> favourite();

		Values<Profile> profile();

	}

	/**
	 * Values of a user.
	 */
	record Profile(int age, String name, String city, Item favourite) {

	}

}
