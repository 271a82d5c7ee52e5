package io.redisimnest.sample.problem;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Adds to the problem details of Spring MVC which fields are not valid, and a problem for
 * Redis being away.
 */
@RestControllerAdvice
@Order(-1) // Spring Boot's own handler of problem details has 0
class ProblemHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProblemHandler.class);

	@ExceptionHandler
	ProblemDetail handle(MethodArgumentNotValidException ex) {
		return withErrors(ex.getBody(), ex.getFieldErrors().stream().map(InvalidField::of));
	}

	@ExceptionHandler
	ProblemDetail handle(HandlerMethodValidationException ex) {
		return withErrors(ex.getBody(), ex.getParameterValidationResults().stream().flatMap(InvalidField::of));
	}

	@ExceptionHandler({ DataAccessResourceFailureException.class, QueryTimeoutException.class })
	ProblemDetail handle(DataAccessException ex) {
		logger.warn("Redis does not answer: {}", ex.getMostSpecificCause().getMessage());
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Redis does not answer. Try again later.");
	}

	private static ProblemDetail withErrors(ProblemDetail problem, Stream<InvalidField> errors) {
		problem.setProperty("errors", errors.toList());
		return problem;
	}

	record InvalidField(String field, @Nullable String message) {

		static InvalidField of(FieldError error) {
			return new InvalidField(error.getField(), error.getDefaultMessage());
		}

		static Stream<InvalidField> of(ParameterValidationResult result) {
			if (result instanceof ParameterErrors errors) {
				return errors.getFieldErrors().stream().map(InvalidField::of);
			}
			Integer index = result.getContainerIndex();
			String field = result.getMethodParameter().getParameterName() + ((index != null) ? "[" + index + "]" : "");
			List<MessageSourceResolvable> errors = result.getResolvableErrors();
			return errors.stream().map((error) -> new InvalidField(field, error.getDefaultMessage()));
		}

	}

}
