package io.redisimnest.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.redisimnest.Cluster;
import io.redisimnest.key.KeyArgument;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.keyspace.KeyspaceSettings;
import io.redisimnest.model.ArgumentTypes;
import io.redisimnest.model.TreeParser;
import io.redisimnest.model.TtlOverrides;
import io.redisimnest.redis.Codecs;
import io.redisimnest.redis.DispatchObserver;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.ValueFormat;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.secret.EncoderHashing;
import io.redisimnest.secret.KeyRing;
import io.redisimnest.secret.PasswordHashing;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Trees without a Spring context.
 */
public final class Trees {

	private Trees() {
	}

	/**
	 * A tree on the server of the tests.
	 * @param <T> the type of the root
	 * @param root the root
	 * @return the tree
	 */
	public static <T extends Cluster> T create(Class<T> root) {
		return registry().factory(TestRedis::connectionFactory).create(root);
	}

	/**
	 * A tree on another server.
	 * @param <T> the type of the root
	 * @param root the root
	 * @param connectionFactory where it has its keys
	 * @return the tree
	 */
	public static <T extends Cluster> T create(Class<T> root, RedisConnectionFactory connectionFactory) {
		return registry().factory(() -> connectionFactory).create(root);
	}

	/**
	 * A registry with default settings.
	 * @return the registry
	 */
	public static ClusterRegistry registry() {
		return registry(parser("", Map.of(), UnaryOperator.identity()), new KeyspaceSettings(1000, 50),
				DispatchObserver.NONE);
	}

	/**
	 * A registry with default settings and keys for secrets.
	 * @param keyRing the keys
	 * @return the registry
	 */
	public static ClusterRegistry registry(KeyRing keyRing) {
		return registry(
				new Codecs(ValueFormat.JSON, keyRing, (format) -> null, List.of(), BeanUtils::instantiateClass));
	}

	/**
	 * A registry with default settings and another hashing of passwords.
	 * @param passwords the hashing by format
	 * @return the registry
	 */
	public static ClusterRegistry registry(Function<ValueFormat, @Nullable PasswordHashing> passwords) {
		return registry(new Codecs(ValueFormat.JSON, null, passwords, List.of(), BeanUtils::instantiateClass));
	}

	/**
	 * A registry with default settings that stores values in another format.
	 * @param format the format
	 * @return the registry
	 */
	public static ClusterRegistry registry(ValueFormat format) {
		return registry(new Codecs(format, null, Trees::hashing, List.of(), BeanUtils::instantiateClass));
	}

	private static ClusterRegistry registry(Codecs codecs) {
		return new ClusterRegistry(parser("", Map.of(), UnaryOperator.identity()), codecs,
				(factory) -> new Keyspace(new Dispatcher(factory, DispatchObserver.NONE),
						new KeyspaceSettings(1000, 50)));
	}

	/**
	 * A registry.
	 * @param parser its parser
	 * @param settings how work is cut into pieces
	 * @param observer is told of operations
	 * @return the registry
	 */
	public static ClusterRegistry registry(TreeParser parser, KeyspaceSettings settings, DispatchObserver observer) {
		return new ClusterRegistry(parser,
				new Codecs(ValueFormat.JSON, null, Trees::hashing, List.of(), BeanUtils::instantiateClass),
				(factory) -> new Keyspace(new Dispatcher(factory, observer), settings));
	}

	/**
	 * A parser.
	 * @param namespace the namespace
	 * @param ttl the times-to-live by path
	 * @param placeholders resolves placeholders
	 * @param arguments further types of arguments
	 * @return the parser
	 */
	public static TreeParser parser(String namespace, Map<String, String> ttl, UnaryOperator<String> placeholders,
			KeyArgument<?>... arguments) {
		return new TreeParser(namespace, placeholders::apply, new TtlOverrides(ttl),
				new ArgumentTypes(List.of(arguments)));
	}

	private static PasswordHashing hashing(ValueFormat format) {
		return (format == ValueFormat.PYTHON) ? EncoderHashing.ofPython() : EncoderHashing.of(null);
	}

}
