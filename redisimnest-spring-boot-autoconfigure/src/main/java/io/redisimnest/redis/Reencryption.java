package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets with the active key that are encrypted with another one.
 */
public final class Reencryption {

	/** Those that follow tell nothing new. */
	private static final int MAXIMUM_FAILURES = 10;

	private final KeyFactory factory;

	private final SecretCodec<Object> codec;

	private long count;

	private @Nullable UnreadableValueException failure;

	/**
	 * Create a re-encryption.
	 * @param factory makes the keys of the secrets
	 */
	public Reencryption(KeyFactory factory) {
		this.factory = factory;
		this.codec = factory.secretCodec();
	}

	/**
	 * Encrypts secrets again: {@code GET} of all in one pipeline, then of each that is
	 * encrypted with another key {@code SET ... KEEPTTL} in a script, if nobody has
	 * written in between.
	 * @param names the names of their keys
	 */
	public void run(List<byte[]> names) {
		List<Operation<?>> reads = new ArrayList<>();
		names.forEach((name) -> reads
			.add(Operation.of(subject(name), Access.EXCHANGE, Replies::toBytes, "GET", Argument.key(name))));
		List<Outcome<?>> stored = this.factory.dispatcher().runAll(reads);
		List<Operation<Boolean>> writes = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			byte[] old = (byte[]) stored.get(i).get();
			byte[] renewed = (old != null) ? renew(old, subject(names.get(i))) : null;
			if (old != null && renewed != null) {
				writes.add(RedisString.replace(subject(names.get(i)), names.get(i), old, renewed,
						this.factory.model().expiry()));
			}
		}
		for (Outcome<?> outcome : this.factory.dispatcher().runAll(writes)) {
			this.count += Boolean.TRUE.equals(outcome.get()) ? 1 : 0;
		}
	}

	private Subject subject(byte[] name) {
		return this.factory.subject(new String(name, StandardCharsets.UTF_8));
	}

	private byte @Nullable [] renew(byte[] bytes, Subject subject) {
		try {
			return this.codec.renew(bytes, subject);
		}
		catch (UnreadableValueException ex) {
			if (this.failure == null) {
				this.failure = ex;
			}
			else if (this.failure.getSuppressed().length < MAXIMUM_FAILURES) {
				this.failure.addSuppressed(ex);
			}
			return null;
		}
	}

	/**
	 * How many were encrypted again.
	 * @return their number
	 */
	public long count() {
		return this.count;
	}

	/**
	 * Tells of secrets that could not be decrypted. The others were done.
	 * @throws UnreadableValueException if there are any
	 */
	public void throwIfAnyFailed() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
