package io.redisimnest.benchmarks;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;

/**
 * The tree of the README, of which one user has a great many messages.
 */
@Prefix("root")
interface Root extends Cluster {

	User user(long userId);

	@Prefix("user:{userId}")
	@Ttl("2m")
	interface User extends Cluster {

		@Default("0")
		ValueKey<Integer> age();

		Messages messages();

	}

	@Prefix("messages")
	@Ttl("50s")
	interface Messages extends Cluster {

		@Prefix("message:{messageId}")
		ValueKey<String> message(long messageId);

	}

}
