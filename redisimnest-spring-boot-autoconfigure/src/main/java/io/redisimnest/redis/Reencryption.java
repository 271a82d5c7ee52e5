package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.redis.Operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets with the active key that are encrypted with another one.
 */
public final class Reencryption {

	/** Values may be large, and all of a portion are in memory. */
	private static final int PORTION = 50;

	/** Those that follow tell nothing new. */
	private static final int MAXIMUM_FAILURES = 10;

	private final KeyFactory factory;

	private final SecretCodec<Object> codec;

	private long count;

	private @Nullable RuntimeException failure;

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
		for (int from = 0; from < names.size(); from += PORTION) {
			runPortion(names.subList(from, Math.min(from + PORTION, names.size())));
		}
	}

	private void runPortion(List<byte[]> names) {
		List<Operation<?>> reads = new ArrayList<>();
		names.forEach((name) -> reads
			.add(Operation.of(subject(name), Access.EXCHANGE, Replies::toBytes, "GET", Argument.key(name))));
		List<Outcome<?>> stored = this.factory.dispatcher().runAll(reads);
		List<Operation<Boolean>> writes = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			byte[] old = (byte[]) get(stored.get(i));
			byte[] renewed = (old != null) ? renew(old, subject(names.get(i))) : null;
			if (old != null && renewed != null) {
				writes.add(RedisString.replace(subject(names.get(i)), names.get(i), old, renewed));
			}
		}
		for (Outcome<?> outcome : this.factory.dispatcher().runAll(writes)) {
			this.count += Boolean.TRUE.equals(get(outcome)) ? 1 : 0;
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
			add(ex);
			return null;
		}
	}

	/**
	 * What one key replied, if it is of the kind.
	 */
	private @Nullable Object get(Outcome<?> outcome) {
		try {
			return outcome.get();
		}
		catch (WrongKindException ex) {
			add(ex);
			return null;
		}
	}

	private void add(RuntimeException ex) {
		if (this.failure == null) {
			this.failure = ex;
		}
		else if (this.failure.getSuppressed().length < MAXIMUM_FAILURES) {
			this.failure.addSuppressed(ex);
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
	 * Tells of keys that are no secrets, or could not be decrypted. The others were done.
	 * @throws UnreadableValueException if a secret could not be decrypted
	 * @throws WrongKindException if something else than a string is stored
	 */
	public void throwIfAnyFailed() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
