package io.redisimnest.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.redisimnest.ClusterFactory;
import io.redisimnest.autoconfigure.RedisimnestAutoConfiguration;
import io.redisimnest.autoconfigure.RedisimnestConnectionAutoConfiguration;
import io.redisimnest.registry.Warehouse.Arrival;
import io.redisimnest.registry.Warehouse.Badge;
import io.redisimnest.registry.Warehouse.Box;
import io.redisimnest.registry.Warehouse.Climate;
import io.redisimnest.registry.Warehouse.Departure;
import io.redisimnest.registry.Warehouse.Doorway;
import io.redisimnest.registry.Warehouse.Goods;
import io.redisimnest.registry.Warehouse.Hall;
import io.redisimnest.registry.Warehouse.Keeper;
import io.redisimnest.registry.Warehouse.Label;
import io.redisimnest.registry.Warehouse.Note;
import io.redisimnest.registry.Warehouse.Sensor;
import io.redisimnest.registry.Warehouse.Shelf;
import io.redisimnest.registry.Warehouse.ShelfId;
import io.redisimnest.registry.Warehouse.Weight;
import io.redisimnest.registry.Warehouse.Zone;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.domain.Range;
import org.springframework.util.Assert;

/**
 * Uses all that a {@link Warehouse} declares, on beans that were prepared ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@ImportClusters(Warehouse.class)
@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, RedisimnestConnectionAutoConfiguration.class,
		RedisimnestAutoConfiguration.class })
class WarehouseApplication {

	@Bean
	Warehouse.ShelfIdArgument shelfIdArgument() {
		return new Warehouse.ShelfIdArgument();
	}

	@Bean
	Annex annex(ClusterFactory clusters) {
		return clusters.create(Annex.class);
	}

	/**
	 * Runs the application.
	 * @param initializer registers its beans
	 * @param properties its properties
	 */
	static void run(ApplicationContextInitializer<GenericApplicationContext> initializer,
			Map<String, Object> properties) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
			initializer.initialize(context);
			context.refresh();
			use(context.getBean(Warehouse.class));
			Annex annex = context.getBean(Annex.class);
			annex.keys().set(List.of("brass"));
			check(annex.keys().get(), List.of("brass"));
		}
	}

	private static void use(Warehouse warehouse) {
		ShelfId id = new ShelfId(1, 2);
		Goods goods = new Goods("screws", List.of(new Label("steel")));
		warehouse.countOne(new Shelf(id));
		check(warehouse.counted().get(), List.of(new Shelf(id)));
		warehouse.office().notes().set(Map.of("first", new Note("hello")));
		check(warehouse.office().notes().get(), Map.of("first", new Note("hello")));
		Hall hall = warehouse.hall(Zone.SOUTH, id);
		hall.boxes().put(Zone.NORTH, new Box<>(goods, 3));
		check(hall.boxes().entries(), Map.of(Zone.NORTH, new Box<>(goods, 3)));
		Climate climate = new Climate(21.5, Optional.of(new Sensor(Instant.EPOCH)));
		hall.climate().set(climate);
		check(hall.climate().get(), climate);
		Keeper keeper = new Keeper();
		keeper.setName("Ada");
		keeper.setBadge(new Badge(7));
		hall.keeper().set(keeper);
		check(hall.keeper().find().map((found) -> found.getName() + found.getBadge().number()).orElse(""), "Ada7");
		hall.arrivals().add(new Arrival(goods, 5));
		check(hall.arrivals().range(Range.unbounded()).get(0).getValue(), new Arrival(goods, 5));
		hall.departures().add(List.of(new Departure(goods)));
		check(hall.departures().range(Range.unbounded()).get(0).getValue(), List.of(new Departure(goods)));
		hall.weights().rightPush(new Weight(500));
		check(hall.weights().leftPop(), new Weight(500));
		hall.height().set(4);
		check(hall.doorway().get(), new Doorway(Zone.NORTH, 4));
		hall.door().set(Zone.SOUTH);
		check(hall.door().get(), Zone.SOUTH);
		check(warehouse.halls().stream().map((each) -> each.zone() + " " + each.shelfId()).toList(),
				List.of("SOUTH " + id));
		check(warehouse.office().equals(warehouse.office()), true);
		warehouse.clear();
	}

	private static void check(Object actual, Object expected) {
		Assert.state(expected.equals(actual), () -> actual + " is not " + expected);
	}

}
