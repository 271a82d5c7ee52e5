package io.redisimnest.sample;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Scores: the key {@code root:scores}.
 */
@RestController
@RequestMapping("/scores")
class ScoreController {

	private final Root root;

	private final Users users;

	ScoreController(Root root, Users users) {
		this.root = root;
		this.users = users;
	}

	@GetMapping
	List<ScoreResponse> highest(@RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
		return this.root.scores()
			.reverseRangeWithScores(0, limit - 1)
			.stream()
			.map((entry) -> new ScoreResponse(entry.getValue(), entry.getScore()))
			.toList();
	}

	@PostMapping("/{userId}")
	ScoreResponse add(@PathVariable @Positive long userId, @RequestBody @Valid ScoreRequest request) {
		this.users.get(userId);
		return new ScoreResponse(userId, this.root.scores().incrementScore(userId, request.points()));
	}

	record ScoreRequest(@NotNull @Min(-1000) @Max(1000) Integer points) {

	}

	record ScoreResponse(long userId, double score) {

	}

}
