package io.redisimnest.sample;

import java.util.List;

/**
 * The paths worth opening first.
 */
final class Links {

	static final List<String> PATHS = List.of("/redisimnest/", "/users", "/users/1", "/users/1/keys",
			"/users/1/messages/1", "/users/1/settings", "/scores", "/app", "/app/tokens", "/actuator/redisimnest",
			"/actuator/redisimnest/root.user", "/actuator/redisimnest/root.user/keys?argument=1", "/actuator/health");

	private Links() {
	}

}
