package io.redisimnest.sample;

import java.net.URI;
import java.util.List;

import io.redisimnest.Batch;
import io.redisimnest.Deferred;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Users: the cluster {@code root:user:{userId}}.
 */
@RestController
@RequestMapping("/users/{id}")
class UserController {

	private final Root root;

	private final Users users;

	UserController(Root root, Users users) {
		this.root = root;
		this.users = users;
	}

	@PutMapping
	ResponseEntity<UserResponse> put(@PathVariable @Positive long id, @RequestBody @Valid UserRequest request) {
		Root.User user = this.root.user(id);
		Batch batch = user.batch();
		Deferred<String> nameBefore = batch.call(user.name(), (name) -> name.getAndSet(request.name()));
		batch.run(user.age(), (age) -> age.set(request.age()));
		batch.execute();
		boolean created = nameBefore.get() == null;
		UserResponse response = new UserResponse(id, request.name(), request.age());
		if (created) {
			this.root.signUps().increment();
			return ResponseEntity.created(URI.create("/users/" + id)).body(response);
		}
		return ResponseEntity.ok(response);
	}

	@GetMapping
	UserResponse get(@PathVariable @Positive long id) {
		Root.Profile profile = this.users.get(id).profile().get();
		return new UserResponse(id, profile.name(), profile.age());
	}

	@PutMapping("/settings")
	Root.Settings putSettings(@PathVariable @Positive long id, @RequestBody @Valid Root.Settings settings) {
		this.users.get(id).settings().set(settings);
		return settings;
	}

	@GetMapping("/settings")
	Root.Settings settings(@PathVariable @Positive long id) {
		return this.users.get(id)
			.settings()
			.find()
			.orElseThrow(() -> new NotFoundException("User %d has no settings, or they have expired.".formatted(id)));
	}

	@GetMapping("/keys")
	KeysResponse keys(@PathVariable @Positive long id,
			@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
		// One more than asked for tells whether there are more.
		List<String> names = this.root.user(id).subkeys().distinct().limit(limit + 1L).toList();
		return new KeysResponse(names.stream().limit(limit).sorted().toList(), names.size() > limit);
	}

	@DeleteMapping
	DeletedResponse delete(@PathVariable @Positive long id) {
		return new DeletedResponse(this.root.user(id).clear());
	}

	record UserRequest(@NotBlank @Size(max = 100) @WellFormed String name, @NotNull @Min(0) @Max(150) Integer age) {

	}

	record UserResponse(long id, @Nullable String name, @Nullable Integer age) {

	}

	record KeysResponse(List<String> names, boolean more) {

	}

	record DeletedResponse(long deleted) {

	}

}
