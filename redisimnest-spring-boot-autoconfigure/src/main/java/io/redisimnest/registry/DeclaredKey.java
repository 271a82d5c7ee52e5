package io.redisimnest.registry;

import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.KeyModel;
import io.redisimnest.redis.Subject;
import io.redisimnest.redis.ValuePreview;
import io.redisimnest.redis.ValueReader;
import org.jspecify.annotations.Nullable;

/**
 * A declared key, where there is no proxy of its cluster.
 *
 * @param model the key
 * @param keyspace the Redis that has its keys
 */
public record DeclaredKey(KeyModel model, Keyspace keyspace) {

	/**
	 * Reads a value to look at, and leaves the clock of its key.
	 * @param name the name of the key
	 * @return the value, {@code null} if the key does not exist
	 * @throws IllegalArgumentException if the template does not render that name, or the
	 * value is secret
	 */
	public @Nullable ValuePreview preview(String name) {
		if (this.model.kind().isSecret()) {
			throw new IllegalArgumentException("A %s is never shown".formatted(this.model.kind().displayName()));
		}
		if (this.model.template().match(name).isEmpty()) {
			throw new IllegalArgumentException("Key '%s' is none of '%s'".formatted(name, this.model.template()));
		}
		return new ValueReader(this.keyspace.dispatcher(),
				new Subject(this.model.path(), this.model.template().toString(), this.model.kind().displayName(), name))
			.read();
	}

}
