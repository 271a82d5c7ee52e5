package io.redisimnest.proxy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Connections;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The ways in which a tree can be declared, seen from its live clusters.
 */
class DeclarationTests {

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void packagePrivateInterfacesNestedInAClassWork() {
		Nested root = Trees.create(Nested.class);
		assertThat(Monitor.sent(() -> root.user(1).age().set(30)))
			.containsExactly("SET nested:user:1:age 30 PX 120000");
		assertThat(root.user(1).doubled()).isEqualTo(60);
	}

	@Test
	void privateInterfacesWork() {
		Hidden root = Trees.create(Hidden.class);
		root.key().set("x");
		assertThat(root.twice()).isEqualTo("xx");
	}

	@Test
	void inheritedInterfacesBindTheirTypeVariables() {
		Tenants root = Trees.create(Tenants.class);
		UUID id = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
		assertThat(Monitor.sent(() -> root.value(id).set(List.of(1, 2))))
			.containsExactly("SET tenants:value:550e8400-e29b-41d4-a716-446655440000 [1,2] PX 5000");
		assertThat(root.inherited()).isEqualTo("tenants/inherited");
	}

	@Test
	void overriddenAccessorsServeBothTypes() {
		Narrow root = Trees.create(Narrow.class);
		assertThat(root.child()).isInstanceOf(NarrowChild.class).hasToString("narrow:child");
		assertThat(((Wide) root).child()).isEqualTo(root.child());
	}

	@Test
	void accessorsOfABoundTypeReturnThatType() {
		Bound root = Trees.create(Bound.class);
		NarrowChild child = root.child();
		assertThat(child).hasToString("bound:child");
		assertThat(root.item(7L).id()).isEqualTo(7L);
	}

	@Test
	void theNarrowestTypeOfSeveralParentsIsReturned() {
		Both root = Trees.create(Both.class);
		NarrowChild child = root.child();
		assertThat(child).hasToString("both:child");
	}

	@Test
	void defaultMethodsMayBeOverloadedAndTakeAnyNumberOfArguments() {
		Overloading root = Trees.create(Overloading.class);
		root.rename("Ali");
		assertThat(root.name().get()).isEqualTo("Ali");
		root.rename("Ali", "Baba");
		assertThat(root.name().get()).isEqualTo("Ali Baba");
		assertThat(root.user("7")).isEqualTo(root.user(7));
	}

	@Test
	void defaultMethodsOfTheJdkWork() {
		Listing root = Trees.create(Listing.class);
		List<String> names = new ArrayList<>();
		root.forEach(names::add);
		assertThat(names).containsExactly("listing");
	}

	@Test
	void boundClustersReadTheirArguments() {
		Readers root = Trees.create(Readers.class);
		Readers.Device device = root.device("sensor:1", 7, Color.RED);
		assertThat(device.prefix()).isEqualTo("readers:sensor%3A1:device:RED-7");
		assertThat(device.model()).isEqualTo("sensor:1");
		assertThat(device.number()).isEqualTo(7);
		assertThat(device.part(9L).color()).isEqualTo(Color.RED);
		assertThat(device.part(9L).id()).isEqualTo(9L);
	}

	@Test
	void clustersAreEqualByPrefixAndRedis() {
		Nested root = Trees.create(Nested.class);
		assertThat(root.user(1)).isEqualTo(root.user(1)).hasSameHashCodeAs(root.user(1)).hasToString("nested:user:1");
		assertThat(root.user(1)).isNotEqualTo(root.user(2)).isNotEqualTo(root).isNotEqualTo("nested:user:1");
		RedisConnectionFactory other = TestRedis.connectionFactory(TestRedis.host(), TestRedis.port());
		try {
			assertThat(Trees.create(Nested.class, other).user(1)).isNotEqualTo(root.user(1));
		}
		finally {
			Connections.close(other);
		}
	}

	@Test
	void keysAreEqualByNameAndRedis() {
		Nested root = Trees.create(Nested.class);
		Key age = root.user(1).age();
		assertThat(age).isEqualTo(root.user(1).age())
			.hasSameHashCodeAs(root.user(1).age())
			.hasToString("nested:user:1:age")
			.isNotEqualTo(root.user(2).age())
			.isNotEqualTo(root.user(1).visits());
	}

	@Test
	void anEmptyArgumentIsRefused() {
		Readers root = Trees.create(Readers.class);
		assertThatIllegalArgumentException().isThrownBy(() -> root.device("", 7, Color.RED))
			.withMessage("Argument 'model' is empty. "
					+ "Prefix '{model}:device:{color}-{number}' needs a value that identifies a key, for method Readers.device");
	}

	@Test
	void aNullArgumentIsRefused() {
		Readers root = Trees.create(Readers.class);
		assertThatIllegalArgumentException().isThrownBy(() -> root.device("x", 7, null))
			.withMessage("Argument 'color' is null. "
					+ "Prefix '{model}:device:{color}-{number}' needs a value that identifies a key, for method Readers.device");
	}

	@Test
	void anUnpairedSurrogateIsRefused() {
		Readers root = Trees.create(Readers.class);
		assertThatIllegalArgumentException().isThrownBy(() -> root.device("x\uD83D", 7, Color.BLUE))
			.withMessage("Argument 'model' has an unpaired surrogate. "
					+ "Prefix '{model}:device:{color}-{number}' needs a value that identifies a key, for method Readers.device");
	}

	@Test
	void exceptionsOfDefaultMethodsComeThrough() {
		Nested root = Trees.create(Nested.class);
		assertThatIllegalStateException().isThrownBy(() -> root.user(1).fail()).withMessage("as it is");
	}

	@Test
	void keyAtThePrefixOfAClusterIsNotInItsSubtree() {
		Nested root = Trees.create(Nested.class);
		root.users().set(List.of(1L));
		root.user(1).age().set(30);
		assertThat(root.user(1).clear()).isOne();
		assertThat(root.users().exists()).isTrue();
	}

	interface Nested extends Cluster {

		@Prefix("user")
		ValueKey<List<Long>> users();

		User user(long userId);

		@Prefix("user:{userId}")
		@Ttl("2m")
		interface User extends Cluster {

			@Default("0")
			ValueKey<Integer> age();

			CounterKey visits();

			default int doubled() {
				return 2 * age().get();
			}

			default void fail() {
				throw new IllegalStateException("as it is");
			}

		}

	}

	private interface Hidden extends Cluster {

		ValueKey<String> key();

		default String twice() {
			return key().get().repeat(2);
		}

	}

	interface Keyed<I, T> extends Cluster {

		@Prefix("value:{id}")
		ValueKey<T> value(I id);

		default String inherited() {
			return prefix() + "/inherited";
		}

	}

	@Ttl("5s")
	interface Tenants extends Keyed<UUID, List<Integer>> {

	}

	interface Wide extends Cluster {

		WideChild child();

	}

	interface WideChild extends Cluster {

	}

	interface Narrow extends Wide {

		@Override
		NarrowChild child();

	}

	interface NarrowChild extends WideChild {

	}

	interface WithChild<C extends WideChild, I> extends Cluster {

		C child();

		@Prefix("item:{id}")
		Item<I> item(I id);

	}

	interface Item<I> extends Cluster {

		I id();

	}

	interface LongItem extends Item<Long> {

	}

	interface Bound extends WithChild<NarrowChild, Long> {

		@Override
		@Prefix("item:{id}")
		LongItem item(Long id);

	}

	interface Both extends Wide, WithNarrow {

		// Inherits child() twice.

	}

	interface WithNarrow extends Cluster {

		NarrowChild child();

	}

	interface Overloading extends Cluster {

		ValueKey<String> name();

		@Prefix("user:{id}")
		NarrowChild user(long id);

		default NarrowChild user(String id) {
			return user(Long.parseLong(id));
		}

		default void rename(String name) {
			name().set(name);
		}

		default void rename(String... names) {
			name().set(String.join(" ", names));
		}

	}

	interface Listing extends Cluster, Iterable<String> {

		@Override
		default Iterator<String> iterator() {
			return List.of(prefix()).iterator();
		}

	}

	interface Readers extends Cluster {

		@Prefix("{model}:device:{color}-{number}")
		Device device(String model, int number, Color color);

		interface Device extends Cluster {

			String model();

			int number();

			@Prefix("part:{id}")
			Part part(Long id);

		}

		interface Part extends Cluster {

			Color color();

			long id();

		}

	}

	public enum Color {

		RED, BLUE

	}

}
