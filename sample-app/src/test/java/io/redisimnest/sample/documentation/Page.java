package io.redisimnest.sample.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown.
 *
 * @param path where it is
 * @param text its text without its blocks
 * @param blocks its fenced blocks
 */
record Page(Path path, String text, List<Block> blocks) {

	static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

	static final Page README = read(PROJECT.resolve("README.md"));

	private static final String FENCE = "```";

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	/**
	 * A fenced block.
	 *
	 * @param language what stands behind the opening fence
	 * @param text what stands between the fences
	 */
	record Block(String language, String text) {

	}

	/**
	 * The README and the guide.
	 */
	static List<Page> documentation() {
		List<Page> pages = new ArrayList<>(List.of(README));
		pages.addAll(in(PROJECT.resolve("docs")));
		return pages;
	}

	/**
	 * The pages of a folder.
	 */
	static List<Page> in(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().map(Page::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page read(Path path) {
		StringBuilder text = new StringBuilder();
		List<Block> blocks = new ArrayList<>();
		String language = null;
		StringBuilder block = new StringBuilder();
		for (String line : lines(path)) {
			if (line.startsWith(FENCE) && language == null) {
				language = line.substring(FENCE.length());
			}
			else if (line.equals(FENCE)) {
				blocks.add(new Block(language, block.toString()));
				language = null;
				block.setLength(0);
			}
			else {
				((language != null) ? block : text).append(line).append('\n');
			}
		}
		if (language != null) {
			throw new IllegalStateException("A block of '%s' has no end".formatted(path));
		}
		return new Page(path, text.toString(), blocks);
	}

	private static List<String> lines(Path path) {
		try {
			return Files.readAllLines(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> blocks(String language) {
		return this.blocks.stream().filter((block) -> block.language().equals(language)).map(Block::text).toList();
	}

	List<String> links() {
		return LINK.matcher(this.text).results().map((link) -> link.group(1)).toList();
	}

	/**
	 * The names of its headings, as GitHub makes them.
	 */
	List<String> anchors() {
		return HEADING.matcher(this.text)
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Override
	public String toString() {
		return PROJECT.relativize(this.path).toString();
	}

}
