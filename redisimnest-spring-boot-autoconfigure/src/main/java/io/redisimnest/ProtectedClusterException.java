package io.redisimnest;

import java.util.List;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown by {@link Cluster#clear()} for a cluster that is, or that holds,
 * {@link io.redisimnest.annotation.Protected @Protected} clusters. Nothing was deleted.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ProtectedClusterException extends InvalidDataAccessApiUsageException {

	private final List<String> paths;

	/**
	 * Create an exception.
	 * @param prefix the prefix of the cluster that was to be cleared
	 * @param paths the paths of the protected clusters
	 */
	public ProtectedClusterException(String prefix, List<String> paths) {
		super("Cluster '%s' is not cleared, for these are protected: %s. Use clear(ClearOptions.includingProtected()) to clear them too."
			.formatted(prefix, String.join(", ", paths)));
		this.paths = List.copyOf(paths);
	}

	/**
	 * The paths of the protected clusters.
	 * @return the paths
	 */
	public List<String> getPaths() {
		return this.paths;
	}

}
