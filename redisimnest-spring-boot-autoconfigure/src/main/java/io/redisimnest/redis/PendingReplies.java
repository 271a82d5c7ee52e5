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

}
