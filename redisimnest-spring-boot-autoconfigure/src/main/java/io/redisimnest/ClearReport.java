package io.redisimnest;

import java.time.Duration;
import java.util.Map;

/**
 * What {@link Subtree#clear(ClearOptions)} did.
 *
 * @param deleted how many keys were deleted; in a dry run none
 * @param matched in a dry run, how many keys would be deleted by their template, such as
 * <code>root:user:{userId}:age</code>; those that match none are those of the deepest
 * cluster, such as <code>root:user:{userId}:*</code>. Else empty
 * @param took how long it took
 * @param complete whether all keys were seen that were there when it began; not if a
 * limit was reached or it was cancelled
 * @since 0.1
 */
public record ClearReport(long deleted, Map<String, Long> matched, Duration took, boolean complete) {

}
