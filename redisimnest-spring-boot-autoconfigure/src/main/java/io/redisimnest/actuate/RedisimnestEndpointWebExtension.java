package io.redisimnest.actuate;

import java.util.function.Supplier;

import io.redisimnest.ProtectedClusterException;
import io.redisimnest.redis.FailureMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.dao.DataAccessException;

/**
 * Web extension of {@link RedisimnestEndpoint}: 400 for what cannot be asked for, 404 for
 * an unknown path, 503 if Redis does not answer.
 *
 * @since 0.1
 */
@EndpointWebExtension(endpoint = RedisimnestEndpoint.class)
@RegisterReflectionForBinding(RedisimnestEndpointWebExtension.Refusal.class)
public class RedisimnestEndpointWebExtension {

	private final RedisimnestEndpoint delegate;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 */
	public RedisimnestEndpointWebExtension(RedisimnestEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Describes all trees.
	 * @param exact whether to visit all keys, however long it takes
	 * @return 200 with their structure and counts, or 503
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> trees(@Nullable Boolean exact) {
		return respond(() -> this.delegate.trees(exact));
	}

	/**
	 * Describes one node.
	 * @param path its path
	 * @param exact whether to visit all keys, however long it takes
	 * @return 200 with its structure and counts, 404, or 503
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> node(@Selector String path, @Nullable Boolean exact) {
		return respond(() -> this.delegate.node(path, exact));
	}

	/**
	 * Lists the keys of a cluster with arguments, as in
	 * {@code /actuator/redisimnest/root.user/keys?argument=42}.
	 * @param path the path of the cluster
	 * @param part {@code keys}
	 * @param argument the arguments of the cluster, in order
	 * @param cursor that of the page before, to get the next one
	 * @param size about how many keys
	 * @return 200 with a page of keys, 400, 404, or 503
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> keys(@Selector String path, @Selector String part,
			@Nullable EndpointArguments argument, @Nullable String cursor, @Nullable Integer size) {
		return respond(() -> this.delegate.keys(path, part, argument, cursor, size));
	}

	/**
	 * Deletes the keys of a cluster with arguments.
	 * @param path the path of the cluster
	 * @param part {@code keys}
	 * @param argument the arguments of the cluster, in order
	 * @return 200 with what was deleted, 204 if there was nothing to delete, 400 (also if
	 * something below is protected), 404, or 503
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> clear(@Selector String path, @Selector String part,
			@Nullable EndpointArguments argument) {
		WebEndpointResponse<OperationResponseBody> response = respond(() -> this.delegate.clear(path, part, argument));
		return (response.getBody() instanceof ClearDescriptor cleared && cleared.isNothing())
				? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT) : response;
	}

	private static WebEndpointResponse<OperationResponseBody> respond(
			Supplier<? extends @Nullable OperationResponseBody> operation) {
		try {
			OperationResponseBody body = operation.get();
			return (body != null) ? new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (IllegalArgumentException ex) {
			return badRequest(String.valueOf(ex.getMessage()));
		}
		catch (ProtectedClusterException ex) {
			return badRequest("Nothing is cleared, for these are protected: " + String.join(", ", ex.getPaths()));
		}
		catch (DataAccessException ex) {
			return new WebEndpointResponse<>(new Refusal(FailureMessage.of(ex)),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static WebEndpointResponse<OperationResponseBody> badRequest(String error) {
		return new WebEndpointResponse<>(new Refusal(error), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	/**
	 * Why there is no other answer.
	 *
	 * @param error the reason
	 */
	record Refusal(String error) implements OperationResponseBody {

	}

}
