package io.redisimnest.sample;

import org.springframework.stereotype.Component;

/**
 * The users that are there.
 */
@Component
class Users {

	private final Root root;

	Users(Root root) {
		this.root = root;
	}

	Root.User get(long id) {
		Root.User user = this.root.user(id);
		if (user.name().exists() || user.age().exists()) {
			return user;
		}
		throw new NotFoundException("There is no user %d, or it has expired.".formatted(id));
	}

}
