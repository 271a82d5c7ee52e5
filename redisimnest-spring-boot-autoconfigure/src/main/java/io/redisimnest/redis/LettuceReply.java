package io.redisimnest.redis;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import org.jspecify.annotations.Nullable;

/**
 * Takes any reply of Redis as it is, in the shapes that {@link Driver} speaks of.
 */
final class LettuceReply extends CommandOutput<byte[], byte[], Object> {

	/** What a command is told whose reply was lost with its connection. */
	static final String LOST = "Connection broke before the reply came";

	private boolean lost;

	private final Deque<OpenList> open = new ArrayDeque<>(2);

	LettuceReply() {
		super(ByteArrayCodec.INSTANCE, null);
	}

	/**
	 * Forgets what was received. A command that is sent again, as its connection broke in
	 * the midst of the reply, is answered from the start.
	 */
	void reset() {
		this.open.clear();
		this.output = null;
		setError((String) null);
	}

	/**
	 * Gives up: what is received from here on is no reply to the command.
	 */
	void lose() {
		reset();
		setError(LOST);
		this.lost = true;
	}

	private record OpenList(List<@Nullable Object> elements, int size) {

		boolean isComplete() {
			return this.elements.size() == this.size;
		}

	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		add((bytes != null) ? this.codec.decodeValue(bytes) : null);
	}

	@Override
	public void set(long integer) {
		add(integer);
	}

	@Override
	public void set(double number) {
		add(number);
	}

	@Override
	public void set(boolean value) {
		add(value);
	}

	/**
	 * An error within a list is an element of it, and does not fail the whole.
	 */
	@Override
	public void setError(ByteBuffer error) {
		if (this.lost) {
			return;
		}
		if (this.open.isEmpty()) {
			super.setError(error);
		}
		else {
			add(new ServerError(decodeString(error)));
		}
	}

	@Override
	public void multi(int count) {
		if (count < 0) {
			add(null);
			return;
		}
		this.open.push(new OpenList(new ArrayList<>(count), count));
		closeCompleteLists();
	}

	private void add(@Nullable Object element) {
		if (this.open.isEmpty()) {
			this.output = element;
			return;
		}
		this.open.element().elements().add(element);
		closeCompleteLists();
	}

	private void closeCompleteLists() {
		while (!this.open.isEmpty() && this.open.element().isComplete()) {
			List<@Nullable Object> elements = this.open.pop().elements();
			if (this.open.isEmpty()) {
				this.output = elements;
			}
			else {
				this.open.element().elements().add(elements);
			}
		}
	}

}
