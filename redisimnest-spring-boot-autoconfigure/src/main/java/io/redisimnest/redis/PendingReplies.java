package io.redisimnest.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Replies that are under way.
 */
interface PendingReplies {

	/**
	 * Waits for all of them.
	 * @return for each request its reply, or the exception that it failed with
	 */
	List<@Nullable Object> await();

	/**
	 * The same replies, which can be asked for again when the connection is no longer in
	 * use, if they were awaited before.
	 * @return the replies
	 */
	default PendingReplies kept() {
		return new PendingReplies() {

			private @Nullable List<@Nullable Object> replies;

			private @Nullable RuntimeException failure;

			@Override
			public List<@Nullable Object> await() {
				if (this.failure != null) {
					throw this.failure;
				}
				if (this.replies == null) {
					try {
						this.replies = PendingReplies.this.await();
					}
					catch (RuntimeException ex) {
						this.failure = ex;
						throw ex;
					}
				}
				return this.replies;
			}

		};
	}

}
