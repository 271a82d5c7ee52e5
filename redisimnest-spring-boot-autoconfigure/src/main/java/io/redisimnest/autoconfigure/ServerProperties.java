package io.redisimnest.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The properties of a family that name a Redis server.
 *
 * @param prefix the prefix of the family
 * @param groups the names of those that have properties below them
 */
record ServerProperties(String prefix, List<String> groups) {

	static final ServerProperties REDISIMNEST = new ServerProperties("redisimnest", List.of());

	static final ServerProperties SPRING_DATA = new ServerProperties("spring.data.redis",
			List.of("sentinel", "cluster", "masterreplica"));

	private static final List<String> NAMES = List.of("host", "port", "url", "username", "password", "database");

	/**
	 * Whether one of the properties is set. The bound objects cannot tell, as they have
	 * default values.
	 * @param environment the environment
	 * @return whether the family names a server
	 */
	boolean isPresent(Environment environment) {
		Binder binder = Binder.get(environment);
		return NAMES.stream().anyMatch((name) -> StringUtils.hasText(environment.getProperty(this.prefix + "." + name)))
				|| this.groups.stream()
					.map((group) -> binder.bind(this.prefix + "." + group, Bindable.mapOf(String.class, Object.class)))
					.flatMap((bound) -> bound.isBound() ? Stream.of(bound.get()) : Stream.<Map<?, ?>>empty())
					.anyMatch((group) -> !group.isEmpty());
	}

}
