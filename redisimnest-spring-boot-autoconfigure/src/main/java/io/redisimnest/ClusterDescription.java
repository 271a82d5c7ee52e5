package io.redisimnest;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.key.KeyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a cluster.
 *
 * @param path the dotted names of the accessors that lead to the cluster, such as
 * {@code root.user}
 * @param prefix the full template, such as <code>root:user:{userId}</code>; a
 * {@link io.redisimnest.annotation.HashTag hash tag} has braces of its own
 * @param parameters the parameters of the full template with their Java types, in order
 * @param timeToLive the time-to-live that keys inherit, {@code null} for none
 * @param renewal when the time-to-live starts again
 * @param isProtected whether the cluster is
 * {@link io.redisimnest.annotation.Protected @Protected}
 * @param keys the keys of the cluster, by name
 * @param clusters the nested clusters, by name
 * @since 0.1
 */
public record ClusterDescription(String path, String prefix, Map<String, String> parameters,
		@Nullable Duration timeToLive, Renewal renewal, boolean isProtected, List<KeyDescription> keys,
		List<ClusterDescription> clusters) {

}
