package io.redisimnest.explorer;

import org.springframework.boot.WebApplicationType;

/**
 * The same with WebFlux.
 */
class ReactiveExplorerSecurityTests extends ExplorerSecurityTests {

	@Override
	WebApplicationType type() {
		return WebApplicationType.REACTIVE;
	}

}
