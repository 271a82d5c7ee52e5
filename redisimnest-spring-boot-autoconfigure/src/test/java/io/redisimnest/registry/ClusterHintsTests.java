package io.redisimnest.registry;

import java.util.function.Predicate;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.ListKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.registry.Warehouse.Arrival;
import io.redisimnest.registry.Warehouse.Box;
import io.redisimnest.registry.Warehouse.Climate;
import io.redisimnest.registry.Warehouse.Departure;
import io.redisimnest.registry.Warehouse.Doorway;
import io.redisimnest.registry.Warehouse.Goods;
import io.redisimnest.registry.Warehouse.Hall;
import io.redisimnest.registry.Warehouse.IntegerSerializer;
import io.redisimnest.registry.Warehouse.Keeper;
import io.redisimnest.registry.Warehouse.Label;
import io.redisimnest.registry.Warehouse.Measured;
import io.redisimnest.registry.Warehouse.Note;
import io.redisimnest.registry.Warehouse.Office;
import io.redisimnest.registry.Warehouse.Person;
import io.redisimnest.registry.Warehouse.Sensor;
import io.redisimnest.registry.Warehouse.Shelf;
import io.redisimnest.registry.Warehouse.ShelfId;
import io.redisimnest.registry.Warehouse.Weight;
import io.redisimnest.registry.Warehouse.WeightSerializer;
import io.redisimnest.registry.Warehouse.Zone;
import io.redisimnest.testing.AheadOfTime;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image is told of the beans that are clusters.
 */
class ClusterHintsTests {

	private final ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();

	@Test
	void eachClusterOfAnImportedTreeIsAProxy() {
		assertThat(AheadOfTime.hints(ImportWarehouse.class)).matches(isProxy(Warehouse.class))
			.matches(isProxy(Hall.class))
			.matches(isProxy(Office.class));
	}

	@Test
	void eachClusterOfATreeMadeByHandIsAProxy() {
		assertThat(AheadOfTime.hints(ByHand.class)).matches(isProxy(Warehouse.class)).matches(isProxy(Hall.class));
	}

	@Test
	void aTreeOfAFactoryBeanOfTheApplicationIsAProxy() {
		assertThat(AheadOfTime.hints(OwnFactoryBean.class)).matches(isProxy(Annex.class));
	}

	@Test
	void aPartOfATreeIsAProxy() {
		assertThat(AheadOfTime.hints(Part.class)).matches(isProxy(Hall.class))
			.matches(isProxy(Warehouse.class).negate());
	}

	@Test
	void methodsOfClustersAreInvoked() throws NoSuchMethodException {
		assertThat(warehouse())
			.matches(this.reflection.onMethodInvocation(Warehouse.class.getMethod("hall", Zone.class, ShelfId.class)))
			.matches(this.reflection.onMethodInvocation(Hall.class.getMethod("doorway")))
			.matches(this.reflection.onMethodInvocation(Cluster.class.getMethod("clear")))
			.matches(this.reflection.onMethodInvocation(Object.class.getMethod("toString")));
	}

	@Test
	void inheritedMethodsAndBodiesOfMethodsAreInvoked() throws NoSuchMethodException {
		assertThat(warehouse()).matches(this.reflection.onMethodInvocation(Counted.class.getMethod("count")))
			.matches(this.reflection.onMethodInvocation(Counted.class.getMethod("countOne", Object.class)));
	}

	@Test
	void allThatAGenericTypeOfValuesIsMadeOfIsBound() {
		assertThat(warehouse()).matches(isBound(Box.class, "content"))
			.matches(isBound(Goods.class, "labels"))
			.matches(isBound(Label.class, "text"))
			.matches(isBound(Note.class, "text"));
	}

	@Test
	void aTypeThatASuperInterfaceLeavesOpenIsBound() {
		assertThat(warehouse()).matches(isBound(Shelf.class, "id")).matches(isBound(ShelfId.class, "row"));
	}

	@Test
	void theRecordOfARecordKeyIsBound() {
		assertThat(warehouse()).matches(isBound(Climate.class, "degrees")).matches(isBound(Sensor.class, "since"));
	}

	@Test
	void annotationsOfInterfacesThatARecordImplementsAreSeen() throws NoSuchMethodException {
		assertThat(warehouse()).matches(this.reflection.onMethodInvocation(Measured.class.getMethod("sensor")));
	}

	@Test
	void theBeanOfARecordKeyIsBoundWithWhatItInherits() {
		assertThat(warehouse()).matches(isBound(Keeper.class, "getBadge"))
			.matches(isBound(Keeper.class, "setBadge"))
			.matches(isBound(Person.class, "setName"));
	}

	@Test
	void theRecordOfValuesIsBound() {
		assertThat(warehouse()).matches(isBound(Doorway.class, "height"));
	}

	@Test
	void entriesOfStreamsAreBound() {
		assertThat(warehouse()).matches(isBound(Arrival.class, "count")).matches(isBound(Departure.class, "goods"));
	}

	@Test
	void valuesWithACodecAreBound() {
		assertThat(warehouse()).matches(isBound(Weight.class, "grams"));
	}

	@Test
	void aCodecIsMadeAndTellsWhatItSerializes() {
		assertThat(warehouse())
			.matches(this.reflection.onType(WeightSerializer.class)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.matches(this.reflection.onType(IntegerSerializer.class));
	}

	@Test
	void enumerationsInKeysAreKnown() {
		assertThat(AheadOfTime.hints(ImportEnums.class)).matches(this.reflection.onType(Side.class))
			.matches(this.reflection.onType(Colour.class));
	}

	@Test
	void aBrokenTreeIsLeftToTheStart() {
		assertThat(AheadOfTime.hints(ImportBroken.class)).matches(isProxy(Broken.class))
			.matches(isProxy(Broken.Sound.class))
			.matches(isBound(Note.class, "text"));
	}

	@Test
	void beansThatAreNoClustersAreNoProxies() {
		assertThat(AheadOfTime.hints(NoClusters.class)).matches(isProxy(Cluster.class).negate())
			.matches(isProxy(Runnable.class).negate());
	}

	private static RuntimeHints warehouse() {
		return AheadOfTime.hints(ImportWarehouse.class);
	}

	private static Predicate<RuntimeHints> isProxy(Class<?> type) {
		return RuntimeHintsPredicates.proxies().forInterfaces(type);
	}

	private Predicate<RuntimeHints> isBound(Class<?> type, String accessor) {
		return this.reflection.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.and(this.reflection.onMethodInvocation(type, accessor));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Warehouse.class)
	static class ImportWarehouse {

	}

	@Configuration(proxyBeanMethods = false)
	static class ByHand {

		@Bean
		Warehouse warehouse(ClusterFactory clusters) {
			return clusters.create(Warehouse.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactoryBean {

		@Bean
		FactoryBean<Annex> annex() {
			throw new IllegalStateException();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Part {

		@Bean
		Hall hall(ClusterFactory clusters) {
			return clusters.create(Warehouse.class).hall(Zone.NORTH, new ShelfId(1, 1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoClusters {

		@Bean
		Cluster cluster(ClusterFactory clusters) {
			return clusters.create(Annex.class);
		}

		@Bean
		Runnable runnable() {
			return () -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Enums.class)
	static class ImportEnums {

	}

	interface Enums extends Cluster {

		ValueKey<String> side(Side side);

		HashKey<Colour, String> colours();

	}

	enum Side {

		LEFT

	}

	enum Colour {

		RED

	}

	@Configuration(proxyBeanMethods = false)
	@ImportClusters(Broken.class)
	static class ImportBroken {

	}

	@Ttl("soon")
	interface Broken extends Cluster {

		String name();

		ListKey<?> untold();

		Broken again();

		Sound sound(int number);

		interface Sound extends Cluster {

			ValueKey<Note> note();

		}

	}

}
