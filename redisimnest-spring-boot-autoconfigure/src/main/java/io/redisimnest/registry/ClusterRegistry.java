package io.redisimnest.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterDescription;
import io.redisimnest.ClusterFactory;
import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyMatcher.Match;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.OverlapCheck;
import io.redisimnest.model.Paths;
import io.redisimnest.model.Problems;
import io.redisimnest.model.TreeParser;
import io.redisimnest.proxy.ClusterBlueprint;
import io.redisimnest.proxy.ClusterPreparation;
import io.redisimnest.redis.Codecs;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.Assert;

/**
 * Creates trees and knows all that were created. Thread-safe.
 */
public final class ClusterRegistry implements ClusterCatalog {

	private final TreeParser parser;

	private final Codecs codecs;

	private final Function<RedisConnectionFactory, Keyspace> keyspaceFactory;

	private final Map<RedisConnectionFactory, Keyspace> keyspaces = new LinkedHashMap<>();

	private final List<Tree> trees = new ArrayList<>();

	/**
	 * Create a registry without trees.
	 * @param parser parses the interfaces
	 * @param codecs chooses the codecs of values
	 * @param keyspaceFactory makes the keyspace of a Redis
	 */
	public ClusterRegistry(TreeParser parser, Codecs codecs,
			Function<RedisConnectionFactory, Keyspace> keyspaceFactory) {
		this.parser = parser;
		this.codecs = codecs;
		this.keyspaceFactory = keyspaceFactory;
	}

	private record Tree(ClusterModel model, Keyspace keyspace, Cluster root, KeyMatcher matcher) {

	}

	/**
	 * A factory of trees on one Redis.
	 * @param connectionFactory where the trees have their keys, asked for when one is
	 * created
	 * @return the factory
	 */
	public ClusterFactory factory(Supplier<RedisConnectionFactory> connectionFactory) {
		return new ClusterFactory() {

			@Override
			public <T extends Cluster> T create(Class<T> root) {
				Assert.notNull(root, "'root' must not be null");
				return root.cast(ClusterRegistry.this.create(root, connectionFactory.get()));
			}

			@Override
			public ClusterFactory using(RedisConnectionFactory other) {
				Assert.notNull(other, "'connectionFactory' must not be null");
				return factory(() -> other);
			}

		};
	}

	private synchronized Cluster create(Class<? extends Cluster> type, RedisConnectionFactory connectionFactory) {
		Keyspace keyspace = this.keyspaces.computeIfAbsent(connectionFactory, this.keyspaceFactory);
		for (Tree tree : this.trees) {
			if (tree.model().type() == type && tree.keyspace() == keyspace) {
				return tree.root();
			}
		}
		Problems problems = new Problems();
		ClusterModel model = this.parser.parse(type, problems);
		checkAgainstOthers(model, keyspace, problems);
		ClusterPreparation preparation = new ClusterPreparation(keyspace, this.codecs, problems);
		ClusterBlueprint blueprint = type.isInterface() ? preparation.prepare(model) : null;
		problems.throwIfAny(type);
		Cluster root = Objects.requireNonNull(blueprint).createRoot();
		this.trees.add(new Tree(model, keyspace, root, new KeyMatcher(List.of(model))));
		keyspace.add(model, preparation.secrets());
		return root;
	}

	private void checkAgainstOthers(ClusterModel model, Keyspace keyspace, Problems problems) {
		for (Tree tree : this.trees) {
			if (Paths.canonical(tree.model().path()).equals(Paths.canonical(model.path()))) {
				if (tree.model().type() == model.type()) {
					problems.at(model.type())
						.report("Tree '%s' (%s) exists already, on another Redis. "
								+ "Extend it by an interface with its own @Tree", model.path(), model.type().getName());
				}
				else {
					problems.at(model.type())
						.report("Two trees are named '%s': %s and %s. Give one of them a name with @Tree", model.path(),
								tree.model().type().getName(), model.type().getName());
				}
			}
			else if (tree.keyspace() == keyspace) {
				OverlapCheck.between(model, tree.model(), problems);
			}
		}
	}

	/**
	 * The trees by the Redis that they are on.
	 * @return the keyspaces
	 */
	public synchronized List<Keyspace> keyspaces() {
		return List.copyOf(this.keyspaces.values());
	}

	/**
	 * Finds a cluster by its path, and binds it.
	 * @param path the path, such as {@code root.user}
	 * @param arguments the texts of its arguments, in order
	 * @return the branch, {@code null} if there is no such cluster
	 * @throws IllegalArgumentException if the arguments are not those of the cluster
	 */
	public synchronized @Nullable Branch branch(String path, List<String> arguments) {
		for (Tree tree : this.trees) {
			if (tree.model().find(path) instanceof ClusterModel cluster) {
				return new Branch(cluster, bind(cluster, arguments), tree.keyspace());
			}
		}
		return null;
	}

	private static String bind(ClusterModel cluster, List<String> arguments) {
		try {
			return cluster.template().renderTexts(arguments);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s, for cluster '%s'".formatted(ex.getMessage(), cluster.path()), ex);
		}
	}

	@Override
	public synchronized List<ClusterDescription> trees() {
		return this.trees.stream().map((tree) -> tree.model().describe()).toList();
	}

	/**
	 * Finds a declared key by its path.
	 * @param path the path, such as {@code root.user.age}
	 * @return the key, {@code null} if there is none
	 */
	public synchronized @Nullable DeclaredKey key(String path) {
		for (Tree tree : this.trees) {
			if (tree.model().find(path) instanceof KeyModel key) {
				return new DeclaredKey(key, tree.keyspace());
			}
		}
		return null;
	}

	@Override
	public synchronized Optional<BoundKey> find(String name) {
		Assert.notNull(name, "'name' must not be null");
		for (Tree tree : this.trees) {
			Match match = tree.matcher().match(name);
			if (match != null && match.key() != null) {
				return Optional.of(bind(match.key(), name));
			}
		}
		return Optional.empty();
	}

	private static BoundKey bind(KeyModel key, String name) {
		return new BoundKey(key.path(), key.template().toString(), key.template().match(name).orElseThrow());
	}

}
