package io.redisimnest.benchmarks;

import java.util.Map;
import java.util.TreeMap;

import io.redisimnest.census.Census;
import io.redisimnest.census.CensusOptions;
import io.redisimnest.census.ClusterInspector;
import io.redisimnest.registry.ImportClusters;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small web application as it comes, with everything that Boot configures.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ImportClusters(Root.class)
@Import(TenMillionApplication.Operations.class)
class TenMillionApplication {

	/**
	 * Starts the application.
	 * @param args its properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplicationBuilder(TenMillionApplication.class)
			.properties("management.endpoints.web.exposure.include=redisimnest", "spring.main.banner-mode=off",
					"logging.level.root=warn")
			.build();
		application.run(args);
	}

	@RestController
	static class Operations {

		private final HeapWatch heap = new HeapWatch();

		private final Root root;

		private final ClusterInspector inspector;

		Operations(Root root, ClusterInspector inspector) {
			this.root = root;
			this.inspector = inspector;
		}

		/**
		 * The most of the heap that was in use after a full collection.
		 */
		@GetMapping("/heap")
		String heap() {
			return this.heap.peak() + " MB at most, of " + (Runtime.getRuntime().maxMemory() >> 20);
		}

		@GetMapping("/census")
		Map<String, Long> census() {
			Census census = this.inspector.census(CensusOptions.defaults().exact());
			Map<String, Long> counts = new TreeMap<>();
			census.clusters().forEach((path, cluster) -> counts.put(path, cluster.keys().value()));
			counts.put("undeclared", census.cluster("root").undeclared().value());
			return counts;
		}

		@DeleteMapping("/users/{id}")
		long clear(@PathVariable long id) {
			return this.root.user(id).clear();
		}

	}

}
