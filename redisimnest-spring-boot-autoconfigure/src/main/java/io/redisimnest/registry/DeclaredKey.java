package io.redisimnest.registry;

import io.redisimnest.keyspace.Keyspace;
import io.redisimnest.model.KeyModel;
import io.redisimnest.redis.Subject;
import io.redisimnest.redis.ValuePreview;
import io.redisimnest.redis.ValueReader;
import org.jspecify.annotations.Nullable;

/**
 * What a concrete key is declared as.
 *
 * @param model the declared key
 * @param keyspace the Redis that has it
 */
public record DeclaredKey(KeyModel model, Keyspace keyspace) {

	BoundKey bind(String name) {
		return new BoundKey(this.model.path(), this.model.template().toString(),
				this.model.template().match(name).orElseThrow());
	}

	/**
	 * Reads a value to look at, and leaves the clock of its key.
	 * @param name the name of the key
	 * @return the value, {@code null} if the key does not exist
	 */
	public @Nullable ValuePreview preview(String name) {
		return new ValueReader(this.keyspace.dispatcher(),
				new Subject(this.model.path(), this.model.template().toString(), this.model.kind().displayName(), name))
			.read();
	}

}
