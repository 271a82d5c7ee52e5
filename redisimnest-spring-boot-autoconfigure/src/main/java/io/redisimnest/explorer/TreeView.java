package io.redisimnest.explorer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redisimnest.census.Census;
import io.redisimnest.census.Census.ClusterCensus;
import io.redisimnest.census.Census.KeyCensus;
import io.redisimnest.census.Census.Sample;
import io.redisimnest.census.Estimate;
import io.redisimnest.census.Finding;
import io.redisimnest.model.ClusterModel;
import io.redisimnest.model.KeyModel;
import io.redisimnest.model.KeyTemplate;
import org.jspecify.annotations.Nullable;

/**
 * All trees with what they hold, for the page.
 *
 * @param mayClear whether keys can be deleted
 * @param mayShowValues whether values are shown to who asks
 * @param headers the headers that requests have to carry which change something
 * @param csrf the parameter that they have to carry for Spring Security
 * @param census how the keys were counted, {@code null} if they could not be
 * @param error why they could not be counted
 * @param nodes clusters and keys, each cluster before what is below it
 * @param findings what is not as it is declared
 */
record TreeView(boolean mayClear, boolean mayShowValues, Map<String, String> headers, Map<String, String> csrf,
		@Nullable CensusView census, @Nullable String error, List<NodeView> nodes, List<Finding> findings) {

	record CensusView(Instant takenAt, long tookMillis, boolean exact, double coverage) {

		static @Nullable CensusView of(@Nullable Census census) {
			return (census != null)
					? new CensusView(census.takenAt(), census.took().toMillis(), census.exact(), census.coverage())
					: null;
		}

	}

	record ParameterView(String name, String type) {

		static List<ParameterView> of(KeyTemplate template) {
			return template.describeParameters()
				.entrySet()
				.stream()
				.map((parameter) -> new ParameterView(parameter.getKey(),
						parameter.getValue().substring(parameter.getValue().lastIndexOf('.') + 1)))
				.toList();
		}

	}

	/**
	 * A cluster or a key. Without a census, there are no numbers.
	 */
	sealed interface NodeView {

		/**
		 * The nodes of a subtree, each cluster before what is below it.
		 */
		static Stream<NodeView> of(ClusterModel cluster, @Nullable Census census) {
			List<Stream<NodeView>> nodes = new ArrayList<>();
			nodes.add(Stream.of(ClusterView.of(cluster, census)));
			cluster.keys().forEach((key) -> nodes.add(Stream.of(KeyView.of(key, census))));
			cluster.clusters().forEach((child) -> nodes.add(of(child, census)));
			return nodes.stream().flatMap((part) -> part);
		}

	}

	record ClusterView(String type, String path, String template, List<ParameterView> parameters,
			@Nullable Long ttlMillis, @JsonProperty("protected") boolean isProtected, @Nullable Estimate keys,
			@Nullable Estimate undeclared, @Nullable Estimate instances) implements NodeView {

		static ClusterView of(ClusterModel cluster, @Nullable Census census) {
			ClusterCensus counted = (census != null) ? census.clusters().get(cluster.path()) : null;
			return new ClusterView("cluster", cluster.path(), cluster.template().toString(),
					ParameterView.of(cluster.template()), millis(cluster.expiry().timeToLive()), cluster.isProtected(),
					(counted != null) ? counted.keys() : null,
					(counted != null && cluster.accessor() == null) ? counted.undeclared() : null,
					(counted != null) ? counted.instances() : null);
		}

	}

	record KeyView(String type, String path, String template, List<ParameterView> parameters, @Nullable Long ttlMillis,
			String kind, String valueType, @Nullable Estimate keys, @Nullable SampleView sample) implements NodeView {

		static KeyView of(KeyModel key, @Nullable Census census) {
			KeyCensus counted = (census != null) ? census.keys().get(key.path()) : null;
			return new KeyView("key", key.path(), key.template().toString(), ParameterView.of(key.template()),
					millis(key.expiry().timeToLive()), key.kind().displayName(), key.valueType().toString(),
					(counted != null) ? counted.keys() : null,
					(counted != null) ? SampleView.of(counted.sample()) : null);
		}

	}

	record SampleView(int size, @Nullable Long averageMemory, double withoutTtl, List<Long> ttlQuartilesMillis,
			double wrongKind) {

		static @Nullable SampleView of(@Nullable Sample sample) {
			return (sample != null) ? new SampleView(sample.size(), sample.averageMemory(), sample.withoutTtl(),
					sample.ttlQuartiles().stream().map(Duration::toMillis).toList(), sample.wrongKind()) : null;
		}

	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

}
