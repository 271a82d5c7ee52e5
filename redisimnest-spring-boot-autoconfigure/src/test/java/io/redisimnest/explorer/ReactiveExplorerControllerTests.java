package io.redisimnest.explorer;

import org.springframework.boot.WebApplicationType;

/**
 * The explorer with WebFlux.
 */
class ReactiveExplorerControllerTests extends ExplorerControllerTests {

	@Override
	WebApplicationType type() {
		return WebApplicationType.REACTIVE;
	}

}
