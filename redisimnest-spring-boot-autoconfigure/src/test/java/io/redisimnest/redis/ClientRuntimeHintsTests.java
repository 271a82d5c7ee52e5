package io.redisimnest.redis;

import io.lettuce.core.api.StatefulConnection;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

class ClientRuntimeHintsTests {

	private final ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();

	@Test
	void clientsAreFound() {
		assertThat(hints(getClass().getClassLoader())).matches(this.reflection.onType(StatefulConnection.class))
			.matches(this.reflection.onType(UnifiedJedis.class));
	}

	@Test
	void theConnectionsOfJedisAreReached() {
		assertThat(hints(getClass().getClassLoader()))
			.matches(this.reflection.onFieldAccess(UnifiedJedis.class, "provider"));
	}

	@Test
	void aClientThatIsAbsentIsNotLookedFor() {
		assertThat(hints(new FilteredClassLoader(UnifiedJedis.class)))
			.matches(this.reflection.onType(StatefulConnection.class))
			.matches(this.reflection.onType(UnifiedJedis.class).negate());
	}

	private static RuntimeHints hints(ClassLoader classLoader) {
		RuntimeHints hints = new RuntimeHints();
		new ClientRuntimeHints().registerHints(hints, classLoader);
		return hints;
	}

}
