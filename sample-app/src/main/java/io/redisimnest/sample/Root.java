package io.redisimnest.sample;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.SortedSetKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Every key that the application keeps in Redis.
 */
@Prefix("root")
public interface Root extends Cluster {

	App app();

	User user(long userId);

	Instances<User> users();

	@Prefix("project_name")
	ValueKey<String> projectName();

	// A day that starts with its first sign-up: later ones do not prolong it.
	@Prefix("sign_ups")
	@Ttl(value = "1d", renew = Renewal.ON_CREATE)
	CounterKey signUps();

	// The score of each user, by id.
	@Ttl("7d")
	SortedSetKey<Long> scores();

	/**
	 * What the application keeps for itself.
	 */
	@Prefix("app")
	@Ttl("80s")
	interface App extends Cluster {

		@Default("[]")
		ValueKey<List<String>> tokens();

		ValueKey<List<String>> pendingUsers();

	}

	/**
	 * What it keeps for one user.
	 */
	@Prefix("user:{userId}")
	@Ttl("2m")
	interface User extends Cluster {

		long userId();

		@Default("0")
		ValueKey<Integer> age();

		@Default("Unknown")
		ValueKey<String> name();

		RecordKey<Settings> settings();

		Values<Profile> profile();

		Messages messages();

		default void rename(String name) {
			name().set(name);
		}

	}

	/**
	 * What is read of a user at once: its components are named like keys of the cluster.
	 */
	record Profile(String name, int age) {

	}

	/**
	 * What a user has chosen: a hash with a field for each component.
	 */
	record Settings(@NotNull @Pattern(regexp = "light|dark") String theme, boolean newsletter) {

	}

	/**
	 * The messages of one user.
	 */
	@Prefix("messages")
	@Ttl("50s")
	interface Messages extends Cluster {

		@Prefix("message:{messageId}")
		@Default("Unknown Message")
		ValueKey<String> message(long messageId);

	}

}
