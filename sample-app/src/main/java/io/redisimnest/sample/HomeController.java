package io.redisimnest.sample;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers at the address that one opens first.
 */
@RestController
class HomeController {

	@GetMapping("/")
	Home home(UriComponentsBuilder base) {
		return new Home(Links.PATHS.stream().map((path) -> base.cloneBuilder().path(path).toUriString()).toList());
	}

	record Home(List<String> links) {

	}

}
