package io.redisimnest.sample.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the links of all pages of the project, to files and to headings.
 */
class LinkTests {

	static List<Page> pages() {
		List<Page> pages = new ArrayList<>(Page.in(Page.PROJECT));
		pages.addAll(Page.in(Page.PROJECT.resolve("docs")));
		pages.addAll(Page.in(Page.PROJECT.resolve("benchmarks")));
		return pages;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Page page) {
		assertThat(page.links()).filteredOn((link) -> !link.startsWith("https://"))
			.allMatch((link) -> leadsSomewhere(page, link));
	}

	private static boolean leadsSomewhere(Page page, String link) {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path path = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
		return Files.exists(path) && (hash < 0 || Page.read(path).anchors().contains(link.substring(hash + 1)));
	}

	@Test
	void theGuideListsAllItsPages() {
		Page index = Page.read(Page.PROJECT.resolve("docs/README.md"));
		assertThat(index.links()).containsAll(Page.in(Page.PROJECT.resolve("docs"))
			.stream()
			.map((page) -> page.path().getFileName().toString())
			.filter((name) -> !name.equals("README.md"))
			.toList());
	}

}
