package io.redisimnest.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.keyspace.Pace;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.util.Assert;

/**
 * Takes a census of all trees of a registry, and keeps the latest. Thread-safe.
 */
public final class RegistryInspector implements ClusterInspector {

	private final ClusterRegistry registry;

	private final CensusSettings settings;

	private final List<CensusListener> listeners;

	/** The censuses that are being taken. */
	private final Map<CensusOptions, FutureTask<Census>> underWay = new HashMap<>();

	private volatile @Nullable Taken latest;

	/**
	 * Create an inspector.
	 * @param registry the trees
	 * @param settings how much a census may cost
	 * @param listeners are given each census that was taken
	 */
	public RegistryInspector(ClusterRegistry registry, CensusSettings settings, List<CensusListener> listeners) {
		this.registry = registry;
		this.settings = settings;
		this.listeners = listeners;
	}

	private record Taken(Census census, long nanoTime) {

	}

	@Override
	public Census census() {
		Taken taken = this.latest;
		return (taken != null && System.nanoTime() - taken.nanoTime() < this.settings.maxAge().toNanos())
				? taken.census() : census(CensusOptions.defaults());
	}

	@Override
	public Census census(CensusOptions options) {
		Assert.notNull(options, "'options' must not be null");
		FutureTask<Census> own = new FutureTask<>(() -> take(options));
		FutureTask<Census> other;
		synchronized (this.underWay) {
			other = this.underWay.putIfAbsent(options, own);
		}
		if (other != null) {
			return await(other);
		}
		try {
			own.run();
			return await(own);
		}
		finally {
			synchronized (this.underWay) {
				this.underWay.remove(options);
			}
		}
	}

	private static Census await(FutureTask<Census> task) {
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueryTimeoutException("Thread was interrupted while a census was being taken", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private Census take(CensusOptions options) {
		Pace pace = options.isExact()
				? new Pace(this.settings.keysPerSecond(), Long.MAX_VALUE, null, options.getListener())
				: new Pace(this.settings.keysPerSecond(), this.settings.maxKeys(), this.settings.maxDuration(),
						options.getListener());
		long start = System.nanoTime();
		Census census = CensusSum.of(this.registry.keyspaces()
			.stream()
			.filter((keyspace) -> !keyspace.trees().isEmpty())
			.map((keyspace) -> keyspace.census(pace))
			.toList());
		this.latest = new Taken(census, start);
		this.listeners.forEach((listener) -> listener.taken(census));
		return census;
	}

}
