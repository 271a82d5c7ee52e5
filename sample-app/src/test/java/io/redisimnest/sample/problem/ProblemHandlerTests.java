package io.redisimnest.sample.problem;

import java.io.IOException;

import io.lettuce.core.RedisException;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProblemHandler}.
 */
class ProblemHandlerTests {

	private final ProblemHandler handler = new ProblemHandler();

	@Test
	void brokenConnectionIsUnavailable() {
		RedisException cause = new RedisException(new IOException("Connection reset"));
		assertThat(this.handler.handle(new RedisSystemException("Redis exception", cause)).getStatus())
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.value());
	}

	@Test
	void errorOfTheServerIsNotUnavailable() {
		RedisSystemException error = new RedisSystemException("ERR", null);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> this.handler.handle(error))
			.isSameAs(error);
	}

}
