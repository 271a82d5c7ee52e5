package io.redisimnest.explorer;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.redisimnest.ProtectedClusterException;
import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.explorer.TreeView.CensusView;
import io.redisimnest.explorer.TreeView.NodeView;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.redis.ValuePreview;
import io.redisimnest.registry.Branch;
import io.redisimnest.registry.ClusterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

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
	 * @param headers what requests that change something have to carry
	 * @return the trees, without numbers if Redis does not answer
	 */
	TreeView tree(boolean fresh, boolean mayShowValues, Map<String, String> headers) {
		try {
			Census census = fresh ? this.inspector.census(CensusOptions.defaults()) : this.inspector.census();
			return tree(census, null, mayShowValues, headers);
		}
		catch (DataAccessException ex) {
			return tree(null, Failure.of(ex).error(), mayShowValues, headers);
		}
	}

	private TreeView tree(@Nullable Census census, @Nullable String error, boolean mayShowValues,
			Map<String, String> headers) {
		Stream<ClusterModel> roots = this.registry.keyspaces()
			.stream()
			.flatMap((keyspace) -> keyspace.trees().stream());
		return new TreeView(this.settings.allowClear(), mayShowValues, headers, CensusView.of(census), error,
				roots.flatMap((root) -> NodeView.of(root, census)).toList(),
				(census != null) ? census.findings() : List.of());
	}

	/**
	 * Lists the keys of a cluster with arguments.
	 * @throws IllegalArgumentException if the arguments or the cursor cannot be used
	 * @throws NoSuchElementException if there is no such cluster
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
			throw new NoSuchElementException(otherwise.get());
		}
		return value;
	}

	/**
	 * Reads the value of a declared key.
	 * @throws NoSuchElementException if there is no such key
	 */
	ValuePreview value(String name) {
		return found(this.registry.declared(name).map((key) -> key.preview(name)).orElse(null),
				() -> "There is no declared key '%s'".formatted(name));
	}

	/**
	 * Begins the dry run of a clearing.
	 * @throws IllegalArgumentException if the arguments cannot be used
	 * @throws NoSuchElementException if there is no such cluster
	 * @throws ProtectedClusterException if something below is protected
	 */
	ClearView beginClear(String path, List<String> arguments) {
		Branch branch = branch(path, arguments);
		List<String> protectedPaths = branch.cluster().protectedPaths();
		if (!protectedPaths.isEmpty()) {
			throw new ProtectedClusterException(branch.prefix(), protectedPaths);
		}
		return this.clears.begin(branch).view();
	}

	/**
	 * Tells how far a clearing is.
	 * @throws NoSuchElementException if it is not known here
	 */
	ClearView clear(String id) {
		return find(id).view();
	}

	/**
	 * Begins to delete what was counted.
	 * @throws IllegalArgumentException if that is not what was typed
	 * @throws NoSuchElementException if it is not known here
	 */
	ClearView confirmClear(String id, String confirmation) {
		Clear clear = find(id);
		clear.confirm(confirmation);
		return clear.view();
	}

	/**
	 * Ends what is under way.
	 * @throws NoSuchElementException if it is not known here
	 */
	void cancelClear(String id) {
		find(id).cancel();
	}

	private Clear find(String id) {
		return found(this.clears.find(id), () -> "There is no such clearing in this instance of the application");
	}

	@Override
	public void close() {
		this.clears.close();
	}

}
