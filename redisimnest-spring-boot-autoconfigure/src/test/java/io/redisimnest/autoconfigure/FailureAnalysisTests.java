package io.redisimnest.autoconfigure;

import java.util.List;

import io.redisimnest.InvalidTreeException;
import io.redisimnest.example.Root;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAnalysisTests {

	@Test
	void tellsAllProblemsOfATree() {
		FailureAnalysis analysis = new InvalidTreeFailureAnalyzer()
			.analyze(new IllegalStateException(new InvalidTreeException(Root.class, List.of("One", "Two"))));
		assertThat(analysis.getDescription().lines())
			.containsExactly("The tree of io.redisimnest.example.Root is not valid:", "- One", "- Two");
		assertThat(analysis.getAction())
			.isEqualTo("Correct the declarations of the tree; each problem above says how.");
	}

	@Test
	void tellsWhichServersAreConfigured() {
		FailureAnalysis analysis = new RedisConfigurationFailureAnalyzer()
			.analyze(new IllegalStateException(new RedisConfigurationException("What.", "How.")));
		assertThat(analysis.getDescription()).isEqualTo("What.");
		assertThat(analysis.getAction()).isEqualTo("How.");
	}

}
