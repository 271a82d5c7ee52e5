package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.Subtree;
import io.redisimnest.census.Census;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyMatcher;
import io.redisimnest.model.KeyTemplate;
import io.redisimnest.model.KeyTemplate.RenderedPrefix;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.KeyFactory;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One Redis with the trees that have their keys there. Thread-safe.
 */
public final class Keyspace {

	private static final Duration LONGEST_PAGE = Duration.ofSeconds(1);

	private final Dispatcher dispatcher;

	private final KeyspaceSettings settings;

	private final List<ClusterModel> trees = new CopyOnWriteArrayList<>();

	private final List<KeyFactory> secrets = new CopyOnWriteArrayList<>();

	private volatile KeyMatcher matcher = new KeyMatcher(List.of());

	/**
	 * Create a keyspace without trees. Opens no connection.
	 * @param dispatcher the way to Redis
	 * @param settings how work is cut into pieces
	 */
	public Keyspace(Dispatcher dispatcher, KeyspaceSettings settings) {
		this.dispatcher = dispatcher;
		this.settings = settings;
	}

	/**
	 * The way to this Redis.
	 * @return the dispatcher
	 */
	public Dispatcher dispatcher() {
		return this.dispatcher;
	}

	/**
	 * The trees.
	 * @return their roots
	 */
	public List<ClusterModel> trees() {
		return List.copyOf(this.trees);
	}

	/**
	 * Adds a tree.
	 * @param root its root
	 * @param secrets make the keys of its secrets
	 */
	public synchronized void add(ClusterModel root, List<KeyFactory> secrets) {
		this.trees.add(root);
		this.secrets.addAll(secrets);
		this.matcher = new KeyMatcher(this.trees);
	}

	List<KeyFactory> secrets() {
		return List.copyOf(this.secrets);
	}

	KeyspaceSettings settings() {
		return this.settings;
	}

	/**
	 * Finds the declared nodes of keys.
	 * @return a matcher of all trees
	 */
	KeyMatcher matcher() {
		return this.matcher;
	}

	/**
	 * The keys below a concrete prefix.
	 * @param cluster the cluster
	 * @param prefix its concrete prefix
	 * @return the subtree
	 */
	public Subtree subtree(ClusterModel cluster, String prefix) {
		return new RedisSubtree(this, subject(cluster, prefix), scope(cluster, prefix), cluster.protectedPaths());
	}

	/**
	 * Lists keys below a concrete prefix, with what Redis tells of each. As long as Redis
	 * answers it takes about a second at most, even if it finds none: then there are more
	 * pages.
	 * @param cluster the cluster
	 * @param prefix its concrete prefix
	 * @param cursor that of the page before, {@code null} for the first page
	 * @param size about how many keys
	 * @return the page. A key that stays, also at its node, is never missed, and may come
	 * twice
	 * @throws IllegalArgumentException if the cursor cannot be used, or not any more, for
	 * other servers have the keys
	 */
	public KeyPage page(ClusterModel cluster, String prefix, @Nullable String cursor, int size) {
		return new KeyListing(this, subject(cluster, prefix), scope(cluster, prefix), LONGEST_PAGE).page(cursor, size);
	}

	private static Subject subject(ClusterModel cluster, String prefix) {
		return new Subject(cluster.path(), cluster.template().toString(), "Cluster", prefix);
	}

	private static KeyScope scope(ClusterModel cluster, String prefix) {
		return KeyScope.below(prefix, cluster.template().isPinned());
	}

	/**
	 * The instances of a cluster.
	 * @param <C> its type
	 * @param cluster the cluster
	 * @param parent the cluster above
	 * @param prefix the concrete prefix of that
	 * @param factory makes an instance of what its own part of the template renders
	 * @return the instances
	 */
	public <C extends Cluster> Instances<C> instances(ClusterModel cluster, ClusterModel parent, String prefix,
			Function<RenderedPrefix, C> factory) {
		KeyTemplate template = cluster.ownTemplate();
		Subtree subtree = new RedisSubtree(this,
				new Subject(cluster.path(), cluster.template().toString(), "Instances",
						prefix + KeyTemplate.SEPARATOR + template),
				KeyScope.instances(prefix, parent.template().isPinned(), template), cluster.protectedPaths());
		return new RedisInstances<>(subtree, template, prefix, factory);
	}

	/**
	 * Takes a census of all trees in one pass.
	 * @param pace how fast and how far to go
	 * @return the census
	 */
	public Census census(Pace pace) {
		String names = String.join(",", this.trees.stream().map(ClusterModel::path).toList());
		Pass pass = new Pass(this.dispatcher, new Subject(names, "", "Cluster", names), KeyScope.ALL,
				this.settings.scanCount(), pace);
		CensusTaking taking = new CensusTaking(this.matcher);
		boolean complete = pass.run(taking);
		return CensusReport.of(pass, complete, taking, this.dispatcher);
	}

}
