package io.redisimnest.sample;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Messages: the keys {@code root:user:{userId}:messages:message:{messageId}}.
 */
@RestController
@RequestMapping("/users/{userId}/messages/{messageId}")
class MessageController {

	private final Users users;

	MessageController(Users users) {
		this.users = users;
	}

	@PutMapping
	ResponseEntity<MessageResponse> put(@PathVariable @Positive long userId, @PathVariable @Positive long messageId,
			@RequestBody @Valid MessageRequest request) {
		boolean created = this.users.get(userId).messages().message(messageId).getAndSet(request.text()) == null;
		MessageResponse response = new MessageResponse(messageId, request.text());
		if (created) {
			return ResponseEntity.created(URI.create("/users/%d/messages/%d".formatted(userId, messageId)))
				.body(response);
		}
		return ResponseEntity.ok(response);
	}

	@GetMapping
	MessageResponse get(@PathVariable @Positive long userId, @PathVariable @Positive long messageId) {
		return this.users.get(userId)
			.messages()
			.message(messageId)
			.find()
			.map((text) -> new MessageResponse(messageId, text))
			.orElseThrow(() -> new NotFoundException(
					"User %d has no message %d, or it has expired.".formatted(userId, messageId)));
	}

	record MessageRequest(@NotBlank @Size(max = 1000) @WellFormed String text) {

	}

	record MessageResponse(long id, String text) {

	}

}
