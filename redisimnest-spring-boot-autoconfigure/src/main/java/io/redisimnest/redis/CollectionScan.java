package io.redisimnest.redis;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection, one page in memory at a time.
 *
 * @param <E> the type of the elements
 */
final class CollectionScan<E> implements Iterator<E> {

	private static final String START = "0";

	private final Function<String, Page<E>> pages;

	private Iterator<E> page = List.<E>of().iterator();

	private @Nullable String cursor = START;

	private CollectionScan(Function<String, Page<E>> pages) {
		this.pages = pages;
	}

	/**
	 * A stream that fetches a page when it is needed.
	 * @param pages fetches the page behind a cursor
	 */
	static <E> Stream<E> stream(Function<String, Page<E>> pages) {
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(new CollectionScan<>(pages), Spliterator.NONNULL), false);
	}

	@Override
	public boolean hasNext() {
		while (!this.page.hasNext() && this.cursor != null) {
			Page<E> next = this.pages.apply(this.cursor);
			this.page = next.elements().iterator();
			this.cursor = next.cursor().equals(START) ? null : next.cursor();
		}
		return this.page.hasNext();
	}

	@Override
	public E next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.page.next();
	}

	/**
	 * A page.
	 *
	 * @param <E> the type of the elements
	 * @param cursor the cursor of the next page
	 * @param elements the elements
	 */
	record Page<E>(String cursor, Collection<E> elements) {

		static <E> Page<E> of(@Nullable Object reply, Function<@Nullable Object, Collection<E>> elements) {
			List<@Nullable Object> parts = Replies.toList(reply);
			return new Page<>(Replies.toText(parts.get(0)), elements.apply(parts.get(1)));
		}

	}

}
