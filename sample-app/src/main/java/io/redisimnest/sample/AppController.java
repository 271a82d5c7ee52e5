package io.redisimnest.sample;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What concerns all users: keys of the root, and the cluster {@code root:app}, which is a
 * bean of its own.
 */
@RestController
@RequestMapping("/app")
class AppController {

	private final Root root;

	private final Root.App app;

	AppController(Root root, Root.App app) {
		this.root = root;
		this.app = app;
	}

	@GetMapping
	AppResponse get() {
		return new AppResponse(this.root.projectName().get(), this.root.signUps().get());
	}

	@GetMapping("/tokens")
	@Nullable List<String> tokens() {
		return this.app.tokens().get();
	}

	@PutMapping("/tokens")
	List<String> replaceTokens(
			@RequestBody @Size(max = 100) List<@NotBlank @Size(max = 200) @WellFormed String> tokens) {
		this.app.tokens().set(tokens);
		return tokens;
	}

	record AppResponse(@Nullable String projectName, long signUps) {

	}

}
