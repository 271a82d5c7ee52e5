package io.redisimnest.example;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;

/**
 * The tree of the documentation.
 */
@Prefix("root")
public interface Root extends Cluster {

	App app();

	User user(long userId);

	@Prefix("project_name")
	ValueKey<String> projectName();

	@Prefix("app")
	@Ttl("80s")
	interface App extends Cluster {

		@Default("[]")
		ValueKey<List<String>> tokens();

		ValueKey<List<String>> pendingUsers();

	}

	@Prefix("user:{userId}")
	@Ttl("2m")
	interface User extends Cluster {

		@Default("0")
		ValueKey<Integer> age();

		@Default("Unknown")
		ValueKey<String> name();

		Messages messages();

		default void rename(String name) {
			name().set(name);
		}

	}

	@Prefix("messages")
	@Ttl("50s")
	interface Messages extends Cluster {

		@Prefix("message:{messageId}")
		@Default("Unknown Message")
		ValueKey<String> message(long messageId);

	}

}
