package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.lettuce.core.ScriptOutputType;
import io.redisimnest.ClearOptions;
import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.ProtectedClusterException;
import io.redisimnest.annotation.HashTag;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InstancesTests {

	private final Fleet fleet = Trees.create(Fleet.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void nothingIsSentUntilAMethodIsCalled() {
		assertThat(Monitor.sent(() -> this.fleet.cars())).isEmpty();
	}

	@Test
	void whereThereAreNoKeysThereIsNoInstance() {
		assertThat(this.fleet.cars().stream()).isEmpty();
		assertThat(this.fleet.cars().count()).isZero();
		assertThat(this.fleet.cars().clear()).isZero();
	}

	@Test
	void eachInstanceIsFoundOnceWithItsArguments() {
		this.fleet.car("a-b", 7).driver().set("Ada");
		this.fleet.car("a-b", 7).owner().set("Bob");
		this.fleet.car("x:y*", -1).driver().set("Eve");
		assertThat(this.fleet.cars().count()).isEqualTo(2);
		assertThat(this.fleet.cars().stream()).containsExactlyInAnyOrder(this.fleet.car("a-b", 7),
				this.fleet.car("x:y*", -1));
		assertThat(this.fleet.cars().stream().map((car) -> car.model() + "/" + car.serial()))
			.containsExactlyInAnyOrder("a-b/7", "x:y*/-1");
		this.fleet.cars().stream().forEach((car) -> car.owner().set("new"));
		assertThat(this.fleet.car("x:y*", -1).owner().get()).isEqualTo("new");
	}

	@Test
	void theArgumentsOfTheClusterAboveAreThoseOfTheInstances() {
		this.fleet.garage(5).bay("a").note().set("x");
		this.fleet.garage(5).bay("b").note().set("x");
		this.fleet.garage(55).bay("c").note().set("x");
		assertThat(this.fleet.garage(5).bays().stream().map((bay) -> bay.garageId() + bay.name()))
			.containsExactlyInAnyOrder("5a", "5b");
		assertThat(this.fleet.garage(5).bays().clear()).isEqualTo(2);
		assertThat(this.fleet.garage(55).bays().count()).isOne();
	}

	@Test
	void whatIsNoInstanceIsNeitherFoundNorCleared() {
		this.fleet.car("a", 1).driver().set("Ada");
		List<String> others = List.of("fleet:car:a-1", "fleet:car:a-x:driver", "fleet:car:a-01:driver",
				"fleet:car:a:driver", "fleet:cars:a-1:driver", "fleet:car:%41-1:driver", "fleet:car:total",
				"fleet:car:-1:driver", "fleets:car:a-1:driver");
		others.forEach((key) -> TestRedis.commands().set(key, ""));
		byte[] binary = "fleet:car:\u00FF-1:driver".getBytes(StandardCharsets.ISO_8859_1);
		TestRedis.binaryCommands().set(binary, binary);
		assertThat(this.fleet.cars().stream()).containsExactly(this.fleet.car("a", 1));
		assertThat(this.fleet.cars().subtree().keys()).containsExactly("fleet:car:a-1:driver");
		assertThat(this.fleet.cars().clear()).isOne();
		assertThat(TestRedis.commands().dbsize()).isEqualTo(others.size() + 1);
		assertThat(this.fleet.cars().count()).isZero();
	}

	@Test
	void undeclaredKeysOfAnInstanceAreItsKeys() {
		TestRedis.commands().set("fleet:car:a-1:legacy:x", "");
		assertThat(this.fleet.cars().count()).isOne();
		assertThat(this.fleet.cars().subtree().count()).isOne();
	}

	@Test
	void thePatternLeavesNeighboursToTheServer() {
		assertThat(Monitor.sent(() -> this.fleet.cars().count())).contains("SCAN 0 MATCH fleet:car:*-*:* COUNT 1000");
	}

	@Test
	void manyInstancesWithGeneratedArgumentsAreFoundAsWritten() {
		Random random = new Random(31);
		Set<String> expected = new HashSet<>();
		for (int i = 0; i < 2000; i++) {
			String model = random.ints(1 + random.nextInt(4), 0x20, 0x300)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			Car car = this.fleet.car(model, random.nextInt(5) - 2);
			car.driver().set("x");
			TestRedis.commands().set("fleet:garage:1:" + i, "");
			expected.add(car.model() + "/" + car.serial());
		}
		assertThat(this.fleet.cars().count()).isEqualTo(expected.size());
		assertThat(this.fleet.cars().stream().map((car) -> car.model() + "/" + car.serial())).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(expected);
		assertThat(this.fleet.cars().clear()).isEqualTo(expected.size());
		assertThat(TestRedis.commands().dbsize()).isEqualTo(2000);
	}

	@Test
	void manyInstancesAreCountedExactly() {
		TestRedis.commands()
			.eval("for i = 1, 100000 do redis.call('SET', 'fleet:garage:' .. (i % 50000) .. ':bay:' .. i .. ':note', '') "
					+ "end", ScriptOutputType.STATUS);
		assertThat(this.fleet.garages().count()).isEqualTo(50_000);
	}

	@Test
	void aDryRunTellsWhatWouldGo() {
		this.fleet.car("a", 1).driver().set("Ada");
		this.fleet.car("b", 1).driver().set("Ada");
		TestRedis.commands().set("fleet:car:b-2:legacy", "");
		assertThat(this.fleet.cars().subtree().clear(ClearOptions.defaults().dryRun())).satisfies((report) -> {
			assertThat(report.deleted()).isZero();
			assertThat(report.complete()).isTrue();
			assertThat(report.matched()).containsOnly(entry("fleet:car:{model}-{serial}:driver", 2L),
					entry("fleet:car:{model}-{serial}:*", 1L));
		});
		assertThat(TestRedis.commands().dbsize()).isEqualTo(3);
	}

	private static Map.Entry<String, Long> entry(String template, long count) {
		return Map.entry(template, count);
	}

	@Test
	void protectedInstancesAreNotCleared() {
		assertThat(Monitor.sent(() -> assertThatExceptionOfType(ProtectedClusterException.class)
			.isThrownBy(() -> this.fleet.vaults().clear())
			.withMessage("Cluster 'fleet:vault:{id}' is not cleared, for these are protected: fleet.vault. Use "
					+ "clear(ClearOptions.includingProtected()) to clear them too.")))
			.isEmpty();
		this.fleet.vault(1).note().set("x");
		assertThat(this.fleet.vaults().subtree().clear(ClearOptions.includingProtected()).deleted()).isOne();
	}

	@Test
	void instancesOfRedisClusterAreFoundOnAllNodes() {
		TestCluster.flush();
		Fleet spread = Trees.create(Fleet.class, TestCluster.connectionFactory());
		IntStream.range(0, 300).forEach((i) -> {
			spread.pinned(i).note().set("x");
			spread.pinned(i).bay("b").note().set("x");
			spread.car("m", i).driver().set("x");
		});
		assertThat(spread.pinnedOnes().count()).isEqualTo(300);
		assertThat(spread.pinnedOnes().stream().map(Pinned::id))
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300).mapToObj((i) -> (long) i).toList());
		assertThat(spread.pinned(7).bays().count()).isOne();
		assertThat(spread.pinned(7).bays().clear()).isOne();
		assertThat(spread.pinnedOnes().clear()).isEqualTo(599);
		assertThat(spread.cars().count()).isEqualTo(300);
		TestCluster.flush();
	}

	@Prefix("fleet")
	interface Fleet extends Cluster {

		@Prefix("car:{model}-{serial}")
		Car car(String model, int serial);

		Instances<Car> cars();

		@Prefix("garage:{garageId}")
		Garage garage(long garageId);

		Instances<Garage> garages();

		@Protected
		@Prefix("vault:{id}")
		Vault vault(long id);

		Instances<Vault> vaults();

		@Prefix("pinned:{id}")
		Pinned pinned(@HashTag long id);

		Instances<Pinned> pinnedOnes();

	}

	interface Car extends Cluster {

		String model();

		int serial();

		ValueKey<String> driver();

		ValueKey<String> owner();

	}

	interface Garage extends Cluster {

		@Prefix("bay:{name}")
		Bay bay(String name);

		Instances<Bay> bays();

	}

	interface Bay extends Cluster {

		long garageId();

		String name();

		ValueKey<String> note();

	}

	interface Vault extends Cluster {

		ValueKey<String> note();

	}

	interface Pinned extends Cluster {

		long id();

		ValueKey<String> note();

		@Prefix("bay:{name}")
		Space bay(String name);

		Instances<Space> bays();

	}

	interface Space extends Cluster {

		ValueKey<String> note();

	}

}
