package io.redisimnest.sample;

import java.util.List;

import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * All users: the instances of the cluster {@code root:user:{userId}}.
 */
@RestController
@RequestMapping("/users")
class UsersController {

	private final Root root;

	UsersController(Root root) {
		this.root = root;
	}

	@GetMapping
	UsersResponse list(@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
		// One more than asked for tells whether there are more.
		List<Long> ids = this.root.users().stream().map(Root.User::userId).limit(limit + 1L).toList();
		return new UsersResponse(ids.stream().limit(limit).sorted().toList(), ids.size() > limit);
	}

	@DeleteMapping
	ClearReport delete(@RequestParam(defaultValue = "false") boolean dryRun) {
		ClearOptions options = ClearOptions.defaults();
		return this.root.users().subtree().clear(dryRun ? options.dryRun() : options);
	}

	record UsersResponse(List<Long> ids, boolean more) {

	}

}
