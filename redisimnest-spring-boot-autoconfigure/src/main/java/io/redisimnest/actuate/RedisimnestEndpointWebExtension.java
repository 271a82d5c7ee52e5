package io.redisimnest.actuate;

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Web extension of {@link RedisimnestEndpoint}: 404 for an unknown path, 503 if Redis
 * does not answer.
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

	private static WebEndpointResponse<OperationResponseBody> respond(
			Supplier<? extends @Nullable OperationResponseBody> operation) {
		try {
			OperationResponseBody body = operation.get();
			return (body != null) ? new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (DataAccessException ex) {
			return new WebEndpointResponse<>(new Unavailable(describe(ex)),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
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
	 * Why there is no answer.
	 *
	 * @param error the reason
	 */
	record Unavailable(String error) implements OperationResponseBody {

	}

}
