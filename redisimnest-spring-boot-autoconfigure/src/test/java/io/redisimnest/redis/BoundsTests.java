package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Range;

import static org.assertj.core.api.Assertions.assertThat;

class BoundsTests {

	@Test
	void elementsAreNeverShown() {
		Bounds bounds = Bounds.ofElements(Range.closed("a", "secret"), (text) -> text.getBytes(StandardCharsets.UTF_8));
		assertThat(bounds.in(Command.of("ZLEXCOUNT")).arguments()).extracting(Argument::toString)
			.containsExactly("(2 bytes)", "(7 bytes)");
	}

	@Test
	void scoresAreNeverShown() {
		Bounds bounds = Bounds.ofScores(Range.leftOpen(1.5, 10d));
		assertThat(bounds.in(Command.of("ZCOUNT")).arguments()).extracting(Argument::toString)
			.containsExactly("(4 bytes)", "(4 bytes)");
	}

	@Test
	void theAbsenceOfABoundIsShown() {
		assertThat(Bounds.ofScores(Range.unbounded()).in(Command.of("ZCOUNT")).arguments())
			.extracting(Argument::toString)
			.containsExactly("-inf", "+inf");
	}

}
