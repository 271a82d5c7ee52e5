package io.redisimnest.actuate;

import java.util.Objects;
import java.util.function.Supplier;

import io.redisimnest.ProtectedClusterException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Web extension of {@link RedisimnestEndpoint}: 400 for what cannot be asked for, 404 for
 * an unknown path, 503 if Redis does not answer.
 *
 * @since 0.1
 */
@EndpointWebExtension(endpoint = RedisimnestEndpoint.class)
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
	 * {@code /actuator/redisimnest/root.user/keys/42}.
	 * @param path the path of the cluster
	 * @param keys {@code keys}, then the arguments in order
	 * @param cursor that of the page before, to get the next one
	 * @param size about how many keys
	 * @return 200 with a page of keys, 400, 404, or 503
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> keys(@Selector String path,
			@Selector(match = Match.ALL_REMAINING) String[] keys, @Nullable String cursor, @Nullable Integer size) {
		return respond(() -> this.delegate.keys(path, keys, cursor, size));
	}

	/**
	 * Deletes the keys of a cluster with arguments.
	 * @param path the path of the cluster
	 * @param keys {@code keys}, then the arguments in order
	 * @return 200 with what was deleted, 204 if there was nothing to delete, 400 (also if
	 * something below is protected), 404, or 503
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> clear(@Selector String path,
			@Selector(match = Match.ALL_REMAINING) String[] keys) {
		WebEndpointResponse<OperationResponseBody> response = respond(() -> this.delegate.clear(path, keys));
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
		catch (IllegalArgumentException | ProtectedClusterException ex) {
			return new WebEndpointResponse<>(new Refusal(String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (DataAccessException ex) {
			return new WebEndpointResponse<>(new Refusal(describe(ex)), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static String describe(DataAccessException ex) {
		if (ex instanceof DataAccessResourceFailureException || ex instanceof QueryTimeoutException) {
			Throwable cause = ex.getMostSpecificCause();
			return "Redis does not answer: "
					+ Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
		}
		return Objects.requireNonNullElse(ex.getMessage(), "Redis refuses to answer");
	}

	/**
	 * Why there is no other answer.
	 *
	 * @param error the reason
	 */
	record Refusal(String error) implements OperationResponseBody {

	}

}
