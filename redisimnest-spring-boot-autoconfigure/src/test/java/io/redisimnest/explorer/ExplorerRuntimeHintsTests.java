package io.redisimnest.explorer;

import io.redisimnest.redis.ValuePreview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.web.csrf.CsrfToken;

import static org.assertj.core.api.Assertions.assertThat;

class ExplorerRuntimeHintsTests {

	private final RuntimeHints hints = hints();

	private static RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		new ExplorerRuntimeHints().registerHints(hints, ExplorerRuntimeHintsTests.class.getClassLoader());
		return hints;
	}

	@Test
	void theControllerImportsThem() {
		assertThat(AnnotatedElementUtils.findMergedAnnotation(ExplorerController.class, ImportRuntimeHints.class))
			.satisfies((annotation) -> assertThat(annotation.value()).containsExactly(ExplorerRuntimeHints.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "index.html", "explorer.js", "explorer.css" })
	void filesOfThePageAreThere(String name) {
		assertThat(this.hints)
			.matches(RuntimeHintsPredicates.resource().forResource("io/redisimnest/explorer/" + name));
	}

	@Test
	void springSecurityIsFound() {
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection().onType(CsrfToken.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { TreeView.class, TreeView.CensusView.class, TreeView.ClusterView.class,
			TreeView.KeyView.class, TreeView.SampleView.class, TreeView.ParameterView.class, KeysView.class,
			KeysView.FoundKeyView.class, ClearView.class, ValuePreview.class, ExplorerResponse.ErrorView.class })
	void whatIsWrittenAsJsonIsBound(Class<?> type) {
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		assertThat(type.getRecordComponents()).allSatisfy((component) -> assertThat(this.hints)
			.matches(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor())));
	}

}
