package io.redisimnest.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The properties of a family that name a Redis server. The bound objects cannot tell
 * which are set, as they have default values.
 *
 * @param prefix the prefix of the family
 */
record ServerProperties(String prefix) {

	static final ServerProperties REDISIMNEST = new ServerProperties("redisimnest");

	static final ServerProperties SPRING_DATA = new ServerProperties("spring.data.redis");

	private static final List<String> SERVER = List.of("host", "port", "url", "username", "password", "database");

	private static final List<String> NODES = List.of("sentinel.nodes", "cluster.nodes", "masterreplica.nodes");

	/**
	 * Whether the family names one server.
	 * @param environment the environment
	 * @return whether one of its properties is set
	 */
	boolean nameServer(Environment environment) {
		return SERVER.stream()
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty(this.prefix + "." + name)));
	}

	/**
	 * Whether the family names the nodes of a Sentinel, Redis Cluster or replica set-up.
	 * @param environment the environment
	 * @return whether one of its properties is set
	 */
	boolean nameNodes(Environment environment) {
		Binder binder = Binder.get(environment);
		return NODES.stream()
			.anyMatch((name) -> binder.bind(this.prefix + "." + name, Bindable.listOf(String.class)).isBound());
	}

}
