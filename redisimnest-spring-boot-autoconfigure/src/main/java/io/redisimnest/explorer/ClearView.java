package io.redisimnest.explorer;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How far a clearing is, for the page.
 *
 * @param id its id
 * @param phase what is being done, or was done last
 * @param prefix the concrete prefix of what is cleared
 * @param share the share of the databases that was visited in this phase, from 0 to 1
 * @param matched how many keys were found in this phase
 * @param remainingMillis an estimate of the time that this phase still takes
 * @param byTemplate once counted, how many keys would go
 * @param deleted how many keys are gone, as far as it is known
 * @param error what went wrong
 */
record ClearView(String id, String phase, String prefix, double share, long matched, @Nullable Long remainingMillis,
		Map<String, Long> byTemplate, long deleted, @Nullable String error) {

}
