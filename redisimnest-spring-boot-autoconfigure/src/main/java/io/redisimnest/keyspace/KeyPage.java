package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.List;

import io.redisimnest.model.KeyModel;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of a subtree.
 *
 * @param keys the keys, perhaps none though there are more pages
 * @param cursor where the next page begins, {@code null} if there is none
 * @param share the share of the databases that was visited up to here, from 0 to 1
 */
public record KeyPage(List<ListedKey> keys, @Nullable String cursor, double share) {

	/**
	 * A key and what Redis tells of it.
	 *
	 * @param name its name, with escaped bytes ({@code \\xff}) if it is not UTF-8
	 * @param declared what it is declared as, {@code null} if it matches no template
	 * @param type the Redis type, such as {@code string}
	 * @param timeToLive the time that it has left, {@code null} if it does not expire
	 * @param memory how many bytes it takes, {@code null} if the server does not tell
	 */
	public record ListedKey(String name, @Nullable KeyModel declared, String type, @Nullable Duration timeToLive,
			@Nullable Long memory) {

		/**
		 * The path of the declared key.
		 * @return the path, {@code null} if it matches no template
		 */
		public @Nullable String path() {
			return (this.declared != null) ? this.declared.path() : null;
		}

		/**
		 * The declared kind.
		 * @return the name of the kind, {@code null} if it matches no template
		 */
		public @Nullable String kind() {
			return (this.declared != null) ? this.declared.kind().displayName() : null;
		}

	}

}
