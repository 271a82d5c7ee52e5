package io.redisimnest.explorer;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.explorer.TreeView.CensusView;
import io.redisimnest.explorer.TreeView.NodeView;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.redis.ValuePreview;
import io.redisimnest.registry.Branch;
import io.redisimnest.registry.ClusterRegistry;
import io.redisimnest.registry.DeclaredKey;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What the page can ask for. Thread-safe.
 */
final class Explorer implements AutoCloseable {

	private static final int PAGE_SIZE = 100;

	private final ClusterRegistry registry;

	private final ClusterInspector inspector;

	private final ExplorerSettings settings;

	private final Clears clears = new Clears();

	/**
	 * Create an explorer.
	 * @param registry knows all trees
	 * @param inspector counts their keys
	 * @param settings what is allowed
	 */
	Explorer(ClusterRegistry registry, ClusterInspector inspector, ExplorerSettings settings) {
		this.registry = registry;
		this.inspector = inspector;
		this.settings = settings;
	}

	/**
	 * Tells all trees.
	 * @param fresh whether to count again
	 * @param mayShowValues whether values are shown to who asks
	 * @param csrf the parameter that requests have to carry which change something
	 * @return the trees, without numbers if Redis does not answer
	 */
	TreeView tree(boolean fresh, boolean mayShowValues, Map<String, String> csrf) {
		try {
			Census census = fresh ? this.inspector.census(CensusOptions.defaults()) : this.inspector.census();
			return tree(census, null, mayShowValues, csrf);
		}
		catch (RuntimeException ex) {
			return tree(null, Failure.of(ex).error(), mayShowValues, csrf);
		}
	}

	private TreeView tree(@Nullable Census census, @Nullable String error, boolean mayShowValues,
			Map<String, String> csrf) {
		Stream<ClusterModel> roots = this.registry.keyspaces()
			.stream()
			.flatMap((keyspace) -> keyspace.trees().stream());
		return new TreeView(this.settings.allowClear(), mayShowValues, Map.of(CrossSite.HEADER, CrossSite.VALUE), csrf,
				CensusView.of(census), error, roots.flatMap((root) -> NodeView.of(root, census)).toList(),
				(census != null) ? census.findings() : List.of());
	}

	/**
	 * Lists the keys of a cluster with arguments.
	 * @throws IllegalArgumentException if the arguments or the cursor cannot be used
	 * @throws RefusedException if there is no such cluster
	 */
	KeysView keys(String path, List<String> arguments, @Nullable String cursor) {
		Branch branch = branch(path, arguments);
		return KeysView.of(branch, branch.page(cursor, PAGE_SIZE));
	}

	private Branch branch(String path, List<String> arguments) {
		return found(this.registry.branch(path, arguments), () -> "There is no cluster '%s'".formatted(path));
	}

	private static <T> T found(@Nullable T value, Supplier<String> otherwise) {
		if (value == null) {
			throw new RefusedException(HttpStatus.NOT_FOUND, otherwise.get());
		}
		return value;
	}

	/**
	 * Reads the value of a declared key.
	 * @throws IllegalArgumentException if the name is not one of the declared key
	 * @throws RefusedException if there is no such key
	 */
	ValuePreview value(String path, String name) {
		DeclaredKey key = found(this.registry.key(path), () -> "There is no declared key '%s'".formatted(path));
		return found(key.preview(name), () -> "There is no key '%s'".formatted(name));
	}

	/**
	 * Begins the dry run of a clearing.
	 * @throws IllegalArgumentException if the arguments cannot be used
	 * @throws RefusedException if there is no such cluster, or something below is
	 * protected
	 */
	ClearView beginClear(String path, List<String> arguments) {
		Branch branch = branch(path, arguments);
		List<String> protectedPaths = branch.cluster().protectedPaths();
		if (!protectedPaths.isEmpty()) {
			throw new RefusedException(HttpStatus.CONFLICT, "Cluster '%s' is not cleared, for these are protected: %s"
				.formatted(branch.prefix(), String.join(", ", protectedPaths)));
		}
		return this.clears.begin(branch).view();
	}

	/**
	 * Tells how far a clearing is.
	 * @throws RefusedException if it is not known here
	 */
	ClearView clear(String id) {
		return find(id).view();
	}

	/**
	 * Begins to delete what was counted.
	 * @throws IllegalArgumentException if that is not what was typed
	 * @throws RefusedException if it is not known here
	 */
	ClearView confirmClear(String id, String confirmation) {
		Clear clear = find(id);
		clear.confirm(confirmation);
		return clear.view();
	}

	/**
	 * Ends what is under way.
	 * @throws RefusedException if it is not known here
	 */
	ClearView cancelClear(String id) {
		Clear clear = find(id);
		clear.cancel();
		return clear.view();
	}

	private Clear find(String id) {
		return found(this.clears.find(id), () -> "There is no such clearing in this instance of the application");
	}

	@Override
	public void close() {
		this.clears.close();
	}

}
