package io.redisimnest.actuate;

import java.util.List;

/**
 * The arguments of a cluster, as they come with a request.
 *
 * @param texts their texts, in order
 */
public record EndpointArguments(List<String> texts) {

	static final EndpointArguments NONE = new EndpointArguments(List.of());

}
